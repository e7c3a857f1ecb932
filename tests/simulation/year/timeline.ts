import type { Instant } from '#functions/core/instant.ts'

export interface Due {
  readonly at: Instant
  /** Nothing follows from it at once. */
  readonly quiet: boolean
  readonly run: () => Promise<void>
}

/** What people and sources are going to do, by time. */
export class Timeline {
  #due: Due[] = []

  add(at: Instant, run: () => Promise<void>, quiet = false): void {
    this.#due.push({ at, run, quiet })
    this.#due.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  }

  get next(): Instant | undefined {
    return this.#due[0]?.at
  }

  /** Takes out what is due by now. */
  take(now: Instant): Due[] {
    const due = this.#due.filter(({ at }) => at <= now)
    this.#due = this.#due.filter(({ at }) => at > now)
    return due
  }
}
