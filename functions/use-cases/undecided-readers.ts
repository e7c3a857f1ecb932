import type { Counted } from '#functions/core/counted.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { UndecidedReader } from '#functions/core/undecided.ts'
import { ANYWHERE } from './account-for-readers.ts'
import type { Subscribers } from './ports.ts'

interface Deps {
  subscribers: Subscribers
  count: (ref: DigestRef) => Promise<Counted | undefined>
}

export interface Named extends UndecidedReader {
  /** As it is now; empty once the reader's data were erased. */
  readonly address: string
}

export interface Undecided {
  /** When they were counted. */
  readonly at: Instant
  /** How many there are of each; not those whom an admin left uncertain. */
  readonly uncertain: number
  readonly failed: number
  /** The first of them, by batch. */
  readonly readers: readonly Named[]
}

/** The readers of a digest whom nothing settles by itself, the first of them by name; undefined before its audience is frozen. `count` is one that names them. */
export const undecidedReaders =
  ({ subscribers, count }: Deps) =>
  async (ref: DigestRef): Promise<Undecided | undefined> => {
    const counted = await count(ref)
    if (counted === undefined) return undefined
    const { at, totals, left, undecided = [] } = counted
    const members = undecided.map(({ reader }) => reader)
    const rows = await subscribers.members(ref.newsletter, { members, span: ANYWHERE })
    return {
      at,
      uncertain: totals.uncertain - left,
      failed: totals.failed,
      readers: undecided.map((one) => ({ ...one, address: rows.get(one.reader)?.address ?? '' })),
    }
  }
