import * as z from 'zod'
import { ExclusionReason } from './exclusion.ts'
import { Instant, plusSeconds } from './instant.ts'
import { Slug } from './slug.ts'

/** What a page or file of posts holds, and what became of them. */
export const ImportResult = z.strictObject({
  kind: z.literal('import'),
  found: z.int(),
  added: z.int(),
  updated: z.int(),
  kept: z.int(),
  /** What a person should look at, in words. */
  warnings: z.array(z.string()).max(50),
})
export type ImportResult = z.infer<typeof ImportResult>

const Counts = z.record(z.string(), z.int())

/** Whom a digest would reach if its readers were frozen as they stand. */
export const DryRunResult = z.strictObject({
  kind: z.literal('dry-run'),
  digest: z.string(),
  revision: z.int(),
  /** All rows of readers: `members` and the excluded. */
  audience: z.int(),
  members: z.int(),
  excluded: z.partialRecord(ExclusionReason, z.int()),
  /** Readers whose mail has something of a category, by its id. */
  categories: Counts,
  /** Readers by variant, `full-en`. */
  variants: Counts,
  /** When how many readers are due; the times are capped at 60, the last then standing for all later ones. */
  waves: z.array(z.strictObject({ dueAt: Instant, readers: z.int() })).max(60),
  calls: z.int(),
  /** When the last call begins, if the measured pace stays; null where none was measured. */
  lastCallAt: Instant.nullable(),
  /** Of SES and its events, in US dollars. */
  dollars: z.number(),
})
export type DryRunResult = z.infer<typeof DryRunResult>

/** What is asked of a job's worker. */
export const JobTask = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('import'),
    /** Of the uploaded file. */
    upload: z.string(),
    file: z.string().max(200),
  }),
  z.strictObject({ kind: z.literal('dry-run'), digest: z.string(), revision: z.int() }),
])
export type JobTask = z.infer<typeof JobTask>

/** Long work that somebody asked for, with its progress and its dated result. */
export const Job = z.strictObject({
  newsletter: Slug,
  id: z.string(),
  task: JobTask,
  by: z.string().max(64),
  askedAt: Instant,
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Of `of` steps; absent until they are known. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).optional(),
  result: z.discriminatedUnion('kind', [ImportResult, DryRunResult]).optional(),
  /** Why it failed, in words that say what to do. */
  reason: z.string().max(1000).optional(),
  endedAt: Instant.optional(),
})
export type Job = z.infer<typeof Job>

export const JobRef = Job.pick({ newsletter: true, id: true })
export type JobRef = z.infer<typeof JobRef>

/** By then all tries of a worker are over: five, each as long as a step of a digest may take. */
const GIVEN_UP_SECONDS = 3600

/** A job as it stands at a moment: one whose worker gave up is still said to run in its row. */
export const jobAt = (job: Job, now: Instant): Job =>
  (job.status === 'waiting' || job.status === 'running') && plusSeconds(job.askedAt, GIVEN_UP_SECONDS) < now
    ? {
        ...job,
        status: 'failed',
        reason: 'It ended without a result; why stands in the log. Ask for it again.',
      }
    : job
