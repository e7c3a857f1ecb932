import { type Counted, isOvertaken } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { ControlVerb } from '#functions/core/fits-verb.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { onceResumed } from '#functions/core/once-resumed.ts'
import { estimatedReaders, type Viewing } from '#functions/core/viewing.ts'
import { When } from './when.tsx'

const have = (count: number): string => `${numberOf(count, 'reader')} ${count === 1 ? 'has' : 'have'}`
const are = (count: number): string => `${numberOf(count, 'reader')} ${count === 1 ? 'is' : 'are'}`

/** What becomes of what a digest would have said. */
const leftOver = ({ kind }: Digest, entries: number): string =>
  kind === 'round-up'
    ? 'Its entries stood in earlier digests, and wait for no other.'
    : `Its ${numberOf(entries, 'entry', 'entries')} will wait for the next one.`

/** Before anybody was mailed. */
const beforeFirstCall = (
  verb: ControlVerb,
  digest: Digest,
  viewing: Viewing,
  entries: number,
): readonly string[] => {
  const frozen = digest.attempt === undefined ? undefined : digest.totals?.waiting
  const readers = frozen === undefined ? estimatedReaders(viewing) : numberOf(frozen, 'reader')
  const all = readers ?? 'all its readers'
  switch (verb) {
    case 'hold':
    case 'pause':
      return [`Nobody was mailed yet: ${all} will wait until somebody resumes it.`]
    case 'skip':
      return [`This digest goes to nobody: ${all} will not get it.`, leftOver(digest, entries)]
    case 'resume':
      return onceResumed(digest, viewing)
    case 'cancel':
      return [`Nobody was mailed, and nobody will be: ${all} will not get it.`, leftOver(digest, entries)]
  }
}

const ENDING = 'Calls that have begun still finish: at most one batch a worker.'

/** While it is sent, with readers who were counted or are not yet. */
const onceBegun = (verb: ControlVerb, counted: Counted | undefined): string[] => {
  const { accepted = 0, waiting = 0, uncertain = 0 } = counted?.totals ?? {}
  const reached = counted && `${have(accepted)} it already.`
  const unknown =
    uncertain > 0 ? [`Of ${numberOf(uncertain, 'reader')} nobody knows yet whether they do.`] : []
  switch (verb) {
    case 'pause':
      return reached === undefined
        ? ['Nobody else is mailed until somebody resumes it.', ENDING]
        : [reached, ...unknown, `${are(waiting)} not mailed until somebody resumes it.`, ENDING]
    case 'resume':
      return reached === undefined
        ? ['It goes on where it stood. Nobody is mailed twice.']
        : [reached, ...unknown, `It goes on with ${numberOf(waiting, 'reader')}. Nobody is mailed twice.`]
    default:
      return reached === undefined
        ? ['Some have it already, and mail cannot be called back. Nobody else will get it.', ENDING]
        : [
            `${reached.slice(0, -1)}, and mail cannot be called back. ${numberOf(waiting, 'reader')} will not get it.`,
            ...unknown,
            ENDING,
            'An admin can have it sent later to who was not reached, for two weeks.',
          ]
  }
}

/** What an act will do, in numbers, before it is done: as they were counted last, then as they are counted now. */
export const Consequence = ({
  verb,
  digest,
  viewing,
  entries,
  isYoung,
  zone,
}: {
  verb: ControlVerb
  digest: Digest
  viewing: Viewing
  /** How many it has. */
  entries: number
  /** Whether it was counted for this very page. */
  isYoung: boolean
  zone: string
}) => {
  const counted = viewing.counted && !isOvertaken(digest, viewing.counted) ? viewing.counted : undefined
  const isBegun = digest.firstCallAt !== undefined
  const again = `${deskPath(digest)}/${verb}?counted=now`
  const lines = isBegun ? onceBegun(verb, counted) : beforeFirstCall(verb, digest, viewing, entries)
  return (
    <div
      class={`notice ${verb === 'cancel' ? 'bad' : 'warn'}`}
      id="consequence"
      data-part
      data-load={isBegun && !isYoung ? again : undefined}
    >
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {isBegun && (
        <p class="quiet">
          {counted === undefined ? (
            'Its readers were not counted yet.'
          ) : (
            <>
              Counted at <When at={counted.at} zone={zone} seconds />.
            </>
          )}{' '}
          {!isYoung && (
            <a href={again} class="without-script">
              Count now
            </a>
          )}
        </p>
      )}
    </div>
  )
}
