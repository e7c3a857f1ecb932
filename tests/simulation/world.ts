import type { Item } from '#functions/adapters/dynamodb/table.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type Instant, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { leasesOf, prod } from '#infra/stages.ts'
import { NOT_TAKEN, QueueStore } from '#tests/support/memory-queue.ts'
import { TableStore } from '#tests/support/memory-table.ts'
import { cell, isPossible, type Matrix, STATES, type State } from './matrix.ts'
import { type Fault, type Profile, profileOf } from './profile.ts'
import { type Process, Scheduler } from './scheduler.ts'
import { Seeded } from './seeded.ts'

export const PEPPER = 'the pepper of the simulated world'
export const START = Date.parse('2026-11-24T07:00:00Z')

/** The stage that is deployed, with shorter waits where they only make the runs longer. */
export const STAGE = { ...prod, stepTimeoutSeconds: 60, uncertainSeconds: 900, closeEverySeconds: 120 }

export const LEASES = leasesOf(STAGE)

/** One mail that SES accepted: its own record, by the address and not by what we say of it. */
export interface Accepted {
  readonly reader: string
  readonly digest: string
  readonly step: number
  readonly at: number
  /** The number of its call in its batch, as the batch's row has it. */
  readonly call: number | undefined
  /** What events of it reached a queue, by their names at SES. */
  readonly told: Set<string>
  /** SES then rejected it or could not render it. */
  stopped: boolean
}

/** What is true of a reader outside of the program, by when it became true. */
export interface Person {
  readonly id: string
  readonly address: string
  readonly newsletter: string
  readonly categories: 'all' | readonly string[]
  readonly joinedAtStep: number
  /** When their leaving, pausing or suppression stood in the table; readers of other states never were active. */
  goneAtStep: number | undefined
  everActive: boolean
}

/** Whether the world itself threw this, or what it did not take is the cause: expected; all else is a bug of the program. */
export const isSimulated = (error: unknown): boolean =>
  error instanceof Error && ('simulated' in error || error.message.includes(NOT_TAKEN))

export type QueueName = 'freezes' | 'batches' | 'closings' | 'urgent' | 'bulk'

/** The freeze and the dispatch make most requests; what strikes there keeps the rest from being met. */
const WEIGHTS: Readonly<Record<string, number>> = {
  freeze: 0.3,
  dispatch: 0.3,
  seal: 3,
  'read back': 12,
  're-read': 4,
  mark: 6,
  call: 2,
  settle: 8,
  count: 12,
}

const EARLY: ReadonlySet<string> = new Set(['freeze', 'seal', 'read back', 'dispatch', 're-read'])

/** A seed's world: its tables, queues, people and SES's own record, and what went wrong in it so far. */
export class World {
  readonly seed: number
  readonly random: Seeded
  readonly scheduler: Scheduler
  readonly profile: Profile
  readonly content = new TableStore()
  readonly audience = new TableStore()
  readonly delivery = new TableStore()
  readonly queues: Record<QueueName, QueueStore>
  readonly people = new Map<string, Person>()
  readonly byAddress = new Map<string, Person>()
  readonly accepted: Accepted[] = []
  readonly matrix: Matrix = {}
  readonly newsletters: Newsletter[] = []
  readonly digests: Digest[] = []
  readonly breaches: string[] = []
  /** Addresses that SES refuses: the whole call, or their entry. */
  readonly refusesCall = new Set<string>()
  readonly refusesEntry = new Map<string, string>()
  /** SES refuses whomever it is asked to mail, until somebody mends the mail. */
  refusesAll: 'call' | 'entry' | undefined
  /** It is the mail, and not the readers. */
  mendable = true
  /** Readers whom SES refused with all others, and whether somebody had said by then that it is the readers. */
  readonly refusedAlike = new Map<string, { readonly heeded: boolean }>()
  /** A worker died between a call's settlement and the count of whom it refused. */
  refusalsLost = false
  /** Readers whom the account may mail in 24 hours; -1: without limit. */
  quota = -1
  /** The newsletter whose readers are mailed day by day, and its beginning. */
  ramped: string | undefined
  /** How often an admin had a reader sent to again. */
  readonly resent = new Map<string, number>()
  /** Processes that died in a call, and calls whose answer nobody can know. */
  crashesInCalls = 0
  unknownAnswers = 0
  calls = 0
  maxSendRate = 50
  batchSize = 50
  /** Whether faults may still happen. */
  faulty = true
  lastFaultAt = START
  #ids = 0

  /** Since which step a digest is not sending, whatever may have changed it. */
  readonly stoppedSince = new Map<string, number>()
  /** At which step its digest was written last as one that is not sending. */
  readonly stoppedLast = new Map<string, number>()
  /** The item that was last written to the ledger. */
  lastPut: Item | undefined
  /** By digest and batch: when SES was first asked to mail to it. */
  readonly firstCalls = new Map<string, number>()
  /** By window and batch: the dispatcher that handed it out. */
  readonly handedOut = new Map<string, Process>()

  constructor(seed: number, quiet = false) {
    this.seed = seed
    this.random = new Seeded(seed)
    this.scheduler = new Scheduler(this.random, START)
    const profile = profileOf(this.random)
    this.profile = quiet
      ? (Object.fromEntries(Object.keys(profile).map((fault) => [fault, 0])) as Profile)
      : profile
    const now = () => this.scheduler.now
    const step = { now, visibilityMs: LEASES.step * 1000, tries: 5 }
    const call = { now, visibilityMs: LEASES.callMessage * 1000, tries: 20 }
    this.queues = {
      freezes: new QueueStore(step),
      closings: new QueueStore(step),
      batches: new QueueStore(call),
      urgent: new QueueStore(step),
      bulk: new QueueStore(step),
    }
  }

  readonly clock = (): Instant => toInstant(this.scheduler.now)

  readonly newId = (): string => {
    this.#ids += 1
    return `id${String(this.#ids).padStart(18, '0')}`
  }

  breach(words: string): void {
    this.scheduler.note(`BREACH ${words}`)
    if (!this.breaches.includes(words)) this.breaches.push(words)
  }

  /** Whether a fault happens now, to these processes or to all who work. Brief states draw faults, so that each meets them often. */
  strikes(fault: Fault, processes: readonly Process[] = []): boolean {
    if (!this.faulty || this.profile[fault] === 0) return false
    const weight = Math.max(
      ...processes.map(({ state }) => WEIGHTS[state] ?? 1),
      processes.length > 0 ? 0 : 1,
    )
    // A digest is cancelled late rather than early, or it could meet nothing else.
    const isEarly = processes.some(({ state }) => EARLY.has(state))
    return this.random.chance(this.profile[fault] * (fault === 'cancel' && isEarly ? weight / 20 : weight))
  }

  /** Mails that SES accepted in the last 24 hours. */
  sentInADay(): number {
    const since = this.scheduler.now - 24 * 3_600_000
    return this.accepted.filter(({ at }) => at > since).length
  }

  /** Counts a fault in the states that it meets: its own process's, or those of all who work. */
  met(fault: Fault, processes: readonly Process[] = this.scheduler.busy()): void {
    this.lastFaultAt = this.scheduler.now
    const states = new Set(processes.map(({ state }) => state as State))
    for (const state of STATES)
      if (states.has(state) && isPossible(fault, state)) {
        const name = cell(fault, state)
        this.matrix[name] = (this.matrix[name] ?? 0) + 1
      }
  }
}
