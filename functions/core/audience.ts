import { createHash, type Hash } from 'node:crypto'
import * as z from 'zod'
import { ExclusionReason } from './exclusion.ts'
import { Instant } from './instant.ts'

/** The seal of a digest's frozen readers: one per digest, written once. `members` are in batches; the others were excluded at the freeze. */
export const Audience = z.strictObject({
  attempt: z.string(),
  members: z.int(),
  /** SHA-256 over the members' ids, 12 bytes each, in the order of the batches. */
  memberHash: z.string(),
  excluded: z.partialRecord(ExclusionReason, z.int()),
  batchSize: z.int(),
  waves: z.array(z.strictObject({ dueAt: Instant, batches: z.int(), readers: z.int() })),
  sealedAt: Instant,
})
export type Audience = z.infer<typeof Audience>

export const excludedCount = (audience: Pick<Audience, 'excluded'>): number =>
  Object.values(audience.excluded).reduce((sum, count) => sum + count, 0)

/** Folds member ids, batch by batch, into the hash that the seal keeps. */
export class MemberHash {
  readonly #hash: Hash = createHash('sha256')
  add(members: readonly string[]): void {
    for (const id of members) this.#hash.update(id, 'hex')
  }
  digest(): string {
    return this.#hash.digest('hex')
  }
}
