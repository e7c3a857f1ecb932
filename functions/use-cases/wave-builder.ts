import { type Audience, MemberHash } from '#functions/core/audience.ts'
import { type BatchRef, MOST_WAVES } from '#functions/core/batch.ts'
import type { Instant } from '#functions/core/instant.ts'
import { BatchBuilder } from './batch-builder.ts'
import type { Ledger } from './ports.ts'

/** Gathers the readers of an attempt into batches, wave by wave. A wave is made when the first of its readers is met, so that none is empty. */
export class WaveBuilder {
  readonly #ledger: Pick<Ledger, 'putBatches'>
  readonly #ref: Pick<BatchRef, 'digest' | 'attempt'>
  readonly #batchSize: number
  readonly #waves = new Map<Instant, BatchBuilder>()
  readonly #hash = new MemberHash()
  #walked = 0

  constructor(
    ledger: Pick<Ledger, 'putBatches'>,
    ref: Pick<BatchRef, 'digest' | 'attempt'>,
    batchSize: number,
  ) {
    this.#ledger = ledger
    this.#ref = ref
    this.#batchSize = batchSize
  }

  async add(reader: string, variant: string, dueAt: Instant): Promise<void> {
    await this.#waveOf(dueAt).add(reader, variant, this.#walked)
    this.#walked += 1
  }

  /** A reader who is not mailed, but whose row stands between those who are. */
  walkPast(): void {
    this.#walked += 1
  }

  async finish(): Promise<Pick<Audience, 'waves' | 'members' | 'memberHash'>> {
    const waves: Audience['waves'] = []
    for (const [dueAt, wave] of this.#waves) waves.push({ dueAt, ...(await wave.finish()) })
    const members = waves.reduce((sum, { readers }) => sum + readers, 0)
    return { waves, members, memberHash: this.#hash.digest() }
  }

  #waveOf(dueAt: Instant): BatchBuilder {
    const known = this.#waves.get(dueAt)
    if (known !== undefined) return known
    const wave = this.#waves.size
    // The world's clocks show some 40 times at once, and a ramp has fewer days than that.
    if (wave === MOST_WAVES) throw new RangeError(`${this.#ref.digest} has more than ${MOST_WAVES} waves.`)
    const made = new BatchBuilder({ ...this.#ref, wave }, this.#batchSize, async (batches) => {
      for (const batch of batches) this.#hash.add(batch)
      await this.#ledger.putBatches(batches)
    })
    this.#waves.set(dueAt, made)
    return made
  }
}
