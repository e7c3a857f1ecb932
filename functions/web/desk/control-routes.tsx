import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { ControlVerb } from '#functions/core/fits-verb.ts'
import { fitsVerb } from '#functions/core/fits-verb.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import type { Actor } from '#functions/use-cases/act-on-digest.ts'
import type { Control } from '#functions/use-cases/control-digest.ts'
import { leadTo } from './answers.ts'
import { CONTROLS, type ControlWords } from './controls.ts'
import type { DeskRoute } from './desk-route.ts'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'

export interface ControlDeps extends HeadDeps {
  control: Control
}

/** How many it has reached and has not, as counted last. */
const reached = ({ totals }: Digest, { counted }: Viewing) => {
  const known = counted?.totals ?? totals
  return { accepted: known?.accepted ?? 0, waiting: known?.waiting ?? 0, uncertain: known?.uncertain ?? 0 }
}

/** What an act will do, in numbers, before it is done. */
const consequence = (verb: ControlVerb, digest: Digest, viewing: Viewing): string[] => {
  const { accepted, waiting, uncertain } = reached(digest, viewing)
  const readers = viewing.readers
  const about = readers === undefined ? 'its readers' : `about ${numberOf(readers.readers, 'reader')}`
  const left = numberOf(waiting, 'reader')
  const isBegun = digest.firstCallAt !== undefined
  switch (verb) {
    case 'hold':
      return [`Nobody is mailed until somebody resumes it: ${about} wait.`]
    case 'skip':
      return [`This digest goes to nobody. Its posts wait for the next one.`]
    case 'pause':
      return isBegun
        ? [
            `${numberOf(accepted + uncertain, 'reader')} were reached or may have been; ${left} are not mailed until somebody resumes it.`,
            'Calls that have begun still finish: at most one batch a worker.',
          ]
        : [`Nobody was mailed yet; ${about} wait until somebody resumes it.`]
    case 'resume':
      return isBegun
        ? [`It goes on where it stood: ${left} are still to be mailed. Nobody is mailed twice.`]
        : [digest.approval ? 'It goes out at its time.' : 'It is a draft again, to be approved.']
    case 'cancel':
      return isBegun
        ? [
            `${numberOf(accepted, 'reader')} have it already, and mail cannot be called back. ${left} will not get it.`,
            ...(uncertain > 0
              ? [`Of ${numberOf(uncertain, 'reader')} nobody knows yet whether they got it.`]
              : []),
            'Who was not reached can be sent it later, for two weeks.',
          ]
        : ['Nobody was mailed, and nobody will be. Its posts wait for the next digest.']
  }
}

const Form = ({
  words: { verb, name, tone },
  digest,
  viewing,
}: {
  words: ControlWords
  digest: Digest
  viewing: Viewing
}) => (
  <form method="post" action={`${deskPath(digest)}/${verb}`} class="stack">
    <div class={`notice ${verb === 'cancel' ? 'bad' : 'warn'}`}>
      {consequence(verb, digest, viewing).map((line) => (
        <p>{line}</p>
      ))}
    </div>
    {viewing.counted !== undefined && <p class="quiet">As counted at {viewing.counted.at}.</p>}
    <div class="field">
      <label for="why">Why (colleagues read it; it is kept)</label>
      <input id="why" name="why" maxlength={200} required={verb !== 'resume'} autocomplete="off" />
    </div>
    <div class="row">
      <button type="submit" class={tone === 'plain-danger' ? 'danger big' : 'primary big'} id={`do-${verb}`}>
        {name}
      </button>
      <a class="button" href={deskPath(digest)}>
        No, leave it as it is
      </a>
    </div>
  </form>
)

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

const Why = z.object({ why: z.string().trim().max(200).default('') })

/** Hold, skip, pause, resume, cancel: each with a page that says what will happen, then the act. */
export const controlRoutes = (deps: ControlDeps, page: Framed): DeskRoute[] =>
  CONTROLS.flatMap((words): DeskRoute[] => {
    const { verb } = words
    const path = `/desk/digests/:digest/${verb}`
    return [
      {
        method: 'GET',
        path,
        right: 'edit',
        handle: async (c) => {
          const { digest, viewing } = await headOf(deps, c, 'digest')
          if (!fitsVerb(verb, digest))
            throw new Conflict(`The digest is ${digest.status}: there is nothing to ${verb}.`)
          const children = <Form words={words} digest={digest} viewing={viewing} />
          const { newsletter } = c.var
          return c.html(page(c, { title: TITLES[verb], newsletter, room: 'digest', children }))
        },
      },
      {
        method: 'POST',
        path,
        right: 'edit',
        handle: async (c) => {
          const { ref, person } = c.var
          const { why } = await fieldsOf(c, Why)
          const act: (ref: DigestRef, actor: Actor) => Promise<Digest> = deps.control[verb]
          await act(ref, { by: person.name, why })
          return leadTo(c, deskPath(ref), { text: DONE[verb] })
        },
      },
    ]
  })
