import { type Act, actOf } from './act.ts'
import type { Digest, DigestStatus, FeedbackTotals, Notice, PauseCause, Totals } from './digest.ts'
import { type Edition, shortHash } from './edition.ts'
import { Conflict } from './errors.ts'
import type { Instant } from './instant.ts'
import { clip } from './plain-text.ts'
import { shortReason } from './short-reason.ts'

// What workers and people do to a digest: each verb takes the row that it was read with, and answers with the next.

const expect = (digest: Digest, ...allowed: DigestStatus[]): void => {
  if (!allowed.includes(digest.status))
    throw new Conflict(`The digest is ${digest.status}; this needs it to be ${allowed.join(' or ')}.`)
}

const without = <T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> => {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}

/** Has staff told of what a digest became, once for each notice. */
export const owe = (digest: Digest, notice: Notice): Digest => ({
  ...digest,
  owed: [...new Set([...(digest.owed ?? []), notice])],
})

export const withoutOwed = (digest: Digest): Digest => without(digest, 'owed')

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

export const finishApproval = (digest: Digest, { tracked }: Pick<Edition, 'tracked'> = {}): Digest => {
  expect(digest, 'approving')
  return { ...without(digest, 'asked', 'tracked'), status: 'approved', ...(tracked && { tracked }) }
}

export const refuseApproval = (digest: Digest, reason: string): Digest => {
  expect(digest, 'approving')
  return { ...without(digest, 'asked', 'approval'), status: 'draft', reason: shortReason(reason) }
}

export const ask = (digest: Digest, step: NonNullable<Digest['asked']>['step'], at: Instant): Digest => ({
  ...digest,
  asked: { step, at },
})

/** Notes that SES is about to hold the variants of an edition. */
export const noteStored = (
  digest: Digest,
  { hash, variants }: Pick<Edition, 'hash' | 'variants'>,
): Digest => ({
  ...digest,
  stored: { ...digest.stored, [shortHash(hash)]: Object.keys(variants) },
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
    reason: shortReason(reason),
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

/** Keeps a digest from going out until a person resumes it. */
export const hold = (digest: Digest, reason: string): Digest => {
  expect(digest, 'draft', 'approved')
  return { ...without(digest, 'asked'), status: 'held', reason: shortReason(reason) }
}

export const skip = (digest: Digest, reason: string, at: Instant): Digest => {
  if (digest.status !== 'held' || digest.approval !== undefined) expect(digest, 'draft')
  return { ...digest, status: 'skipped', reason: shortReason(reason), closedAt: at }
}

/** Ends a digest. Before the first call this one write voids all its claims; after it, who was not reached is excluded. */
export const cancel = (digest: Digest, reason: string, at: Instant): Digest => {
  expect(digest, 'draft', 'approving', 'approved', 'held', 'sending', 'paused')
  return {
    ...without(digest, 'asked', 'paused'),
    status: 'cancelled',
    reason: shortReason(reason),
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

/** A digest with its latest act, which says why only where `reason` does not. */
export const withAct = (digest: Digest, act: Act): Digest => {
  const { why, ...kept } = actOf({ why: '', ...act })
  return { ...digest, act: { ...kept, ...(why !== digest.reason && { why }) } }
}
