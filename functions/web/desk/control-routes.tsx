import * as z from 'zod'
import type { Counted } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import { type ControlVerb, fitsVerb } from '#functions/core/fits-verb.ts'
import type { Actor } from '#functions/use-cases/act-on-digest.ts'
import type { Control } from '#functions/use-cases/control-digest.ts'
import { leadTo } from './answers.ts'
import { ConfirmForm } from './confirm-form.tsx'
import { Consequence } from './consequence.tsx'
import { CONTROLS, type ControlWords } from './controls.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import type { Said } from './said.ts'
import { Why, WhyOrBlank } from './why-field.tsx'

export interface ControlDeps extends HeadDeps {
  control: Control
  /** Counted some seconds ago at most. */
  youngCount: (ref: DigestRef) => Promise<Counted | undefined>
  content: (ref: DigestRef, revision: number) => Promise<Content | undefined>
}

const TITLES: Readonly<Record<ControlVerb, string>> = {
  hold: 'Hold this digest?',
  skip: 'Skip this digest?',
  pause: 'Pause this digest?',
  resume: 'Resume this digest?',
  cancel: 'Cancel this digest?',
}

const DONE: Readonly<Record<ControlVerb, string>> = {
  hold: 'Held. Nobody is mailed until it is resumed.',
  skip: 'Skipped. Its posts wait for the next digest.',
  pause: 'Paused. Calls that had begun still finish.',
  resume: 'Resumed.',
  cancel: 'Cancelled. Nobody else is mailed.',
}

/** What stops a digest is taken back by resuming it; the others are not. */
const saidOf = (verb: ControlVerb, ref: DigestRef): Said => ({
  text: DONE[verb],
  ...((verb === 'hold' || verb === 'pause') && {
    undo: { action: `${deskPath(ref)}/resume`, fields: { why: `Taken back: ${verb}.` } },
  }),
})

/** What stops a digest must say why; what goes on need not. */
const formOf = (verb: ControlVerb) => z.object({ why: verb === 'resume' ? WhyOrBlank : Why })

const page =
  (deps: ControlDeps, framed: Framed, { verb, name, tone }: ControlWords) =>
  async (c: DeskContext) => {
    const { ref, newsletter, zone = newsletter.zone } = c.var
    const isYoung = c.req.query('counted') === 'now'
    const counting = isYoung ? { ...deps, storedCount: deps.youngCount } : deps
    const { digest, viewing } = await headOf(counting, c, 'digest')
    if (!fitsVerb(verb, digest))
      throw new Conflict(`The digest is ${digest.status}: there is nothing to ${verb}.`)
    const content = await deps.content(ref, digest.revision)
    const children = (
      <ConfirmForm
        action={`${deskPath(ref)}/${verb}`}
        id={`do-${verb}`}
        name={name}
        danger={tone === 'plain-danger'}
        asksWhy={verb !== 'resume'}
        no="No, leave it as it is"
        back={deskPath(ref)}
      >
        <Consequence
          verb={verb}
          digest={digest}
          viewing={viewing}
          entries={content?.entries.length ?? 0}
          isYoung={isYoung}
          zone={zone}
        />
      </ConfirmForm>
    )
    return c.html(framed(c, { title: TITLES[verb], newsletter, room: 'digest', children }))
  }

/** Hold, skip, pause, resume, cancel: each with a page that says what will happen, then the act. */
export const controlRoutes = (deps: ControlDeps, framed: Framed): DeskRoute[] =>
  CONTROLS.flatMap((words): DeskRoute[] => {
    const { verb } = words
    const path = `/desk/digests/:digest/${verb}`
    const act: (ref: DigestRef, actor: Actor) => Promise<Digest> = deps.control[verb]
    return [
      { method: 'GET', path, right: 'edit', handle: page(deps, framed, words) },
      {
        method: 'POST',
        path,
        right: 'edit',
        handle: async (c) => {
          const { ref, person } = c.var
          const { why } = await fieldsOf(c, formOf(verb))
          await act(ref, { by: person.name, why })
          return leadTo(c, deskPath(ref), saidOf(verb, ref))
        },
      },
    ]
  })
