import type { Batch } from '#functions/core/batch.ts'

type Open = { variant: string; members: string[]; from: number; last: number }

const WRITTEN_TOGETHER = 25

/** Gathers readers, in the order of their ids, into batches of one variant each, and numbers these as they fill. Batches run on over the ends of key ranges, so that only the last of each variant is short. */
export class BatchBuilder {
  readonly #ref: Pick<Batch, 'digest' | 'attempt' | 'wave'>
  readonly #size: number
  readonly #write: (batches: Batch[]) => Promise<void>
  readonly #open = new Map<string, Open>()
  #full: Batch[] = []
  #batches = 0
  #readers = 0
  readonly #variants = new Set<string>()
  readonly #canaries: number[] = []

  constructor(
    ref: Pick<Batch, 'digest' | 'attempt' | 'wave'>,
    size: number,
    write: (batches: Batch[]) => Promise<void>,
  ) {
    this.#ref = ref
    this.#size = size
    this.#write = write
  }

  /** `place` is that of the reader's row among all that were walked. */
  async add(reader: string, variant: string, place: number): Promise<void> {
    const open = this.#open.get(variant) ?? { variant, members: [], from: place, last: place }
    open.members.push(reader)
    open.last = place
    this.#readers += 1
    this.#open.set(variant, open)
    if (open.members.length === this.#size) this.#close(open)
    if (this.#full.length >= WRITTEN_TOGETHER) await this.#flush()
  }

  async finish(): Promise<{ batches: number; readers: number; canaries: number[] }> {
    for (const open of [...this.#open.values()]) this.#close(open)
    await this.#flush()
    return { batches: this.#batches, readers: this.#readers, canaries: this.#canaries }
  }

  #close({ variant, members, from, last }: Open): void {
    const codes = '.'.repeat(members.length)
    const span = last - from + 1
    if (!this.#variants.has(variant)) this.#canaries.push(this.#batches)
    this.#variants.add(variant)
    const uncalled = { codes, calls: [], called: '' }
    this.#full.push({ ...this.#ref, number: this.#batches, variant, members, span, version: 1, ...uncalled })
    this.#batches += 1
    this.#open.delete(variant)
  }

  async #flush(): Promise<void> {
    if (this.#full.length > 0) await this.#write(this.#full)
    this.#full = []
  }
}
