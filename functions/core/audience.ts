import { createHash, type Hash } from 'node:crypto'
import * as z from 'zod'
import type { Batch } from './batch.ts'
import { ExclusionReason } from './exclusion.ts'
import { Instant } from './instant.ts'

/** The seal of a digest's frozen readers: one per digest, written once. `members` are in batches; the others were excluded at the freeze. */
export const Audience = z.strictObject({
  attempt: z.string(),
  members: z.int(),
  /** SHA-256 over the members' ids, 12 bytes each, a hash of each wave's, in the order of its batches; then a hash of these. */
  memberHash: z.string(),
  excluded: z.partialRecord(ExclusionReason, z.int()),
  batchSize: z.int(),
  waves: z.array(
    z.strictObject({
      dueAt: Instant,
      batches: z.int(),
      readers: z.int(),
      /** The numbers of the batches that are the first of their variant. */
      canaries: z.array(z.int()),
    }),
  ),
  sealedAt: Instant,
})
export type Audience = z.infer<typeof Audience>

export const excludedCount = (audience: Pick<Audience, 'excluded'>): number =>
  Object.values(audience.excluded).reduce((sum, count) => sum + count, 0)

/** Folds member ids, batch by batch in the order of waves, into the hash that the seal keeps. Waves may grow side by side. */
export class MemberHash {
  readonly #waves = new Map<number, Hash>()
  add({ wave, members }: Pick<Batch, 'wave' | 'members'>): void {
    const hash = this.#waves.get(wave) ?? createHash('sha256')
    for (const id of members) hash.update(id, 'hex')
    this.#waves.set(wave, hash)
  }
  digest(): string {
    const whole = createHash('sha256')
    for (const [, hash] of [...this.#waves].sort(([one], [other]) => one - other)) whole.update(hash.digest())
    return whole.digest('hex')
  }
}
