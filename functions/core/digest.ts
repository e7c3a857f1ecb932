import * as z from 'zod'
import { DigestRef } from './digest-key.ts'
import { Conflict } from './errors.ts'
import { Instant } from './instant.ts'
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

/** A worker was asked to do a step at `at`; it is asked again only when it must have died. */
const Asked = z.strictObject({ step: z.enum(['approve', 'freeze', 'close']), at: Instant })

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
  totals: Totals.optional(),
  closedAt: Instant.optional(),
})
export type Digest = z.infer<typeof Digest>

export const isOpen = (digest: Pick<Digest, 'status'>): boolean =>
  !['sent', 'skipped', 'cancelled'].includes(digest.status)

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
const shortened = (reason: string): string => clip(withoutAddresses(reason), 240)

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

export const nameSealedAttempt = (digest: Digest, attempt: string, totals: Totals): Digest => {
  expect(digest, 'approved')
  return { ...without(digest, 'asked'), attempt, totals }
}

export const startSending = (digest: Digest, at: Instant): Digest => {
  expect(digest, 'approved')
  return { ...digest, status: 'sending', firstCallAt: at }
}

export const pause = (digest: Digest, reason: string): Digest => {
  expect(digest, 'approved', 'sending')
  return { ...digest, status: 'paused', reason: shortened(reason) }
}

export const skip = (digest: Digest, reason: string, at: Instant): Digest => {
  expect(digest, 'draft')
  return { ...digest, status: 'skipped', reason: shortened(reason), closedAt: at }
}

/** Everyone is settled: `sent`. `reason` then says how many stay unresolved. */
export const close = (digest: Digest, totals: Totals, at: Instant): Digest => {
  expect(digest, 'sending')
  const unresolved = totals.uncertain > 0 && { reason: `${totals.uncertain} unresolved` }
  return { ...without(digest, 'asked', 'reason'), status: 'sent', totals, closedAt: at, ...unresolved }
}
