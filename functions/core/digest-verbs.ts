import { type Act, actOf } from './act.ts'
import type { Audience } from './audience.ts'
import {
  type Digest,
  type DigestStatus,
  type Notice,
  type PauseCause,
  type Totals,
  templatesAreGone,
} from './digest.ts'
import { type Edition, shortHash } from './edition.ts'
import { Conflict } from './errors.ts'
import { type Instant, plusSeconds } from './instant.ts'
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

/** What is no longer so is not told. */
const disown = ({ owed = [], ...digest }: Digest, notice: Notice): Digest => {
  const left = owed.filter((one) => one !== notice)
  return { ...digest, ...(left.length > 0 && { owed: left }) }
}

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
    ...without(digest, 'reason', 'revoked'),
    status: 'approving',
    approval: { ...approval, by: clip(approval.by, 64) },
    asked: { step: 'approve', at: approval.at },
  }
}

/** Who approves what goes out unless someone holds it. */
const AUTOMATIC = 'Gazette'

/** Begins the approval of a draft that nobody held until its deadline; the worker, who is still to be asked, names the edition. */
export const approveAutomatically = (digest: Digest, at: Instant): Digest => {
  const approval = { revision: digest.revision, editionHash: '', by: AUTOMATIC, at }
  const approving = requestApproval(digest, approval)
  return { ...without(approving, 'asked'), approval: { ...approval, automatic: true } }
}

export const finishApproval = (
  digest: Digest,
  { hash, tracked }: Pick<Edition, 'hash' | 'tracked'>,
): Digest => {
  expect(digest, 'approving')
  const approval = digest.approval && { ...digest.approval, editionHash: hash }
  return {
    ...without(digest, 'asked', 'tracked'),
    status: 'approved',
    ...(approval && { approval }),
    ...(tracked && { tracked }),
  }
}

/** Back to the draft; where nobody is there to approve again, it is held. */
export const refuseApproval = (digest: Digest, reason: string): Digest => {
  expect(digest, 'approving')
  const draft: Digest = {
    ...without(digest, 'asked', 'approval'),
    status: 'draft',
    reason: shortReason(reason),
  }
  return digest.approval?.automatic ? hold(draft, reason) : draft
}

/** Reminds staff that it waits for its approval, which is due in so many hours. */
export const remind = (digest: Digest, hours: number): Digest => {
  expect(digest, 'draft')
  return owe({ ...digest, reminded: hours }, 'reminder')
}

/** Whether its readers are frozen already, each with their due time. */
const expectUnfrozen = (digest: Digest): void => {
  if (digest.attempt !== undefined || digest.asked?.step === 'freeze')
    throw new Conflict(
      'Its readers are being frozen or are frozen, and it is about to be sent. Cancel it if it must not go out so.',
    )
}

/** Gives it another due time, and whoever must approve it another deadline. */
export const reschedule = (
  digest: Digest,
  { dueAt, localTime }: Pick<Digest, 'dueAt' | 'localTime'>,
): Digest => {
  expect(digest, 'draft', 'approved', 'held')
  expectUnfrozen(digest)
  return { ...without(digest, 'reminded', 'localTime'), dueAt, ...(localTime && { localTime }) }
}

/** What is begun from the desk can be taken back for so long. */
export const HOLD_SECONDS = 300

/** Has an approved digest go out to everybody at once, whatever their clocks show, as soon as it can no longer be taken back. */
export const sendNow = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'approved')
  return reschedule(digest, { dueAt: plusSeconds(at, HOLD_SECONDS) })
}

/** Leaves a digest that is due too soon, or already, the time in which its approval can be taken back. */
export const leaveTimeToHold = (digest: Digest, at: Instant): Digest => {
  const earliest = plusSeconds(at, HOLD_SECONDS)
  return digest.dueAt < earliest ? { ...digest, dueAt: earliest } : digest
}

/** Why a draft that was approved once is to be approved again. */
export const editedAfter = ({ by }: Pick<NonNullable<Digest['approval']>, 'by'>): string =>
  `It was edited after ${by} had approved it.`

/** Says something else from now on. Whoever approved it approved another edition, so that its claims end by this one write. */
export const revise = (digest: Digest, revision: number): Digest => {
  expect(digest, 'draft', 'approved', 'held')
  expectUnfrozen(digest)
  const { approval, reason: before, ...draft } = without(digest, 'asked')
  const isHeld = digest.status === 'held'
  // What kept a draft from its approval may be cured by the edit; why a digest is held stands.
  const reason = isHeld ? before : approval && editedAfter(approval)
  const revoked = approval && { revision: approval.revision, by: approval.by, at: approval.at }
  return {
    ...draft,
    ...(reason && { reason }),
    ...(revoked && { revoked }),
    status: isHeld ? 'held' : 'draft',
    revision,
  }
}

/** A digest that is stopped. Whether its readers may be sealed, and its page not shown yet, is still seen from what was asked for. */
const stopped = (digest: Digest): Digest =>
  digest.asked?.step === 'freeze' || digest.asked?.step === 'show' ? digest : without(digest, 'asked')

export const ask = (digest: Digest, step: NonNullable<Digest['asked']>['step'], at: Instant): Digest => ({
  ...digest,
  asked: { step, at },
})

/** Notes that SES is about to hold the variants of an edition. */
export const noteStored = (
  digest: Digest,
  { hash, variants, planned }: Pick<Edition, 'hash' | 'variants' | 'planned'>,
): Digest => ({
  ...digest,
  ...(planned && { planned }),
  stored: { ...digest.stored, [shortHash(hash)]: Object.keys(variants) },
})

export const forgetStored = (digest: Digest): Digest => without(digest, 'stored', 'asked')

export const nameSealedAttempt = (
  digest: Digest,
  { attempt, excluded }: Pick<Audience, 'attempt' | 'excluded'>,
  totals: Totals,
): Digest => {
  expect(digest, 'approved')
  return { ...without(digest, 'asked'), attempt, totals, excluded }
}

export const startSending = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'approved')
  return { ...digest, status: 'sending', firstCallAt: at, movedAt: at, asked: { step: 'show', at } }
}

/** Its web page can be seen. */
export const noteShown = (digest: Digest): Digest => without(digest, 'asked')

export const pause = (
  digest: Digest,
  reason: string,
  { cause, at, until }: { cause: PauseCause; at: Instant; until?: Instant },
): Digest => {
  expect(digest, 'approved', 'sending')
  return {
    ...stopped(digest),
    status: 'paused',
    reason: shortReason(reason),
    paused: { cause, at, ...(until && { until }) },
  }
}

/** Stays paused until a person resumes it, though it was to resume by itself. */
export const stayPaused = (digest: Digest, reason: string): Digest => {
  expect(digest, 'paused')
  const paused = digest.paused && { ...without(digest.paused, 'until'), cause: 'late' as const }
  return { ...digest, reason: shortReason(reason), ...(paused && { paused }) }
}

/** Goes on where it stood; what paused it is not held against it again. */
export const resume = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'paused', 'held')
  const heeded = new Set(digest.heeded)
  const cause = digest.paused?.cause
  if (cause === 'health' || cause === 'account' || cause === 'alike') heeded.add(cause)
  const status = digest.firstCallAt ? 'sending' : digest.approval ? 'approved' : 'draft'
  return {
    ...without(disown(digest, 'held'), 'paused', 'reason', 'reminded'),
    status,
    movedAt: at,
    ...(heeded.size > 0 && { heeded: [...heeded] }),
  }
}

/** Keeps a digest from going out until a person resumes it. */
export const hold = (digest: Digest, reason: string): Digest => {
  expect(digest, 'draft', 'approved')
  return owe({ ...stopped(digest), status: 'held', reason: shortReason(reason) }, 'held')
}

export const skip = (digest: Digest, reason: string, at: Instant): Digest => {
  if (digest.status !== 'held' || digest.approval !== undefined) expect(digest, 'draft')
  return owe({ ...digest, status: 'skipped', reason: shortReason(reason), closedAt: at }, 'skipped')
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
  return {
    ...without(disown(digest, 'report'), 'closedAt', 'reason', 'asked'),
    status: 'sending',
    movedAt: at,
  }
}

/** A digest that was cancelled after its first call goes on with who was not reached. Who was counted as excluded for the cancel waits again. */
export const sendRemaining = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'cancelled')
  if (digest.firstCallAt === undefined)
    throw new Conflict('It was cancelled before anybody was mailed, and its posts are free again.')
  if (templatesAreGone(digest, at))
    throw new Conflict('Its templates are deleted 14 days after its end: nobody can be sent to any more.')
  const {
    totals,
    excluded: { cancelled = 0, ...excluded } = {},
    ...rest
  } = without(disown(digest, 'report'), 'closedAt', 'reason')
  return {
    ...rest,
    excluded,
    ...(totals && {
      totals: { ...totals, excluded: totals.excluded - cancelled, waiting: totals.waiting + cancelled },
    }),
    status: 'sending',
    movedAt: at,
    // The cancel may have come before its web page could be seen.
    asked: { step: 'show', at },
  }
}

/** What was counted of its readers, and whether that moved. */
export const recount = (
  digest: Digest,
  counts: Required<Pick<Digest, 'totals' | 'feedback' | 'excluded'>>,
  at: Instant,
): Digest => {
  const moved = JSON.stringify(digest.totals) !== JSON.stringify(counts.totals)
  return { ...digest, ...counts, ...(moved && { movedAt: at }) }
}

/** Everyone is settled: `sent`, or counted after a cancel. `reason` then says how many stay unresolved. */
export const close = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'sending', 'cancelled')
  if (digest.status === 'cancelled') return owe({ ...without(digest, 'asked'), closedAt: at }, 'report')
  const uncertain = digest.totals?.uncertain ?? 0
  const unresolved = uncertain > 0 && { reason: `${uncertain} unresolved` }
  return owe({ ...without(digest, 'asked', 'reason'), status: 'sent', closedAt: at, ...unresolved }, 'report')
}

/** A digest with its latest act, which says why only where `reason` does not. */
export const withAct = (digest: Digest, act: Act): Digest => {
  const { why, ...kept } = actOf({ why: '', ...act })
  return { ...digest, act: { ...kept, ...(why !== digest.reason && { why }) } }
}
