import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlotWords } from '#functions/core/next-slot-words.ts'
import { statusSentence } from '#functions/core/status-sentence.ts'
import type { setNewsletter } from '#functions/use-cases/set-newsletter.ts'
import { leadTo } from './answers.ts'
import { ConfirmForm } from './confirm-form.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type LookingDeps, lookingAt, lookingFrom, openDigestsOf } from './looking.ts'
import { switchPath } from './newsletter-paused.tsx'
import type { Said } from './said.ts'
import { Why, WhyOrBlank } from './why-field.tsx'

export interface NewsletterSwitchDeps extends LookingDeps {
  setNewsletter: Pick<ReturnType<typeof setNewsletter>, 'pause' | 'resume'>
}

type Switch = 'pause' | 'resume'

const WORDS = {
  pause: {
    title: 'Pause the newsletter?',
    does: 'Nothing of it is drafted and nothing begins to be sent until an admin resumes it. What is being sent goes on: pause that on its own page.',
    done: 'The newsletter is paused. Nothing of it is drafted or begins to be sent.',
    name: 'Pause the newsletter',
    no: 'No, let it go on',
  },
  resume: {
    title: 'Resume the newsletter?',
    does: 'It goes on with its next slot. A digest that is held stays so until somebody resumes that too.',
    done: 'The newsletter is resumed.',
    name: 'Resume the newsletter',
    no: 'No, leave it paused',
  },
} as const

/** The newsletter as an act leaves it. */
const after = (verb: Switch, { paused: _, ...newsletter }: Newsletter, c: DeskContext): Newsletter =>
  verb === 'resume' ? newsletter : { ...newsletter, paused: { why: '', at: c.var.now } }

/** Throws Conflict where nothing is left to be done. */
const expectFit = (verb: Switch, { paused }: Newsletter): void => {
  if (verb === 'pause' && paused !== undefined) throw new Conflict('The newsletter is paused already.')
  if (verb === 'resume' && paused === undefined) throw new Conflict('The newsletter is not paused.')
}

/** Where each of its digests that are not over will stand, and when the next one comes. */
const Consequence = async ({
  deps,
  c,
  newsletter,
}: {
  deps: LookingDeps
  c: DeskContext
  newsletter: Newsletter
}) => {
  const open = await openDigestsOf(deps, newsletter)
  const lines = await Promise.all(
    open.map(async (digest) => ({
      digest,
      sentence: statusSentence(digest, await lookingAt(deps, c, newsletter, digest)),
    })),
  )
  return open.length === 0 ? (
    <p>{nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
  ) : (
    <ul class="stack tight">
      {lines.map(({ digest, sentence }) => (
        <li>
          <a href={deskPath(digest)}>{digestTitle(digest)}</a>, then: {sentence}
        </li>
      ))}
    </ul>
  )
}

const page = (deps: NewsletterSwitchDeps, framed: Framed, verb: Switch) => async (c: DeskContext) => {
  const { newsletter } = c.var
  expectFit(verb, newsletter)
  const { title, does, name, no } = WORDS[verb]
  const children = (
    <ConfirmForm
      action={switchPath(newsletter.slug, verb)}
      id={`do-${verb}-newsletter`}
      name={name}
      asksWhy={verb === 'pause'}
      no={no}
      back={`/desk/newsletters/${newsletter.slug}`}
    >
      <div class="notice warn" id="consequence">
        <p>
          <b>{does}</b>
        </p>
        <Consequence deps={deps} c={c} newsletter={after(verb, newsletter, c)} />
      </div>
    </ConfirmForm>
  )
  return c.html(framed(c, { title, newsletter, room: 'digest', children }))
}

/** What stops all digests of a newsletter says why; what goes on need not. */
const formOf = (verb: Switch) => z.object({ why: verb === 'resume' ? WhyOrBlank : Why })

const saidOf = (verb: Switch, slug: string): Said => ({
  text: WORDS[verb].done,
  ...(verb === 'pause' && {
    undo: { action: switchPath(slug, 'resume'), fields: { why: 'Taken back: pause.' } },
  }),
})

/** Pausing and resuming a whole newsletter: each with a page that says what becomes of its digests, then the act. */
export const newsletterSwitchRoutes = (deps: NewsletterSwitchDeps, framed: Framed): DeskRoute[] =>
  (['pause', 'resume'] as const).flatMap((verb): DeskRoute[] => {
    const path = switchPath(':newsletter', verb)
    return [
      { method: 'GET', path, right: 'administer', handle: page(deps, framed, verb) },
      {
        method: 'POST',
        path,
        right: 'administer',
        handle: async (c) => {
          const { newsletter, person } = c.var
          const { why } = await fieldsOf(c, formOf(verb))
          expectFit(verb, newsletter)
          await deps.setNewsletter[verb](newsletter.slug, { by: person.name, why })
          return leadTo(c, `/desk/newsletters/${newsletter.slug}`, saidOf(verb, newsletter.slug))
        },
      },
    ]
  })
