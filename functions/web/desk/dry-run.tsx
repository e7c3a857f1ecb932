import { nearMomentWords } from '#functions/core/clock-words.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Job } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { relativeWords } from '#functions/core/relative-words.ts'
import { AudienceBy } from './charts/audience-by.tsx'
import { ExcludedTable } from './excluded-table.tsx'
import { variantWords } from './variant-words.ts'
import { When } from './when.tsx'

const money = (dollars: number): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'USD', currencyDisplay: 'code' }).format(
    dollars,
  )

interface Shown {
  readonly job: Job | undefined
  readonly newsletter: Newsletter
  /** Of the digest. */
  readonly path: string
  readonly now: Instant
  readonly zone: string | undefined
}

const Result = ({ job, newsletter, now, zone }: Shown & { job: Job }) => {
  const { result, endedAt } = job
  if (result?.kind !== 'dry-run') return null
  const own = zone ?? newsletter.zone
  const nameOf = (id: string) => newsletter.categories.find((one) => one.id === id)?.name ?? id
  return (
    <>
      <p>
        <b>{numberOf(result.members, 'reader')}</b> would get it, of {result.audience.toLocaleString('en')}{' '}
        who ever signed up; {numberOf(result.calls, 'call')} to SES, about {money(result.dollars)}.
      </p>
      <p class="quiet">
        Counted {endedAt === undefined ? '' : relativeWords(endedAt, now, own)}, for revision{' '}
        {result.revision}.
        {result.lastCallAt !== null && (
          <>
            {' '}
            At the pace measured last, the last mail leaves at <When at={result.lastCallAt} zone={own} />.
          </>
        )}
      </p>
      <AudienceBy
        title="Readers by category"
        of={result.members}
        bars={Object.entries(result.categories).map(([id, readers]) => ({ label: nameOf(id), readers }))}
      />
      <AudienceBy
        title="Readers by kind of mail"
        of={result.members}
        bars={Object.entries(result.variants).map(([id, readers]) => ({ label: variantWords(id), readers }))}
      />
      {result.waves.length > 1 && (
        <AudienceBy
          title={`Readers by the time they are due (${own})`}
          of={result.members}
          bars={result.waves.map(({ dueAt, readers }) => ({
            label: nearMomentWords(dueAt, now, own),
            readers,
          }))}
        />
      )}
      <ExcludedTable excluded={result.excluded} heading="Would not get it: they …" />
    </>
  )
}

const stateOf = ({ status, progress, reason }: Job): string => {
  if (status === 'failed') return `The dry run failed: ${reason ?? 'for a reason that is in the log.'}`
  if (progress === undefined) return 'The dry run waits for its turn.'
  return `The dry run has counted ${progress.done} of ${progress.of} parts of the readers.`
}

/** A digest's dry run: whom it would reach if its readers were frozen now. */
export const DryRun = (shown: Shown) => {
  const { job, path } = shown
  const isRunning = job?.status === 'waiting' || job?.status === 'running'
  return (
    <section
      class="card"
      aria-labelledby="dry-run-title"
      id="dry-run"
      data-part
      data-poll={isRunning ? '5' : undefined}
    >
      <div class="row apart">
        <h2 id="dry-run-title">Dry run</h2>
        {!isRunning && (
          <form method="post" action={`${path}/dry-run`} data-swap>
            <button type="submit" class="small" id="dry-run-button">
              {job === undefined ? 'Count its readers' : 'Count again'}
            </button>
          </form>
        )}
      </div>
      {job === undefined && <p class="quiet">Nobody counted who would get it.</p>}
      {job !== undefined && job.status !== 'done' && <p>{stateOf(job)}</p>}
      {job !== undefined && <Result {...shown} job={job} />}
    </section>
  )
}
