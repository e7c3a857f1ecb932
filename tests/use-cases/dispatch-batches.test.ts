import { describe, expect, test } from 'vitest'
import type { Audience } from '#functions/core/audience.ts'
import type { Batch } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { EventSets } from '#functions/core/disposition.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Pace } from '#functions/core/pace.ts'
import type { AccountState } from '#functions/core/sending-account.ts'
import type { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { type DispatchDeps, dispatchBatches } from '#functions/use-cases/dispatch-batches.ts'
import type { Cursor, Digests, Ledger } from '#functions/use-cases/ports.ts'
import { aBatch, aDigest, anAudience, SLOT_AT } from '#tests/support/builders.ts'

interface HandedOut {
  readonly message: BatchMessage
  readonly delaySeconds?: number
}

interface Given {
  readonly pace?: 'measured' | 'unlimited'
  /** As the window before the first tick left it; SES was never called unless it says so. */
  readonly callsPerSecond?: number
  readonly account?: Partial<AccountState>
  /** Messages that earlier windows left in the queue. */
  readonly depth?: number
}

const HOUR = 3600

const LARGE_ACCOUNT: AccountState = {
  maxSendRate: 10_000,
  max24HourSend: -1,
  sentLast24Hours: 0,
  production: true,
  sendingEnabled: true,
  enforcement: 'HEALTHY',
}

/** Sending digests by newsletter, each with so many batches in one wave that is due, or in several. */
const dispatcher = (waves: Record<string, Audience['waves']>, given: Given = {}) => {
  const firstCallAt = SLOT_AT
  const sending = Object.keys(waves).map((newsletter) =>
    aDigest({ newsletter, status: 'sending', firstCallAt }),
  )
  const digests = new Map(sending.map((digest) => [digestKey(digest), digest]))
  const audienceOf = new Map(
    sending.map((digest) => [digestKey(digest), anAudience({ waves: waves[digest.newsletter] ?? [] })]),
  )
  const cursors = new Map<string, Cursor>()
  const batches = new Map<string, { batch: Batch; events: EventSets }>()
  const nameOf = (ref: Pick<Batch, 'digest' | 'wave' | 'number'>) => `${ref.digest} ${ref.wave}-${ref.number}`
  const handedOut: HandedOut[] = []
  const alarms: string[] = []
  let now = SLOT_AT
  let throttledAt: Instant | undefined
  let latest: Pace | undefined =
    given.callsPerSecond === undefined
      ? undefined
      : {
          window: plusSeconds(SLOT_AT, -60),
          callsPerSecond: given.callsPerSecond,
          credit: 0,
          tried: false,
          calm: 0,
        }
  const ledger: Partial<Ledger> = {
    audience: async (digest) => audienceOf.get(digest),
    cursors: async (digest, count) =>
      Array.from({ length: count }, (_, wave) => cursors.get(`${digest} ${wave}`) ?? { next: 0 }),
    moveCursor: async (digest, wave, _from, to) => void cursors.set(`${digest} ${wave}`, to),
    pace: async () => latest,
    async claimWindow(pace) {
      if (latest !== undefined && latest.window >= pace.window) return false
      latest = pace
      return true
    },
    throttledAt: async () => throttledAt,
    batch: async (ref) => batches.get(nameOf(ref))?.batch ?? aBatch(ref),
    events: async (ref) => batches.get(nameOf(ref))?.events ?? {},
  }
  const rows: Partial<Digests> = {
    get: async (ref) => digests.get(digestKey(ref)),
    async replace(digest) {
      digests.set(digestKey(digest), digest)
      return digest
    },
  }
  const deps: DispatchDeps = {
    ledger: ledger as Ledger,
    digests: rows as Digests,
    batches: {
      send: async (messages) => void handedOut.push(...messages),
      depth: async () => given.depth ?? 0,
    },
    account: {
      state: async () => ({ ...LARGE_ACCOUNT, ...given.account }),
      sender: () => Promise.reject(new Error('Nobody needs it here.')),
    },
    clock: () => now,
    alarm: (event, details) => void alarms.push(`${event}: ${details.digest} ${details.cause}`),
    tickSeconds: 60,
    pace: given.pace ?? 'measured',
    canarySeconds: 120,
    staleSeconds: 12 * HOUR,
  }
  return {
    digests,
    alarms,
    pace: () => latest,
    /** As somebody resumes all digests, so many seconds after they were due. */
    resume(seconds: number) {
      for (const [key, digest] of digests) {
        const { paused: _, ...rest } = digest
        digests.set(key, { ...rest, status: 'sending', movedAt: plusSeconds(SLOT_AT, seconds) })
      }
    },
    throttle() {
      throttledAt = now
    },
    /** What became of a batch, and what SES told of it. */
    settle: (batch: Batch, events: EventSets = {}) => void batches.set(nameOf(batch), { batch, events }),
    /** One tick, some seconds after the last one. */
    async after(seconds: number) {
      now = plusSeconds(now, seconds)
      handedOut.length = 0
      const dispatched = await dispatchBatches(deps)([...digests.values()])
      return {
        handedOut: [...handedOut],
        numbers: handedOut.map(({ message }) => message.number),
        done: dispatched.filter((one) => one.handedOut).map(({ digest }) => digest),
        later: dispatched.filter((one) => one.later).map(({ digest }) => digest),
      }
    },
  }
}

/** Without canaries, unless they are named. */
const due = (batches: number, dueAt = SLOT_AT, canaries: number[] = []) => ({
  dueAt,
  batches,
  readers: batches * 50,
  canaries,
})
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)
const secondsOf = (handedOut: readonly HandedOut[]) => handedOut.map(({ delaySeconds = -1 }) => delaySeconds)

test('a window hands out as many batches as SES may be called in it, spread over its seconds', async () => {
  const dispatch = dispatcher({ large: [due(100)] })
  const { handedOut, numbers } = await dispatch.after(0)
  expect(handedOut).toHaveLength(60)
  expect(secondsOf(handedOut)).toEqual(upTo(60))
  expect(numbers).toEqual(upTo(60))
})

test('at three calls a second three batches share each second', async () => {
  const { handedOut } = await dispatcher({ large: [due(300)] }, { callsPerSecond: 3 }).after(0)
  expect(handedOut).toHaveLength(180)
  const bySecond = Map.groupBy(handedOut, ({ delaySeconds }) => delaySeconds)
  expect([...bySecond.values()].every((batches) => batches.length === 3)).toBe(true)
  expect(Math.max(...secondsOf(handedOut))).toBe(59)
})

test('a small newsletter never queues behind a large one: they are dealt in turn', async () => {
  const { handedOut } = await dispatcher({ large: [due(100)], small: [due(3)] }).after(0)
  expect(handedOut).toHaveLength(60)
  const small = handedOut.filter(({ message }) => message.digest.startsWith('small'))
  expect(small.map(({ message }) => message.number)).toEqual([0, 1, 2])
  expect(Math.max(...secondsOf(small))).toBeLessThanOrEqual(5)
})

test('a second tick of the same window hands out nothing, the next window goes on', async () => {
  const dispatch = dispatcher({ large: [due(100)] })
  await dispatch.after(0)
  expect((await dispatch.after(20)).handedOut).toEqual([])
  expect((await dispatch.after(40)).numbers).toEqual(upTo(40, 60))
})

test('a digest is named as handed out only by a tick that finds no batch left', async () => {
  const dispatch = dispatcher({ small: [due(2)] })
  expect((await dispatch.after(0)).done).toEqual([])
  expect((await dispatch.after(60)).done).toMatchObject([{ newsletter: 'small' }])
})

test('a wave waits for its hour', async () => {
  const dispatch = dispatcher({ large: [due(1), due(1, plusSeconds(SLOT_AT, 3600))] })
  const wavesOf = ({ handedOut }: { handedOut: HandedOut[] }) => handedOut.map(({ message }) => message.wave)
  expect(wavesOf(await dispatch.after(0))).toEqual([0])
  const before = await dispatch.after(60)
  // All that is due was handed out, and more is due later.
  expect(before).toMatchObject({
    handedOut: [],
    done: [{ newsletter: 'large' }],
    later: [{ newsletter: 'large' }],
  })
  const then = await dispatch.after(3540)
  expect(wavesOf(then)).toEqual([1])
  expect(then).toMatchObject({ done: [], later: [] })
})

test('a digest that is not sending gets nothing', async () => {
  const dispatch = dispatcher({ paused: [due(2)], cancelled: [due(2)] })
  for (const [key, digest] of dispatch.digests)
    dispatch.digests.set(key, { ...digest, status: digest.newsletter as 'paused' | 'cancelled' })
  expect(await dispatch.after(0)).toMatchObject({ handedOut: [], done: [], later: [] })
})

test('an emulator takes everything at once', async () => {
  const { handedOut } = await dispatcher({ large: [due(500)] }, { pace: 'unlimited' }).after(0)
  expect(handedOut).toHaveLength(500)
  expect(handedOut.every(({ delaySeconds }) => delaySeconds === 0)).toBe(true)
})

describe('the pace', () => {
  const countAfter = async (dispatch: ReturnType<typeof dispatcher>, seconds: number) =>
    (await dispatch.after(seconds)).handedOut.length

  test('rises by a quarter after a window that tried it, and is halved after one in which SES throttled', async () => {
    const dispatch = dispatcher({ large: [due(1000)] })
    expect(await countAfter(dispatch, 0)).toBe(60)
    expect(await countAfter(dispatch, 60)).toBe(75)
    dispatch.throttle()
    expect(await countAfter(dispatch, 60)).toBe(37)
    // The half call that was left over, and a quarter more.
    expect(await countAfter(dispatch, 60)).toBe(47)
    expect(dispatch.pace()).toMatchObject({ calm: 1, tried: true })
  })

  test('does not rise while there is less to hand out', async () => {
    const dispatch = dispatcher({ small: [due(2), due(9, plusSeconds(SLOT_AT, 60))] })
    expect(await countAfter(dispatch, 0)).toBe(2)
    expect(await countAfter(dispatch, 60)).toBe(9)
    expect(dispatch.pace()).toMatchObject({ callsPerSecond: 1, calm: 0, tried: false })
  })

  test('is never above nine tenths of the account’s rate', async () => {
    const dispatch = dispatcher({ large: [due(500)] }, { callsPerSecond: 20, account: { maxSendRate: 200 } })
    // 180 readers a second, in batches of 50.
    expect(await countAfter(dispatch, 0)).toBe(216)
  })

  test('of an account too slow for one batch in a window saves the rest up', async () => {
    const account = { maxSendRate: 0.5 }
    const dispatch = dispatcher({ slow: [due(9)] }, { account })
    const counts = [await countAfter(dispatch, 0)]
    for (let window = 1; window < 6; window += 1) counts.push(await countAfter(dispatch, 60))
    // 0.54 of a batch of 50 in each window.
    expect(counts).toEqual([0, 1, 0, 1, 0, 1])
  })

  test('counts what the last window left in the queue', async () => {
    expect(await countAfter(dispatcher({ large: [due(100)] }, { depth: 50 }), 0)).toBe(10)
    expect(await countAfter(dispatcher({ large: [due(100)] }, { depth: 90 }), 0)).toBe(0)
  })
})

describe('the quota of 24 hours', () => {
  const quota = (max24HourSend: number, sentLast24Hours = 0) => ({
    account: { max24HourSend, sentLast24Hours },
  })

  test('lets only so many batches be handed out as it has room for', async () => {
    const dispatch = dispatcher({ large: [due(9)] }, quota(1000, 920))
    expect((await dispatch.after(0)).numbers).toEqual([0, 1])
    expect([...dispatch.digests.values()]).toMatchObject([{ status: 'sending' }])
  })

  test('that has no room pauses the digest for a day after its first call', async () => {
    const dispatch = dispatcher({ large: [due(9)], sent: [due(0)] }, quota(1000, 1000))
    expect((await dispatch.after(0)).handedOut).toEqual([])
    const [large, sent] = [...dispatch.digests.values()]
    expect(large).toMatchObject({
      status: 'paused',
      reason: expect.stringContaining('quota'),
      paused: { cause: 'quota', until: plusDays(SLOT_AT, 1) },
    })
    expect(sent).toMatchObject({ status: 'sending' })
    expect(dispatch.alarms).toEqual([`digest paused: ${digestKey(large ?? aDigest())} quota`])
  })

  test('that still has no room a day later is looked at in an hour', async () => {
    const dispatch = dispatcher({ large: [due(9)] }, quota(1000, 1000))
    dispatch.resume(30 * HOUR)
    await dispatch.after(30 * HOUR)
    const [large] = [...dispatch.digests.values()]
    expect(large?.paused?.until).toBe(plusSeconds(SLOT_AT, 31 * 3600))
  })
})

describe('an outage of more than twelve hours', () => {
  const DAYS = 24 * HOUR
  /** Hands out the first sixty batches, then nothing runs for so long. */
  const interrupted = async (batches: number, seconds: number) => {
    const dispatch = dispatcher({ large: [due(batches)] })
    await dispatch.after(0)
    const after = await dispatch.after(seconds)
    const [digest] = dispatch.digests.values()
    return { dispatch, after, digest }
  }

  test('pauses a digest of which batches wait, and says how long and how many', async () => {
    const { dispatch, after, digest } = await interrupted(372, 21 * DAYS)
    expect(after).toMatchObject({ handedOut: [], done: [], later: [] })
    expect(digest).toMatchObject({
      status: 'paused',
      paused: { cause: 'late', at: plusDays(SLOT_AT, 21) },
      reason:
        'Nothing ran for 21 days, and 312 batches of it wait. Look whether it should still go out; resuming sends it.',
    })
    expect(dispatch.alarms).toEqual([`digest paused: ${digestKey(digest ?? aDigest())} late`])
    expect((await interrupted(61, 13 * HOUR)).digest?.reason).toMatch(
      /^Nothing ran for 13 hours, and 1 batch /,
    )
  })

  test('sends nothing until a person resumes it, and all of it then', async () => {
    const { dispatch } = await interrupted(70, 21 * DAYS)
    expect((await dispatch.after(60)).handedOut).toEqual([])
    dispatch.resume(21 * DAYS + 60)
    expect((await dispatch.after(60)).numbers).toEqual(upTo(10, 60))
  })

  test('is none when it is shorter, or when nothing waited', async () => {
    const short = await interrupted(70, 12 * HOUR - 60)
    expect([short.digest?.status, short.after.numbers]).toEqual(['sending', upTo(10, 60)])
    const complete = await interrupted(60, 21 * DAYS)
    expect([complete.digest?.status, complete.after.done]).toMatchObject([
      'sending',
      [{ newsletter: 'large' }],
    ])
  })

  test('is told from a send that takes more than a day', async () => {
    const account = { maxSendRate: 0.5 }
    const dispatch = dispatcher({ slow: [due(500)] }, { account, callsPerSecond: 0.01 })
    for (let hours = 0; hours < 30; hours += 1) await dispatch.after(HOUR)
    expect([...dispatch.digests.values()]).toMatchObject([{ status: 'sending' }])
  })

  test('is told from the hours between two waves, and seen in whichever wave it interrupts', async () => {
    const dispatch = dispatcher({
      large: [due(1), due(1, plusDays(SLOT_AT, 1)), due(70, plusDays(SLOT_AT, 2))],
    })
    for (const [seconds, wave] of [
      [0, 0],
      [DAYS, 1],
      [DAYS, 2],
    ] as const) {
      const { handedOut } = await dispatch.after(seconds)
      expect(new Set(handedOut.map(({ message }) => message.wave))).toEqual(new Set([wave]))
    }
    await dispatch.after(13 * HOUR)
    expect([...dispatch.digests.values()]).toMatchObject([{ paused: { cause: 'late' } }])
  })

  test('counts the canaries that wait', async () => {
    const dispatch = dispatcher({ large: [due(5, SLOT_AT, [0, 3])] })
    await dispatch.after(13 * HOUR)
    expect([...dispatch.digests.values()][0]?.reason).toContain('5 batches of it wait')
  })

  test('pauses each digest that it interrupted, and no other', async () => {
    const dispatch = dispatcher({ large: [due(70)], later: [due(1, plusSeconds(SLOT_AT, 13 * HOUR))] })
    await dispatch.after(0)
    const { handedOut } = await dispatch.after(13 * HOUR)
    expect(handedOut.map(({ message }) => message.digest)).toEqual([expect.stringMatching('^later')])
    expect([...dispatch.digests.values()].map(({ status }) => status)).toEqual(['paused', 'sending'])
  })
})

describe('a canary', () => {
  const digest: Digest = aDigest({ newsletter: 'large' })
  const canary = (over: Partial<Batch>): Batch =>
    aBatch({ digest: digestKey(digest), number: 0, calls: [{ id: 'one', at: SLOT_AT }], ...over })
  const withCanary = (canaries = [0]) => dispatcher({ large: [due(5, SLOT_AT, canaries)] })

  test('goes first and alone', async () => {
    const dispatch = withCanary()
    const first = await dispatch.after(0)
    expect([first.numbers, first.done]).toEqual([[0], []])
    dispatch.settle(canary({ codes: '~~~' }))
    const second = await dispatch.after(60)
    expect([second.numbers, second.done]).toEqual([[], []])
  })

  test('lets the others follow once SES told of one of its mails', async () => {
    const dispatch = withCanary()
    await dispatch.after(0)
    dispatch.settle(canary({ codes: 'aau' }))
    expect((await dispatch.after(60)).numbers).toEqual([])
    dispatch.settle(canary({ codes: 'aau' }), { sent: new Set([1]) })
    expect((await dispatch.after(60)).numbers).toEqual([1, 2, 3, 4])
    expect((await dispatch.after(60)).done).toHaveLength(1)
  })

  test('lets the others follow when SES told nothing for two minutes, though its answer was lost', async () => {
    const dispatch = withCanary()
    await dispatch.after(0)
    dispatch.settle(canary({ codes: '???' }))
    expect((await dispatch.after(119)).numbers).toEqual([])
    expect((await dispatch.after(1)).numbers).toEqual([1, 2, 3, 4])
  })

  test('lets the others follow when it turned out to mail nobody', async () => {
    const dispatch = withCanary()
    await dispatch.after(0)
    dispatch.settle(canary({ codes: 'usM', calls: [] }))
    expect((await dispatch.after(60)).numbers).toEqual([1, 2, 3, 4])
  })

  test('while somebody in it waits keeps the others, and is handed out again: its message may be lost', async () => {
    const dispatch = withCanary()
    await dispatch.after(0)
    dispatch.settle(canary({ codes: 'aa.' }), { sent: new Set([1]) })
    expect((await dispatch.after(60)).numbers).toEqual([])
    expect((await dispatch.after(60)).numbers).toEqual([0])
    expect((await dispatch.after(60)).numbers).toEqual([])
    dispatch.settle(canary({ codes: 'aaa' }), { sent: new Set([1]) })
    expect((await dispatch.after(60)).numbers).toEqual([1, 2, 3, 4])
  })

  test('is one for each variant, and all of them must sing', async () => {
    const dispatch = withCanary([0, 3])
    expect((await dispatch.after(0)).numbers).toEqual([0, 3])
    dispatch.settle(canary({ codes: 'aaa' }), { sent: new Set([1]) })
    dispatch.settle(canary({ codes: 'aaa', number: 3 }))
    expect((await dispatch.after(60)).numbers).toEqual([])
    dispatch.settle(canary({ codes: 'aaa', number: 3 }), { delivered: new Set([0]) })
    expect((await dispatch.after(60)).numbers).toEqual([1, 2, 4])
  })

  test('alone in its wave leaves nothing to hand out', async () => {
    const dispatch = dispatcher({ small: [due(1, SLOT_AT, [0])] })
    expect((await dispatch.after(0)).numbers).toEqual([0])
    expect((await dispatch.after(60)).done).toHaveLength(1)
  })

  test('takes no call from a small newsletter while it is waited for', async () => {
    const dispatch = dispatcher({ large: [due(500, SLOT_AT, [0])], small: [due(80)] })
    await dispatch.after(0)
    const { handedOut } = await dispatch.after(60)
    expect(handedOut.map(({ message }) => message.digest.split('-')[0])).toEqual(Array(21).fill('small'))
  })
})
