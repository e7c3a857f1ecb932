import type { Digest } from './digest.ts'
import { type Instant, plusSeconds } from './instant.ts'

/** How much time people are left, in seconds. */
export interface Patience {
  /** Between a draft that comes late, or a digest that is resumed, and its deadline. */
  readonly leastApprovalSeconds: number
  /** After its time nothing goes out by itself that is older than this. */
  readonly staleSeconds: number
}

const latestOf = (...instants: readonly (Instant | undefined)[]): Instant =>
  instants.filter((one) => one !== undefined).reduce((one, other) => (one > other ? one : other))

/** By when a draft must be approved: when its first reader is due, or later where that would leave nobody time to look. */
export const deadlineOf = (
  { dueAt, cutOffAt, movedAt }: Pick<Digest, 'dueAt' | 'cutOffAt' | 'movedAt'>,
  { leastApprovalSeconds }: Pick<Patience, 'leastApprovalSeconds'>,
): Instant => latestOf(dueAt, plusSeconds(latestOf(cutOffAt, movedAt), leastApprovalSeconds))

/** Whether a draft is too old to be approved by itself: it was drafted long after it was due, or nothing ran since its deadline. */
export const isStaleDraft = (
  digest: Pick<Digest, 'dueAt' | 'cutOffAt' | 'movedAt'>,
  patience: Patience,
  now: Instant,
): boolean => {
  const cameLate =
    digest.movedAt === undefined && digest.cutOffAt >= plusSeconds(digest.dueAt, patience.staleSeconds)
  return cameLate || plusSeconds(deadlineOf(digest, patience), patience.staleSeconds) <= now
}

/** Whether an approved digest is too old to begin by itself: its time, and what a person last did to it, lie too far back. */
export const isStaleApproved = (
  { dueAt, approval, movedAt }: Pick<Digest, 'dueAt' | 'approval' | 'movedAt'>,
  { staleSeconds }: Pick<Patience, 'staleSeconds'>,
  now: Instant,
): boolean => plusSeconds(latestOf(dueAt, approval?.at, movedAt), staleSeconds) <= now
