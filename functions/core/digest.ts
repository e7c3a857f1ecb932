import * as z from 'zod'
import { DigestRef } from './digest-key.ts'
import { Conflict } from './errors.ts'
import { Instant, plusDays } from './instant.ts'
import { clip, withoutAddresses } from './plain-text.ts'

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

/** `ses`: SES refuses the mail; `alike`: it refuses reader after reader alike; `quota`: its day is used up; `health`: too many bounces or complaints; `account`: SES cannot be used as it is. */
export const PauseCause = z.enum(['person', 'ses', 'alike', 'quota', 'health', 'account'])
export type PauseCause = z.infer<typeof PauseCause>

const Pause = z.strictObject({
  cause: PauseCause,
  at: Instant,
  /** When it resumes by itself, at the latest. */
  until: Instant.optional(),
})

/** What a person can do to a digest; `ramp` and `no-ramp` are of a newsletter, `redrive` of a queue. */
export const Verb = z.enum([
  'hold',
  'skip',
  'pause',
  'resume',
  'cancel',
  'resend',
  'leave',
  'ramp',
  'no-ramp',
  'redrive',
])
export type Verb = z.infer<typeof Verb>

/** What a person did, and why. */
export const Act = z.strictObject({
  verb: Verb,
  by: z.string().max(64),
  /** Absent where the digest's `reason` says the same. */
  why: z.string().max(200).optional(),
  at: Instant,
})
export type Act = z.infer<typeof Act>

/** A worker was asked to do a step at `at`; it is asked again only when it must have died. */
const Asked = z.strictObject({ step: z.enum(['approve', 'freeze', 'close', 'clean']), at: Instant })

/** The control row of a digest: its state without its content, under 1 KB. `version` guards every write. */
export const Digest = DigestRef.extend({
  version: z.int(),
  status: DigestStatus,
  /** When the first reader is due. */
  dueAt: Instant,
  /** Posts received after this wait for the next digest. */
  cutOffAt: Instant,
  /** Revision of the content that drafting or an editor saved last. */
  revision: z.int(),
  /** Why it was skipped, held, paused, refused or cancelled. */
  reason: z.string().optional(),
  approval: z
    .strictObject({ revision: z.int(), editionHash: z.string(), by: z.string().max(64), at: Instant })
    .optional(),
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
  feedback: FeedbackTotals.optional(),
  /** When its readers last changed how they stand. */
  movedAt: Instant.optional(),
  /** The templates that SES holds for it. */
  stored: z.array(z.string()).optional(),
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

/** When the templates of a digest that is over are to be deleted; undefined when none are left. */
export const cleanFrom = (digest: Digest): Instant | undefined =>
  digest.closedAt !== undefined && digest.stored !== undefined && digest.stored.length > 0
    ? plusDays(digest.closedAt, TEMPLATE_DAYS)
    : undefined

const expect = (digest: Digest, ...allowed: DigestStatus[]): void => {
  if (!allowed.includes(digest.status))
    throw new Conflict(`The digest is ${digest.status}; this needs it to be ${allowed.join(' or ')}.`)
}

const without = <T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> => {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}

/** A reason as a row of under 1 KB can hold it, which staff read: one may quote a long title, and SES's words an address. */
const shortened = (reason: string): string => clip(withoutAddresses(reason), 200)

/** Records an approval of the edition that the approver saw; a worker finishes or refuses it. */
export const requestApproval = (
  digest: Digest,
  approval: { revision: number; editionHash: string; by: string; at: Instant },
): Digest => {
  expect(digest, 'draft')
  if (approval.revision !== digest.revision)
    throw new Conflict(
      `Revision ${approval.revision} was shown, but ${digest.revision} is the latest. Look at it again.`,
    )
  return {
    ...without(digest, 'reason'),
    status: 'approving',
    approval: { ...approval, by: clip(approval.by, 64) },
    asked: { step: 'approve', at: approval.at },
  }
}

export const finishApproval = (digest: Digest): Digest => {
  expect(digest, 'approving')
  return { ...without(digest, 'asked'), status: 'approved' }
}

export const refuseApproval = (digest: Digest, reason: string): Digest => {
  expect(digest, 'approving')
  return { ...without(digest, 'asked', 'approval'), status: 'draft', reason: shortened(reason) }
}

export const ask = (digest: Digest, step: z.infer<typeof Asked>['step'], at: Instant): Digest => ({
  ...digest,
  asked: { step, at },
})

/** Notes that SES is about to hold these templates. */
export const noteStored = (digest: Digest, templates: readonly string[]): Digest => ({
  ...digest,
  stored: [...new Set([...(digest.stored ?? []), ...templates])],
})

export const forgetStored = (digest: Digest): Digest => without(digest, 'stored', 'asked')

export const nameSealedAttempt = (digest: Digest, attempt: string, totals: Totals): Digest => {
  expect(digest, 'approved')
  return { ...without(digest, 'asked'), attempt, totals }
}

export const startSending = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'approved')
  return { ...digest, status: 'sending', firstCallAt: at, movedAt: at }
}

export const pause = (
  digest: Digest,
  reason: string,
  { cause, at, until }: { cause: PauseCause; at: Instant; until?: Instant },
): Digest => {
  expect(digest, 'approved', 'sending')
  return {
    ...without(digest, 'asked'),
    status: 'paused',
    reason: shortened(reason),
    paused: { cause, at, ...(until && { until }) },
  }
}

/** Goes on where it stood; what paused it is not held against it again. */
export const resume = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'paused', 'held')
  const heeded = new Set(digest.heeded)
  const cause = digest.paused?.cause
  if (cause === 'health' || cause === 'account' || cause === 'alike') heeded.add(cause)
  const status = digest.firstCallAt ? 'sending' : digest.approval ? 'approved' : 'draft'
  return {
    ...without(digest, 'paused', 'reason'),
    status,
    movedAt: at,
    ...(heeded.size > 0 && { heeded: [...heeded] }),
  }
}

/** Whether a person resumed a digest in spite of this. */
export const isHeeded = ({ heeded }: Pick<Digest, 'heeded'>, cause: PauseCause): boolean =>
  heeded?.includes(cause) === true

/** Keeps a digest from going out until a person resumes it. */
export const hold = (digest: Digest, reason: string): Digest => {
  expect(digest, 'draft', 'approved')
  return { ...without(digest, 'asked'), status: 'held', reason: shortened(reason) }
}

export const skip = (digest: Digest, reason: string, at: Instant): Digest => {
  if (digest.status !== 'held' || digest.approval !== undefined) expect(digest, 'draft')
  return { ...digest, status: 'skipped', reason: shortened(reason), closedAt: at }
}

/** Ends a digest. Before the first call this one write voids all its claims; after it, who was not reached is excluded. */
export const cancel = (digest: Digest, reason: string, at: Instant): Digest => {
  expect(digest, 'draft', 'approving', 'approved', 'held', 'sending', 'paused')
  return {
    ...without(digest, 'asked', 'paused'),
    status: 'cancelled',
    reason: shortened(reason),
    ...(digest.firstCallAt === undefined && { closedAt: at }),
  }
}

/** A digest that was sent is sent again, to readers whom an admin names. */
export const reopen = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'sent', 'sending', 'paused')
  if (digest.status !== 'sent') return { ...digest, movedAt: at }
  return { ...without(digest, 'closedAt', 'reason', 'asked'), status: 'sending', movedAt: at }
}

/** What was counted of its readers, and whether that moved. */
export const recount = (digest: Digest, totals: Totals, feedback: FeedbackTotals, at: Instant): Digest => {
  const moved = JSON.stringify(digest.totals) !== JSON.stringify(totals)
  return { ...digest, totals, feedback, ...(moved && { movedAt: at }) }
}

/** Everyone is settled: `sent`, or counted after a cancel. `reason` then says how many stay unresolved. */
export const close = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'sending', 'cancelled')
  if (digest.status === 'cancelled') return { ...without(digest, 'asked'), closedAt: at }
  const uncertain = digest.totals?.uncertain ?? 0
  const unresolved = uncertain > 0 && { reason: `${uncertain} unresolved` }
  return { ...without(digest, 'asked', 'reason'), status: 'sent', closedAt: at, ...unresolved }
}

/** A person's act, as rows can hold it. */
export const actOf = ({ verb, by, why, at }: Required<Act>): Required<Act> => ({
  verb,
  by: clip(by, 64),
  why: shortened(why),
  at,
})

/** A digest with its latest act, which says why only where `reason` does not. */
export const withAct = (digest: Digest, act: Act): Digest => {
  const { why, ...kept } = actOf({ why: '', ...act })
  return { ...digest, act: { ...kept, ...(why !== digest.reason && { why }) } }
}
