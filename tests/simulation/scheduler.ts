import type { Seeded } from './seeded.ts'

/** A program that runs in the simulated world, until it ends or is killed. */
export class Process {
  readonly name: string
  alive = true
  /** What it is at, in the words of the protocol. */
  state = 'idle'
  /** The step at which it began to work on its message. */
  beganAt = 0
  /** Calls of SES since then. */
  calls = 0
  /** The dispatch window that it claimed last. */
  window = ''
  /** A request of it failed since then. */
  wasStruck = false
  /** Its batch's row says that a call is under way. */
  isCalling = false
  /** SES told it since then that it sends nothing for now. */
  wasTurnedAway = false
  /** It cannot know what SES, or a write that was repeated, answered since then. */
  wasUnanswered = false
  /** Whether it has called SES since it began to work on its message. */
  hasCalled = false
  /** The step at which it first read readers since then. */
  firstReadAt: number | undefined
  /** Its function's time is over at this moment; it is killed then. */
  deadline = Number.POSITIVE_INFINITY

  constructor(name: string) {
    this.name = name
  }
}

/** What becomes of a request that its process made. `twice`: the answer was lost and the SDK repeats it. */
export type Fate =
  | { readonly kind: 'answered' }
  | { readonly kind: 'twice' }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'failed-after'; readonly error: Error }
  | { readonly kind: 'killed'; readonly when: 'before' | 'after' }
  | { readonly kind: 'stalled'; readonly ms: number }

interface Pending {
  readonly process: Process
  readonly name: string
  readonly effect: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  at: number
  /** Its fate was drawn already. */
  repeated: boolean
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Virtual time and one thing at a time: every request that a process makes waits here, and the seed decides which goes
 * next, when, and what becomes of it. Between two requests a process runs to its next one.
 */
export class Scheduler {
  now: number
  /** Requests that were carried out. */
  steps = 0
  readonly random: Seeded
  readonly trace: string[] = []
  tracing = false
  #pending: Pending[] = []
  #timers: Timer[] = []
  #order = 0

  constructor(random: Seeded, now: number) {
    this.random = random
    this.now = now
  }

  /** Draws the fate of a request. */
  fateOf: (process: Process, name: string) => Fate = () => ({ kind: 'answered' })
  /** How long a request is under way. */
  latencyOf: (process: Process, name: string) => number = () => 1
  onKill: (process: Process) => void = () => {}

  note(text: string): void {
    if (this.tracing) this.trace.push(`${new Date(this.now).toISOString().slice(5, 23)} ${text}`)
  }

  /** A request of a process: its effect happens once, never, or twice, and the process may not live to see the answer. */
  request<T>(process: Process, name: string, effect: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!process.alive) return
      const at = this.now + this.latencyOf(process, name)
      const known = { process, name, effect, reject, at, repeated: false }
      this.#pending.push({ ...known, resolve: resolve as (value: unknown) => void })
    })
  }

  /** Runs something of the world itself at a moment. */
  at(ms: number, run: () => void): void {
    this.#order += 1
    this.#timers.push({ at: Math.max(ms, this.now), order: this.#order, run })
  }

  kill(process: Process): void {
    if (!process.alive) return
    process.alive = false
    this.#pending = this.#pending.filter((one) => one.process !== process)
    this.note(`${process.name} is killed, ${process.state}`)
    this.onKill(process)
  }

  /** The processes with a request under way. */
  busy(): Process[] {
    return [...new Set(this.#pending.map(({ process }) => process))]
  }

  /** Goes on until nothing is left to happen, or until a moment. */
  async runUntil(isOver: () => boolean, end: number): Promise<void> {
    while (!isOver()) {
      const next = this.#next()
      if (next === undefined || next > end) return
      this.now = Math.max(this.now, next)
      if (!this.#runTimer()) this.#step()
      await settled()
    }
  }

  #next(): number | undefined {
    let next: number | undefined
    for (const { at } of this.#pending) if (next === undefined || at < next) next = at
    for (const { at } of this.#timers) if (next === undefined || at < next) next = at
    return next
  }

  #runTimer(): boolean {
    let first: Timer | undefined
    for (const timer of this.#timers)
      if (timer.at <= this.now && (first === undefined || timer.order < first.order)) first = timer
    if (first === undefined) return false
    this.#timers.splice(this.#timers.indexOf(first), 1)
    first.run()
    return true
  }

  #step(): void {
    const ready = this.#pending.filter(({ at }) => at <= this.now)
    const one = this.random.pick(ready)
    const { process } = one
    if (process.deadline <= this.now) {
      this.kill(process)
      return
    }
    this.#pending.splice(this.#pending.indexOf(one), 1)
    this.steps += 1
    this.#carryOut(one, one.repeated ? { kind: 'answered' } : this.fateOf(process, one.name))
  }

  #carryOut(one: Pending, fate: Fate): void {
    const { process, name } = one
    if (fate.kind !== 'answered') this.note(`${process.name} ${name}: ${fate.kind}`)
    switch (fate.kind) {
      case 'stalled':
        one.at = this.now + fate.ms
        one.repeated = true
        this.#pending.push(one)
        return
      case 'killed':
        if (fate.when === 'after') this.#effectOf(one)
        this.kill(process)
        return
      case 'refused':
        process.wasStruck = true
        one.reject(fate.error)
        return
      case 'twice':
        this.#effectOf(one)
        one.at = this.now + this.latencyOf(process, name)
        one.repeated = true
        this.#pending.push(one)
        return
      case 'failed-after':
        process.wasStruck = true
        this.#effectOf(one)
        one.reject(fate.error)
        return
      case 'answered': {
        const { value, error } = this.#effectOf(one)
        if (error === undefined) one.resolve(value)
        else one.reject(error)
      }
    }
  }

  #effectOf({ process, name, effect }: Pending): { value?: unknown; error?: unknown } {
    try {
      const value = effect()
      if (this.tracing)
        this.note(`${process.name} ${process.state}: ${name}${typeof value === 'boolean' ? ` ${value}` : ''}`)
      return { value }
    } catch (error) {
      this.note(`${process.name} ${name} throws ${error instanceof Error ? error.message : error}`)
      return { error: error ?? new Error('undefined') }
    }
  }
}
