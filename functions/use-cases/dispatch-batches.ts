import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { msOf, toInstant } from '#functions/core/instant.ts'
import { callsOf, mostCallsPerSecond, nextPace, type Pace } from '#functions/core/pace.ts'
import { quotaLeft } from '#functions/core/sending-account.ts'
import { shareBudget } from '#functions/core/share-budget.ts'
import type { BatchMessage } from './batch-message.ts'
import { type CanaryDeps, type OpenWave, openWaves } from './open-waves.ts'
import { pauseDigest } from './pause-digest.ts'
import { type LateDeps, pauseIfLate } from './pause-if-late.ts'
import type { Queue, SendingAccount } from './ports.ts'
import { quotaReturns } from './quota-returns.ts'

export interface DispatchDeps extends CanaryDeps, LateDeps {
  batches: Queue<BatchMessage>
  account: SendingAccount
  /** The seconds between two ticks. */
  tickSeconds: number
  /** `measured`: SES is called as fast as its account and its answers allow; unlimited hands everything out at once. */
  pace: 'measured' | 'unlimited'
}

/** A window hands out at most this many batches, so that one tick ends well before the next. */
const MOST_PER_WINDOW = 10_000

/** What a window may hand out. */
interface Budget {
  readonly pace: Pace
  readonly calls: number
  readonly readers: number
}

const windowStart = (deps: DispatchDeps) => {
  const length = deps.tickSeconds * 1000
  return toInstant(Math.floor(msOf(deps.clock()) / length) * length)
}

/** The present window's budget, or undefined when it was dealt already. What the last window left in the queue is taken off, retries included. */
const budgetOf = async (
  deps: DispatchDeps,
  waves: readonly OpenWave[],
  last: Pace | undefined,
): Promise<Budget | undefined> => {
  const window = windowStart(deps)
  if (last !== undefined && last.window >= window) return undefined
  if (deps.pace === 'unlimited') {
    const pace = { window, callsPerSecond: MOST_PER_WINDOW, credit: 0, tried: false, calm: 0 }
    return { pace, calls: MOST_PER_WINDOW, readers: Number.POSITIVE_INFINITY }
  }
  const account = await deps.account.state()
  const batchSize = Math.max(...waves.map((wave) => wave.batchSize))
  const most = mostCallsPerSecond(account.maxSendRate, batchSize)
  const reckoned = callsOf(nextPace(last, window, await deps.ledger.throttledAt(), most), deps.tickSeconds)
  const calls = Math.min(reckoned.calls, MOST_PER_WINDOW) - (await deps.batches.depth())
  return { pace: reckoned.pace, calls: Math.max(0, calls), readers: quotaLeft(account) }
}

const pauseForQuota = async (deps: DispatchDeps, waves: readonly OpenWave[]): Promise<void> => {
  for (const { digest, numbers } of waves)
    if (numbers.length > 0) {
      const words = 'The SES account has used up its quota of 24 hours.'
      await pauseDigest(deps, digest, words, 'quota', quotaReturns(digest, deps.clock()))
    }
}

const handOut = async (deps: DispatchDeps, waves: readonly OpenWave[], { pace, calls, readers }: Budget) => {
  const turns = shareBudget(calls, readers, waves)
  if (!(await deps.ledger.claimWindow({ ...pace, tried: calls > 0 && turns.length >= calls }))) return
  const count = new Map<OpenWave, number>()
  const messages: { message: BatchMessage; delaySeconds: number }[] = []
  for (const [turn, wave] of turns.entries()) {
    const before = count.get(wave) ?? 0
    count.set(wave, before + 1)
    const { digest, attempt, wave: number } = wave
    const ref = { digest: digestKey(digest), attempt, wave: number, number: wave.numbers[before] ?? 0 }
    messages.push({ message: { ...ref, tries: 0 }, delaySeconds: Math.floor(turn / pace.callsPerSecond) })
  }
  // Sent first, moved second: a crash between the two sends a message twice, and a batch is claimed once.
  await deps.batches.send(messages)
  for (const [wave, taken] of count)
    await deps.ledger.moveCursor(digestKey(wave.digest), wave.wave, wave.cursor, wave.moved(taken))
}

export interface Dispatched {
  readonly digest: Digest
  /** All batches that are due were handed out. */
  readonly handedOut: boolean
  /** More of them are due later. */
  readonly later: boolean
}

/** Shares this window's calls among the waves that are due. Answers how far each digest that is sending came; one that an outage interrupted is paused. */
export const dispatchBatches =
  (deps: DispatchDeps) =>
  async (digests: readonly Digest[]): Promise<Dispatched[]> => {
    const waves: OpenWave[] = []
    const dispatched: Dispatched[] = []
    const sending = digests.filter(({ status }) => status === 'sending')
    const pace = sending.length > 0 ? await deps.ledger.pace() : undefined
    for (const digest of sending) {
      const audience = await deps.ledger.audience(digestKey(digest))
      if (audience === undefined) continue
      const { open, later } = await openWaves(deps, digest, audience)
      if (await pauseIfLate(deps, digest, open, pace)) continue
      waves.push(...open)
      dispatched.push({ digest, handedOut: open.length === 0, later })
    }
    if (waves.some((wave) => wave.numbers.length > 0)) {
      const budget = await budgetOf(deps, waves, pace)
      if (budget !== undefined) {
        await handOut(deps, waves, budget)
        if (budget.readers <= 0) await pauseForQuota(deps, waves)
      }
    }
    return dispatched
  }
