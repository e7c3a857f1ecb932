import { categoriesShown } from './categories-shown.ts'
import type { ExclusionReason } from './exclusion.ts'
import type { CallsAhead } from './forecast.ts'
import type { Instant } from './instant.ts'
import type { DryRunResult } from './job.ts'
import { type Plan, place } from './placement.ts'
import type { Subscriber } from './subscriber.ts'

const MOST_WAVES_TOLD = 60

const inOrder = ([one]: readonly [Instant, unknown], [other]: readonly [Instant, unknown]): number =>
  one < other ? -1 : 1

const addUp = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0)

const one = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Counts readers as a freeze would share them out, and keeps none: its size does not grow with their number. */
export class DryRunCount {
  readonly #plan: Plan
  readonly #excluded: Partial<Record<ExclusionReason, number>> = {}
  readonly #categories: Record<string, number>
  readonly #variants: Record<string, number> = {}
  /** Readers by due time and variant. */
  readonly #waves = new Map<Instant, Map<string, number>>()

  constructor(plan: Plan) {
    this.#plan = plan
    this.#categories = Object.fromEntries(plan.sections.map(({ category }) => [category, 0]))
  }

  exclude(reason: ExclusionReason): void {
    one(this.#excluded, reason)
  }

  add(reader: Subscriber, variant: string, dueAt: Instant): void {
    const placement = place(this.#plan, reader)
    for (const category of categoriesShown(this.#plan, reader, placement)) one(this.#categories, category)
    one(this.#variants, variant)
    const wave = this.#waves.get(dueAt) ?? new Map<string, number>()
    wave.set(variant, (wave.get(variant) ?? 0) + 1)
    this.#waves.set(dueAt, wave)
  }

  /** A batch holds readers of one wave and one variant. */
  callsAhead(batchSize: number): CallsAhead[] {
    return [...this.#waves].map(([dueAt, variants]) => ({
      dueAt,
      calls: addUp(variants.values().map((readers) => Math.ceil(readers / batchSize))),
    }))
  }

  counts(): Pick<DryRunResult, 'audience' | 'members' | 'excluded' | 'categories' | 'variants' | 'waves'> {
    const members = addUp(Object.values(this.#variants))
    const waves = [...this.#waves]
      .sort(inOrder)
      .map(([dueAt, variants]) => ({ dueAt, readers: addUp(variants.values()) }))
    const later = waves.slice(MOST_WAVES_TOLD).map(({ readers }) => readers)
    return {
      audience: members + addUp(Object.values(this.#excluded)),
      members,
      excluded: this.#excluded,
      categories: this.#categories,
      variants: this.#variants,
      waves: waves
        .slice(0, MOST_WAVES_TOLD)
        .map((wave, index) =>
          index === MOST_WAVES_TOLD - 1 ? { ...wave, readers: wave.readers + addUp(later) } : wave,
        ),
    }
  }
}
