import { type Counted, isOvertaken } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import type { Instant } from '#functions/core/instant.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { relativeWords } from '#functions/core/relative-words.ts'
import { figure, percentOf } from './charts/figures.ts'
import { SendProgress } from './charts/send-progress.tsx'
import { ExcludedTable } from './excluded-table.tsx'
import { When } from './when.tsx'

interface Shown {
  readonly digest: Digest
  readonly counted: Counted | undefined
  /** Whether it was counted for this very page; another has it counted as soon as it is there. */
  readonly isYoung: boolean
  readonly now: Instant
  readonly zone: string
}

const Near = ({ at, now, zone }: { at: Instant; now: Instant; zone: string }) => (
  <>
    <When at={at} zone={zone} />, {relativeWords(at, now, zone)}
  </>
)

/** What is to come of a send. */
const Outlook = ({ digest, counted, now, zone }: Shown & { counted: Counted }) => {
  const { totals, nextWaveAt, lastCallAt } = counted
  if (totals.waiting === 0 || digest.status === 'cancelled' || isOvertaken(digest, counted)) return null
  return (
    <dl class="facts">
      <dt>Last call expected</dt>
      <dd>
        {lastCallAt === null ? (
          digest.status === 'sending' ? (
            'Not known before the pace is measured.'
          ) : (
            'Not known while nothing is called.'
          )
        ) : (
          <Near at={lastCallAt} now={now} zone={zone} />
        )}
      </dd>
      <dt>Next wave due</dt>
      <dd>{nextWaveAt === null ? 'None is to come.' : <Near at={nextWaveAt} now={now} zone={zone} />}</dd>
    </dl>
  )
}

const FEEDBACK = { delivered: 'Delivered', delayed: 'Delayed', bounced: 'Bounced', complained: 'Complained' }

/** What became of the mails that SES accepted: the rows add up to these. */
const Feedback = ({ counted: { totals, feedback } }: { counted: Counted }) => {
  const told = Object.values(feedback).reduce((sum, count) => sum + count, 0)
  const rows: [string, number][] = [
    ...(['delivered', 'delayed', 'bounced', 'complained'] as const).map((kind): [string, number] => [
      FEEDBACK[kind],
      feedback[kind],
    ]),
    ['Nothing told yet', totals.accepted - told],
  ]
  return (
    <table>
      <caption class="hidden-words">What SES told of the mails that it accepted</caption>
      <thead>
        <tr>
          <th scope="col">Of {numberOf(totals.accepted, 'accepted mail')}</th>
          <th scope="col" class="number">
            Readers
          </th>
          <th scope="col" class="number">
            Part
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, count]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">{figure(count)}</td>
            <td class="number">{percentOf(count, totals.accepted)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Numbers = (shown: Shown & { counted: Counted }) => {
  const { counted, now, zone } = shown
  const { totals, excluded, left } = counted
  return (
    <>
      <SendProgress counted={counted} now={now} zone={zone} />
      <Outlook {...shown} />
      {left > 0 && (
        <p class="quiet">
          Of {numberOf(totals.uncertain, 'uncertain reader')}, {figure(left)} {left === 1 ? 'was' : 'were'}{' '}
          left so by an admin.
        </p>
      )}
      <div class="halves">
        <Feedback counted={counted} />
        <ExcludedTable excluded={excluded} heading="Excluded: they …" />
      </div>
    </>
  )
}

const Nobody = ({ digest }: { digest: Digest }) => {
  if (digest.attempt !== undefined) return <p>Its readers were not counted yet.</p>
  return <p>{isOpen(digest) ? 'Its readers are not frozen yet.' : 'Its readers were never frozen.'}</p>
}

/** How a digest's readers stand, as counted last. It looks again by itself while that can move. */
export const Standing = (shown: Shown) => {
  const { digest, counted, isYoung, zone } = shown
  const isFrozen = digest.attempt !== undefined
  const progress = `${deskPath(digest)}/progress`
  return (
    <section
      class="card"
      id="standing"
      data-part
      data-poll={isOpen(digest) ? '5' : undefined}
      data-from={progress}
      data-load={isFrozen && !isYoung ? progress : undefined}
      aria-labelledby="standing-title"
    >
      <h2 id="standing-title" class="hidden-words">
        Its readers
      </h2>
      {counted === undefined ? <Nobody digest={digest} /> : <Numbers {...shown} counted={counted} />}
      {isFrozen && (
        <p class="row">
          {counted !== undefined && (
            <span class="quiet">
              Counted at <When at={counted.at} zone={zone} seconds />
              {isOvertaken(digest, counted)
                ? ', before the latest act. Its readers are being counted anew.'
                : '.'}
            </span>
          )}
          <a class="button small" id="count-again" href={progress}>
            Count again
          </a>
        </p>
      )}
    </section>
  )
}
