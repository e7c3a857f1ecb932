import { expect, test } from 'vitest'
import type { Audience } from '#functions/core/audience.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { type DispatchDeps, dispatchBatches } from '#functions/use-cases/dispatch-batches.ts'
import type { Ledger } from '#functions/use-cases/ports.ts'
import { aDigest, anAudience, SLOT_AT } from '#tests/support/builders.ts'

interface HandedOut {
  readonly message: BatchMessage
  readonly delaySeconds?: number
}

/** Sending digests by newsletter, each with so many batches in one wave that is due, or in several. */
const dispatcher = (waves: Record<string, Audience['waves']>, callsPerSecond: number | 'unlimited' = 1) => {
  const digests = Object.keys(waves).map((newsletter) => aDigest({ newsletter, status: 'sending' }))
  const audienceOf = new Map(
    digests.map((digest) => [digestKey(digest), anAudience({ waves: waves[digest.newsletter] ?? [] })]),
  )
  const cursors = new Map<string, number>()
  const windows = new Set<Instant>()
  const handedOut: HandedOut[] = []
  let now = SLOT_AT
  const ledger: Pick<Ledger, 'audience' | 'dispatched' | 'advance' | 'claimWindow'> = {
    audience: async (digest) => audienceOf.get(digest),
    dispatched: async (digest, count) =>
      Array.from({ length: count }, (_, wave) => cursors.get(`${digest} ${wave}`) ?? 0),
    advance: async (digest, wave, _from, to) => void cursors.set(`${digest} ${wave}`, to),
    claimWindow: async (start) => !windows.has(start) && windows.add(start).has(start),
  }
  const deps: DispatchDeps = {
    ledger: ledger as Partial<Ledger> as Ledger,
    batches: { send: async (messages) => void handedOut.push(...messages), depth: async () => 0 },
    clock: () => now,
    tickSeconds: 60,
    callsPerSecond,
  }
  return {
    /** One tick, some seconds after the last one. */
    async after(seconds: number): Promise<{ handedOut: HandedOut[]; done: Digest[] }> {
      now = plusSeconds(now, seconds)
      handedOut.length = 0
      const done = await dispatchBatches(deps)(digests)
      return { handedOut: [...handedOut], done }
    },
  }
}

const due = (batches: number, dueAt = SLOT_AT) => ({ dueAt, batches, readers: batches * 50 })

test('a window hands out as many batches as SES may be called in it, spread over its seconds', async () => {
  const dispatch = dispatcher({ large: [due(100)] })
  const { handedOut } = await dispatch.after(0)
  expect(handedOut).toHaveLength(60)
  expect(handedOut.map(({ delaySeconds }) => delaySeconds)).toEqual(Array.from({ length: 60 }, (_, at) => at))
  expect(handedOut.map(({ message }) => message.number)).toEqual(Array.from({ length: 60 }, (_, at) => at))
})

test('at three calls a second three batches share each second', async () => {
  const { handedOut } = await dispatcher({ large: [due(300)] }, 3).after(0)
  expect(handedOut).toHaveLength(180)
  const bySecond = Map.groupBy(handedOut, ({ delaySeconds }) => delaySeconds)
  expect([...bySecond.values()].every((batches) => batches.length === 3)).toBe(true)
  expect(Math.max(...handedOut.map(({ delaySeconds = 0 }) => delaySeconds))).toBe(59)
})

test('a small newsletter never queues behind a large one: they are dealt in turn', async () => {
  const { handedOut } = await dispatcher({ large: [due(100)], small: [due(3)] }).after(0)
  expect(handedOut).toHaveLength(60)
  const small = handedOut.filter(({ message }) => message.digest.startsWith('small'))
  expect(small.map(({ message }) => message.number)).toEqual([0, 1, 2])
  expect(Math.max(...small.map(({ delaySeconds = 0 }) => delaySeconds))).toBeLessThanOrEqual(5)
})

test('a second tick of the same window hands out nothing, the next window goes on', async () => {
  const dispatch = dispatcher({ large: [due(100)] })
  await dispatch.after(0)
  expect((await dispatch.after(20)).handedOut).toEqual([])
  const next = await dispatch.after(40)
  expect(next.handedOut.map(({ message }) => message.number)).toEqual(
    Array.from({ length: 40 }, (_, at) => 60 + at),
  )
})

test('a digest is named as handed out only by a tick that finds no batch left', async () => {
  const dispatch = dispatcher({ small: [due(2)] })
  expect((await dispatch.after(0)).done).toEqual([])
  expect((await dispatch.after(60)).done).toMatchObject([{ newsletter: 'small' }])
})

test('a wave waits for its hour', async () => {
  const dispatch = dispatcher({ large: [due(1), due(1, plusSeconds(SLOT_AT, 3600))] })
  expect((await dispatch.after(0)).handedOut.map(({ message }) => message.wave)).toEqual([0])
  const before = await dispatch.after(60)
  expect(before).toEqual({ handedOut: [], done: [] })
  expect((await dispatch.after(3540)).handedOut.map(({ message }) => message.wave)).toEqual([1])
})

test('an emulator takes everything at once', async () => {
  const { handedOut } = await dispatcher({ large: [due(500)] }, 'unlimited').after(0)
  expect(handedOut).toHaveLength(500)
  expect(handedOut.every(({ delaySeconds }) => delaySeconds === 0)).toBe(true)
})
