import * as z from 'zod'
import { Act } from './act.ts'
import { DigestRef } from './digest-key.ts'
import { shortHash } from './edition.ts'
import { ExclusionReason } from './exclusion.ts'
import { Instant, plusDays } from './instant.ts'
import { LocalTime } from './newsletter.ts'
import { Planned } from './placement.ts'

export const DigestStatus = z.enum([
  'draft',
  'approving',
  'approved',
  'sending',
  'paused',
  'sent',
  'skipped',
  'held',
  'cancelled',
])
export type DigestStatus = z.infer<typeof DigestStatus>

export const Totals = z.strictObject({
  audience: z.int(),
  waiting: z.int(),
  accepted: z.int(),
  failed: z.int(),
  excluded: z.int(),
  uncertain: z.int(),
})
export type Totals = z.infer<typeof Totals>

/** What became of the mails that SES accepted. */
export const FeedbackTotals = z.strictObject({
  delayed: z.int(),
  delivered: z.int(),
  bounced: z.int(),
  complained: z.int(),
})
export type FeedbackTotals = z.infer<typeof FeedbackTotals>

/** `ses`: SES refuses the mail; `alike`: it refuses reader after reader alike; `quota`: its day is used up; `health`: too many bounces or complaints; `account`: SES cannot be used as it is; `late`: nothing ran for long. */
export const PauseCause = z.enum(['person', 'ses', 'alike', 'quota', 'health', 'account', 'late'])
export type PauseCause = z.infer<typeof PauseCause>

const Pause = z.strictObject({
  cause: PauseCause,
  at: Instant,
  /** When it resumes by itself, at the latest. */
  until: Instant.optional(),
})

/** What staff are told of a digest. */
export const Notice = z.enum(['ready', 'reminder', 'held', 'skipped', 'report'])
export type Notice = z.infer<typeof Notice>

/** A worker was asked to do a step at `at`; it is asked again only when it must have died. `show` is done by the tick itself. */
const Asked = z.strictObject({ step: z.enum(['approve', 'freeze', 'show', 'close', 'clean']), at: Instant })

/** The control row of a digest: its state without its content, under 1 KB with an everyday reason. `version` guards every write. */
export const Digest = DigestRef.extend({
  version: z.int(),
  status: DigestStatus,
  /** When the first reader is due. */
  dueAt: Instant,
  /** Each reader gets it when their own clock shows this, `2026-11-24T07:00`; `dueAt` is then the moment at which the first clocks of the world do, those of UTC+14. */
  localTime: LocalTime.optional(),
  /** Posts received after this wait for the next digest. */
  cutOffAt: Instant,
  /** Revision of the content that drafting or an editor saved last. */
  revision: z.int(),
  /** Why it was skipped, held, paused, refused or cancelled. */
  reason: z.string().optional(),
  approval: z
    .strictObject({
      revision: z.int(),
      /** Empty while an automatic approval is under way: its worker renders what is approved. */
      editionHash: z.string(),
      by: z.string().max(64),
      at: Instant,
      automatic: z.literal(true).optional(),
    })
    .optional(),
  /** The approval that an edit made void, until the next. */
  revoked: z.strictObject({ revision: z.int(), by: z.string().max(64), at: Instant }).optional(),
  /** What staff are still to be told. */
  owed: z.array(Notice).optional(),
  /** How many hours before its deadline the latest reminder came. */
  reminded: z.int().optional(),
  /** Its mails say that they are tracked. */
  tracked: z.literal(true).optional(),
  asked: Asked.optional(),
  /** The sealed freeze attempt. */
  attempt: z.string().optional(),
  /** Set before the first batch may be called; from then on claims on posts stay. */
  firstCallAt: Instant.optional(),
  paused: Pause.optional(),
  /** Causes of a pause that a person resumed in spite of. */
  heeded: z.array(PauseCause).optional(),
  /** The latest act; earlier ones have rows of their own. */
  act: Act.optional(),
  totals: Totals.optional(),
  /** The excluded by reason, as counted last. */
  excluded: z.partialRecord(ExclusionReason, z.int()).optional(),
  feedback: FeedbackTotals.optional(),
  /** When its readers last changed how they stand. */
  movedAt: Instant.optional(),
  /** Of the edition that was approved last; absent of those from before the lead stood apart. */
  planned: Planned.optional(),
  /** The variants that SES holds as templates, by the short hashes of their editions. */
  stored: z.record(z.string(), z.array(z.string())).optional(),
  closedAt: Instant.optional(),
})
export type Digest = z.infer<typeof Digest>

/** Not over: something is still to be done for it. A cancelled digest is counted once its calls have ended. */
export const isOpen = (digest: Pick<Digest, 'status' | 'firstCallAt' | 'closedAt'>): boolean =>
  digest.status === 'cancelled'
    ? digest.firstCallAt !== undefined && digest.closedAt === undefined
    : !['sent', 'skipped'].includes(digest.status)

/** SES keeps the templates so long after the close, so that readers may be sent to again. */
const TEMPLATE_DAYS = 14

/** The ids of the variants of the approved edition, which SES holds. */
export const approvedVariants = ({ stored, approval }: Digest): readonly string[] =>
  stored?.[shortHash(approval?.editionHash ?? '')] ?? []

/** When the templates of a digest that is over are to be deleted; undefined when none are left. */
export const cleanFrom = (digest: Digest): Instant | undefined =>
  digest.closedAt !== undefined && digest.stored !== undefined
    ? plusDays(digest.closedAt, TEMPLATE_DAYS)
    : undefined

/** Whether nobody can be sent to any more: SES has no templates of the digest, or is to delete them by now. */
export const templatesAreGone = (digest: Digest, now: Instant): boolean =>
  digest.closedAt !== undefined && (cleanFrom(digest) ?? now) <= now

/** Whether a person resumed a digest in spite of this. */
export const isHeeded = ({ heeded }: Pick<Digest, 'heeded'>, cause: PauseCause): boolean =>
  heeded?.includes(cause) === true
