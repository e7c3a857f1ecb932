import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { plusDays } from '#functions/core/instant.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import type { Fault, FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { deliver } from '#tests/support/deliver.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { ledger, control } = cloud.desk
const ADMIN = { by: 'Ada Admin', why: 'It is mended.' }

const GOOD_ACCOUNT = {
  max24HourSend: 1_000_000,
  productionAccess: true,
  enforcementStatus: 'HEALTHY',
} as const

beforeEach(async () => {
  cloud.inbox.setFaults([])
  await cloud.setAccount(GOOD_ACCOUNT)
  await cloud.setIdentity(SENDER_DOMAIN, { verified: true })
})

const every = (fault: Fault): FaultRule => ({ match: { every: 1 }, fault })
const refusal: FaultRule = {
  ...every({ kind: 'refuse', exception: 'BadRequestException', status: 400, message: 'Bad.' }),
  operation: 'SendBulkEmail',
}
const standings = async (digest: Digest) => Object.values(await cloud.standings(digest)).toSorted()
const latest = async (digest: Digest): Promise<Digest> => (await cloud.desk.digests.get(digest)) ?? digest

/** A digest with its readers frozen in batches of so many, none of them called. */
const frozen = async (readers: number, batchSize: number) => {
  const weekly = await cloud.weekly(readers)
  return { ...weekly, digest: await cloud.frozen(weekly.newsletter, batchSize) }
}

const step = async (times = 1): Promise<void> => {
  for (let count = 0; count < times; count += 1) await cloud.step()
}

const resumed = async (digest: Digest): Promise<Digest> => {
  cloud.inbox.setFaults([])
  return control.resume(digest, ADMIN)
}

test('the day’s quota pauses the digest, which goes on by itself a day after its first call', async () => {
  await cloud.setAccount({ max24HourSend: 2 })
  const { newsletter } = await cloud.weekly(5)
  const paused = await cloud.settle(newsletter)
  await cloud.setAccount({ max24HourSend: 4 })
  expect(paused).toMatchObject({ status: 'paused', paused: { cause: 'quota' } })
  expect(paused.paused?.until).toBe(plusDays(paused.firstCallAt ?? paused.dueAt, 1))
  expect(await standings(paused)).toEqual(['accepted', 'accepted', 'waiting', 'waiting', 'waiting'])

  cloud.pass(23 * 3600)
  await step(2)
  expect((await latest(paused)).status).toBe('paused')
  // SES counts by the minute here.
  cloud.pass(3660)
  await step(2)
  // Nobody resumed it, and what is left does for all.
  const sent = await cloud.until(newsletter, 'sent')
  expect(sent).toMatchObject({ totals: { accepted: 5 } })
  expect(sent).not.toHaveProperty('paused')
  await expectPromiseKept(cloud, sent)
})

describe('the first call of a variant is a canary', () => {
  test('and the others wait for an event of its mails', async () => {
    const { digest } = await frozen(6, 2)
    await step()
    expect(cloud.accepted(digest)).toHaveLength(2)
    // Its events are recorded in this step, and seen by the next tick.
    await step(2)
    expect(cloud.accepted(digest)).toHaveLength(6)
  })

  test('or until they had time enough', async () => {
    cloud.inbox.setFaults([every({ kind: 'lose-event' })])
    const { digest } = await frozen(6, 2)
    const { canarySeconds } = stage('')
    await step(canarySeconds)
    expect(cloud.accepted(digest)).toHaveLength(2)
    await step(2)
    expect(cloud.accepted(digest)).toHaveLength(6)
  })

  test('and three of its mails that SES accepts and cannot render pause the digest, until a person resumes it', async () => {
    cloud.inbox.setFaults([every({ kind: 'outcome', outcome: 'rendering failure' })])
    const { newsletter, digest } = await frozen(9, 3)
    await step(3)
    const paused = await latest(digest)
    expect(paused).toMatchObject({
      status: 'paused',
      paused: { cause: 'ses' },
      reason: 'SES accepted 3 mails and then rejected or could not render them.',
    })
    expect(cloud.accepted(digest)).toHaveLength(3)

    await resumed(paused)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 6, failed: 3 } })
    await expectPromiseKept(cloud, sent)
  })
})

test('a throttle halves the calls of the next window', async () => {
  const { digest } = await frozen(30, 1)
  Object.assign(process.env, { PACE: 'measured', TICK_SECONDS: '10' })
  const tick = wireTick()
  Object.assign(process.env, { PACE: 'unlimited', TICK_SECONDS: '1' })
  const start = cloud.now()
  await ledger.claimWindow({ window: start, callsPerSecond: 1, credit: 0, tried: false, calm: 0 })
  const window = async () => {
    cloud.pass(1)
    const before = cloud.accepted(digest).length
    await tick()
    cloud.pass(9)
    await cloud.workers.drain()
    await cloud.inbox.idle()
    return cloud.accepted(digest).length - before
  }
  cloud.pass(10)
  expect(await window()).toBe(1)
  cloud.inbox.setFaults([{ ...refusal, match: { next: 1 }, fault: { kind: 'throttle' } }])
  // Ten, but for the one that was throttled.
  expect(await window()).toBe(9)
  // Five, with that one.
  expect(await window()).toBe(5)
  expect((await ledger.pace())?.callsPerSecond).toBe(0.5)
  await expectPromiseKept(cloud, await control.cancel(digest, ADMIN))
})

describe('when SES refuses reader after reader alike', () => {
  test('the digest pauses after five, nobody stays settled, and all are called again once a person resumes it', async () => {
    cloud.inbox.setFaults([refusal])
    const { newsletter, digest, readers } = await frozen(8, 1)
    await step(4)
    const paused = await latest(digest)
    expect(paused).toMatchObject({ status: 'paused', paused: { cause: 'alike' } })
    expect(paused.reason).toContain('reader after reader alike')
    expect(cloud.accepted(digest)).toEqual([])
    expect(await standings(digest)).toEqual(readers.map(() => 'waiting'))

    await resumed(paused)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 8, failed: 0 } })
    await expectPromiseKept(cloud, sent)
  })

  test('four of them fail: that says nothing of the others', async () => {
    cloud.inbox.setFaults([refusal])
    const { newsletter } = await frozen(4, 1)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { failed: 4 } })
  })

  test('but had accepted one before, they fail and the digest goes on', async () => {
    const { newsletter, readers, digest } = await frozen(8, 1)
    const { batch } =
      (await Array.fromAsync(ledger.batches(digestKey(digest), digest.attempt ?? '')))[0] ?? {}
    const canary = readers.find(({ id }) => id === batch?.members[0])
    cloud.inbox.setFaults(
      readers
        .filter((reader) => reader !== canary)
        .map(({ address }) => ({ ...refusal, match: { recipient: address } })),
    )
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 1, failed: 7 } })
    await expectPromiseKept(cloud, sent)
  })
})

describe('a digest that harms its sender', () => {
  test('pauses in the middle, and goes on when an admin heeded that', async () => {
    const { newsletter, digest } = await frozen(4, 2)
    await step()
    await ledger.addHealth(digestKey(digest), { accepted: 998, bounced: 50 }, cloud.now())
    await step(3)
    const paused = await latest(digest)
    expect(paused).toMatchObject({
      status: 'paused',
      paused: { cause: 'health' },
      reason: '50 of 1000 mails bounced in seven days (5.00 %); SES reviews an account at 5 %.',
    })
    expect(cloud.accepted(digest)).toHaveLength(2)
    expect(await resumed(paused)).toMatchObject({ status: 'sending', heeded: ['health'] })
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 4 } })
  })

  test('is judged with what its newsletter sent in the last seven days, and by nothing older', async () => {
    const { newsletter } = await cloud.weekly(1)
    const earlier = await cloud.settle(newsletter)
    await ledger.addHealth(digestKey(earlier), { accepted: 2000, complained: 3 }, cloud.now())
    await cloud.nextSlot(newsletter)
    await cloud.post(newsletter)
    const next = await cloud.frozen(newsletter, 50)
    const complaint = () => ledger.addHealth(digestKey(next), { complained: 1 }, cloud.now())
    await complaint()
    // The earlier one was first called a week ago.
    await cloud.workers.tick()
    expect((await latest(next)).status).toBe('sending')
    await cloud.desk.digests.replace({ ...(await latest(earlier)), firstCallAt: plusDays(cloud.now(), -6) })
    await cloud.workers.tick()
    expect(await latest(next)).toMatchObject({ status: 'paused', paused: { cause: 'health' } })
  })
})

describe('before the freeze', () => {
  const approved = async () => {
    const { newsletter } = await cloud.weekly(2)
    return { newsletter, digest: await cloud.until(newsletter, 'approved') }
  }
  const freeze = (digest: Digest) => deliver(wireFreezeAudience(), digestRefOf(digest))

  test('an account in the sandbox pauses the digest with words that say what to do, and again until it is out', async () => {
    await cloud.setAccount({ productionAccess: false })
    const { newsletter, digest } = await approved()
    const freezer = wireFreezeAudience()
    for (let times = 0; times < 2; times += 1) {
      await deliver(freezer, digestRefOf(digest))
      const paused = await latest(digest)
      expect(paused).toMatchObject({ status: 'paused', paused: { cause: 'account' } })
      expect(paused.reason).toContain('sandbox')
      expect(paused).not.toHaveProperty('attempt')
      expect(await resumed(paused)).toMatchObject({ status: 'approved' })
    }
    // The same worker, minutes later.
    await cloud.setAccount({ productionAccess: true })
    await deliver(freezer, digestRefOf(digest))
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 2 } })
    await expectPromiseKept(cloud, sent)
  })

  test('a sender that is not verified pauses the digest, and verifying it lets it go on', async () => {
    await cloud.setIdentity(SENDER_DOMAIN, { verified: false })
    const { newsletter, digest } = await approved()
    await freeze(digest)
    const paused = await latest(digest)
    expect(paused.reason).toContain(`not verified ${SENDER_DOMAIN}`)
    await cloud.setIdentity(SENDER_DOMAIN, { verified: true })
    await resumed(paused)
    expect(await cloud.settle(newsletter)).toMatchObject({ status: 'sent', totals: { accepted: 2 } })
  })

  test('probation pauses the digest until an admin heeds it', async () => {
    await cloud.setAccount({ enforcementStatus: 'PROBATION' })
    const { digest } = await approved()
    await freeze(digest)
    const paused = await latest(digest)
    expect(paused.reason).toContain('probation')
    await resumed(paused)
    await freeze(digest)
    expect((await latest(digest)).attempt).toBeDefined()
  })
})
