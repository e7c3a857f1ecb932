import type { Archive, Zone } from '#functions/core/archive/archive.ts'
import { describeWarning } from '#functions/core/archive/describe-warning.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { ExpectedError, Invalid, NotFound } from '#functions/core/errors.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { ImportResult, Job, JobRef, JobTask } from '#functions/core/job.ts'
import { excerptOf } from '#functions/core/plain-text.ts'
import { type DryRunDeps, dryRun } from './dry-run.ts'
import type { importPosts } from './import-posts.ts'
import type { Jobs, Uploads } from './staff-ports.ts'

interface Deps extends DryRunDeps {
  jobs: Jobs
  uploads: Pick<Uploads, 'get'>
  readArchive: (bytes: Uint8Array, zone: Zone) => Archive
  importPosts: ReturnType<typeof importPosts>
}

type Progress = (done: number, of: number) => Promise<void>

const QUIET_SECONDS = 1

/** Writes how far a job is, at most every second. */
const progressOf = ({ jobs, clock }: Deps, ref: JobRef): Progress => {
  let last: Instant | undefined
  return async (done, of) => {
    const now = clock()
    if (last !== undefined && now < plusSeconds(last, QUIET_SECONDS)) return
    last = now
    await jobs.update(ref, { progress: { done, of } })
  }
}

const MOST_WARNINGS = 50

const warningsOf = ({ warnings }: Archive): string[] => {
  if (warnings.length <= MOST_WARNINGS) return warnings.map(describeWarning)
  const told = warnings.slice(0, MOST_WARNINGS - 1).map(describeWarning)
  return [...told, `${warnings.length - told.length} more are not listed here.`]
}

type Import = Extract<JobTask, { kind: 'import' }>

const runImport = async (
  deps: Deps,
  slug: string,
  { upload }: Import,
  onProgress: Progress,
): Promise<ImportResult> => {
  const newsletter = await deps.newsletters.get(slug)
  if (newsletter === undefined) throw new NotFound(`There is no newsletter ${slug}.`)
  const bytes = await deps.uploads.get(upload)
  if (bytes === undefined)
    throw new Invalid('The file is not there: uploads are kept for a day. Upload it again.')
  const archive = deps.readArchive(bytes, newsletter)
  const { posts } = archive
  const imported = await deps.importPosts(newsletter, posts, (done) => onProgress(done, posts.length))
  return { kind: 'import', found: posts.length, ...imported, warnings: warningsOf(archive) }
}

const LONGEST_REASON = 1000

type Ended = Pick<Job, 'status' | 'result' | 'reason'>

const perform = async (deps: Deps, { newsletter, id, task }: Job): Promise<Ended> => {
  const onProgress = progressOf(deps, { newsletter, id })
  try {
    const result =
      task.kind === 'import'
        ? await runImport(deps, newsletter, task, onProgress)
        : await dryRun(deps)(parseDigestKey(task.digest), task.revision, onProgress)
    return { status: 'done', result }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return { status: 'failed', reason: excerptOf(error.message, LONGEST_REASON) }
  }
}

/** Does what a job asks for, and keeps the result with it. One that is over is not run again; one whose worker died is, from its beginning, which does no harm. */
export const runJob =
  (deps: Deps) =>
  async (ref: JobRef): Promise<Job | undefined> => {
    const job = await deps.jobs.get(ref)
    if (job?.status !== 'waiting' && job?.status !== 'running') return job
    await deps.jobs.update(ref, { status: 'running' })
    const ended = await perform(deps, job)
    return deps.jobs.update(ref, { ...ended, endedAt: deps.clock() })
  }
