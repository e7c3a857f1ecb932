import type { ImportResult, Job } from '#functions/core/job.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { backlogPath, importPath, inboxPath, jobPath } from './inbox-paths.ts'
import { isRunning, JobBadge, jobLine } from './job-words.tsx'
import { When } from './when.tsx'

const Counts = ({ found, added, updated, kept }: ImportResult) => (
  <table class="counts">
    <caption class="hidden-words">What became of the posts that were found</caption>
    <tbody>
      {(
        [
          ['Found', found],
          ['New', added],
          ['Here already, and brought up to date', updated],
          ['Kept as a digest has sent them', kept],
        ] as const
      ).map(([name, count]) => (
        <tr>
          <th scope="row">{name}</th>
          <td class="number">{count.toLocaleString('en')}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Warnings = ({ warnings }: ImportResult) =>
  warnings.length === 0 ? null : (
    <section class="stack tight" aria-labelledby="warnings-title">
      <h2 id="warnings-title">{numberOf(warnings.length, 'thing')} to look at</h2>
      <p class="quiet">Posts are counted from 1, in the order of the page.</p>
      <ul class="bullets">
        {warnings.map((warning) => (
          <li>
            <bdi>{warning}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )

/** An import: how far it is, then what came of it. */
export const JobPage = ({ job, zone }: { job: Job; zone: string }) => {
  const { newsletter, id, status, progress, result, by, askedAt, endedAt } = job
  const running = isRunning(job)
  return (
    <div class="stack" id="job" data-part data-poll={running ? '5' : undefined}>
      <section class="card" aria-label="How it stands">
        <div>
          <JobBadge status={status} />
        </div>
        <p class="status" data-milestone={running ? 'The import is under way.' : jobLine(job)}>
          {jobLine(job)}
        </p>
        {running && (
          <progress
            aria-label="Posts stored"
            max={progress === undefined ? undefined : String(progress.of)}
            value={progress === undefined ? undefined : String(progress.done)}
          />
        )}
        {status === 'done' && result?.kind === 'import' && <Counts {...result} />}
        <p class="quiet">
          Asked for by <bdi>{by}</bdi>, <When at={askedAt} zone={zone} seconds />
          {endedAt !== undefined && (
            <>
              ; ended <When at={endedAt} zone={zone} seconds />
            </>
          )}
          .
        </p>
        <p class="row">
          {running && (
            <a class="button without-script" id="job-again" href={jobPath(newsletter, id)}>
              Look again
            </a>
          )}
          {status === 'done' && (
            <>
              <a class="button primary" id="job-inbox" href={inboxPath(newsletter)}>
                To the inbox
              </a>
              <a class="button" id="job-backlog" href={backlogPath(newsletter)}>
                To the backlog
              </a>
            </>
          )}
          {!running && (
            <a
              class={`button ${status === 'failed' ? 'primary' : ''}`}
              id="job-import"
              href={importPath(newsletter)}
            >
              {status === 'failed' ? 'Choose another file' : 'Import another page'}
            </a>
          )}
        </p>
      </section>
      {result?.kind === 'import' && <Warnings {...result} />}
    </div>
  )
}
