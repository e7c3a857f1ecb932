import type { Audience } from '#functions/core/audience.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { msOf, toInstant } from '#functions/core/instant.ts'
import { shareBudget } from '#functions/core/share-budget.ts'
import type { BatchMessage } from './batch-message.ts'
import type { Clock, Ledger, Queue } from './ports.ts'

export interface DispatchDeps {
  ledger: Ledger
  batches: Queue<BatchMessage>
  clock: Clock
  /** The seconds between two ticks. */
  tickSeconds: number
  /** SES calls a second; unlimited hands everything out at once. */
  callsPerSecond: number | 'unlimited'
}

/** A window hands out at most this many batches, so that one tick ends well before the next. */
const MOST_PER_WINDOW = 10_000

interface OpenWave {
  key: string
  wave: number
  attempt: string
  from: number
  to: number
  remaining: number
}

const openWaves = async (deps: DispatchDeps, digest: Digest, audience: Audience): Promise<OpenWave[]> => {
  const key = digestKey(digest)
  const dispatched = await deps.ledger.dispatched(key, audience.waves.length)
  return audience.waves.flatMap(({ dueAt, batches }, wave) => {
    const from = dispatched[wave] ?? 0
    if (from >= batches) return []
    const remaining = dueAt <= deps.clock() ? batches - from : 0
    return [{ key, wave, attempt: audience.attempt, from, to: from, remaining }]
  })
}

const windowStart = (deps: DispatchDeps) => {
  const length = deps.tickSeconds * 1000
  return toInstant(Math.floor(msOf(deps.clock()) / length) * length)
}

const handOut = async (deps: DispatchDeps, waves: OpenWave[]): Promise<void> => {
  const calls = deps.callsPerSecond === 'unlimited' ? MOST_PER_WINDOW : deps.callsPerSecond * deps.tickSeconds
  const messages: { message: BatchMessage; delaySeconds: number }[] = []
  for (const [turn, wave] of shareBudget(calls, waves).entries()) {
    const delaySeconds = deps.callsPerSecond === 'unlimited' ? 0 : Math.floor(turn / deps.callsPerSecond)
    const { key: digest, attempt, wave: number } = wave
    messages.push({ message: { digest, attempt, wave: number, number: wave.to, tries: 0 }, delaySeconds })
    wave.to += 1
  }
  // Sent first, advanced second: a crash between the two sends a message twice, and a batch is claimed once.
  await deps.batches.send(messages)
  for (const wave of waves)
    if (wave.to > wave.from) await deps.ledger.advance(wave.key, wave.wave, wave.from, wave.to)
}

/** Shares this window's calls among the waves that are due. Answers the digests whose batches are all handed out. */
export const dispatchBatches =
  (deps: DispatchDeps) =>
  async (digests: readonly Digest[]): Promise<Digest[]> => {
    const waves: OpenWave[] = []
    const handedOut: Digest[] = []
    for (const digest of digests) {
      if (digest.status !== 'sending') continue
      const audience = await deps.ledger.audience(digestKey(digest))
      if (audience === undefined) continue
      const open = await openWaves(deps, digest, audience)
      waves.push(...open)
      if (open.length === 0) handedOut.push(digest)
    }
    if (waves.some((wave) => wave.remaining > 0) && (await deps.ledger.claimWindow(windowStart(deps))))
      await handOut(deps, waves)
    return handedOut
  }
