import { expect, test } from 'vitest'
import { shownIn, when } from '#functions/cli/when.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Instant, msOf, plusDays, plusSeconds } from '#functions/core/instant.ts'
import { FIRST_CLOCKS, instantAt } from '#functions/core/slots.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { approveAsShown } from '#infra/local/run-digest.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { control, digests, ledger, subscribers } = cloud.desk
const ADMIN = { by: 'Ada Admin', why: 'The lead is wrong.' }

const HOME = 'Europe/Berlin'
const UNKNOWN = 'Mars/Olympus'
const KIRITIMATI = 'Pacific/Kiritimati'
const SEOUL = 'Asia/Seoul'
const LOS_ANGELES = 'America/Los_Angeles'
const PAGO_PAGO = 'Pacific/Pago_Pago'

/** An approved digest that each reader gets at seven by their own clock the day after tomorrow, with a reader of each zone and one of none. */
const worldwide = async () => {
  const newsletter = await cloud.newsletter(slotAt(cloud.now(), HOME))
  await cloud.post(newsletter)
  const inZone = (zone?: string) => cloud.reader(newsletter, { zone })
  const readers = {
    first: await inZone(KIRITIMATI),
    seoul: await inZone(SEOUL),
    home: await inZone(HOME),
    none: await inZone(),
    unknown: await inZone(UNKNOWN),
    west: await inZone(LOS_ANGELES),
    last: await inZone(PAGO_PAGO),
  }
  const draft = await cloud.drafted(newsletter)
  const localTime = `${plusDays(cloud.now(), 2).slice(0, 10)}T07:00`
  const dueAt = instantAt(localTime, FIRST_CLOCKS)
  await approveAsShown(cloud.desk, await digests.replace({ ...draft, localTime, dueAt }))
  const digest = await cloud.until(newsletter, 'approved')
  return { newsletter, readers, digest, localTime, sevenIn: (zone: string) => instantAt(localTime, zone) }
}

/** A minute from a moment on, in which what is due then goes out. */
const minuteFrom = async (moment: Instant): Promise<void> => {
  cloud.clock.advanceTo(msOf(moment))
  for (let steps = 0; steps < 3; steps += 1) await cloud.step(15)
}

const mailed = (digest: Digest): string[] => cloud.accepted(digest).map(({ tags }) => tags.reader ?? '')
const idsOf = (...readers: Subscriber[]): string[] => readers.map(({ id }) => id)
const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest

test('each reader is mailed at seven by their own clock, once, though they move on meanwhile', async () => {
  const { newsletter, readers, digest, sevenIn } = await worldwide()
  const { first, seoul, home, none, unknown, west, last } = readers
  const moveTo = (zone: string, { id }: Subscriber) => subscribers.update(newsletter.slug, id, { zone })
  const waves = [
    { zone: KIRITIMATI, due: [first] },
    { zone: SEOUL, due: [seoul] },
    { zone: HOME, due: [home, none, unknown] },
    { zone: LOS_ANGELES, due: [west] },
    { zone: PAGO_PAGO, due: [last] },
  ]
  await minuteFrom(plusSeconds(sevenIn(KIRITIMATI), -60))
  expect(mailed(digest)).toEqual([])
  for (const [wave, { zone, due }] of waves.entries()) {
    const before = mailed(digest)
    await minuteFrom(sevenIn(zone))
    expect(mailed(digest).slice(before.length).toSorted()).toEqual(idsOf(...due).toSorted())
    for (const { time } of cloud.accepted(digest).slice(before.length))
      expect(msOf(time as Instant) - msOf(sevenIn(zone))).toBeLessThan(60_000)
    const { status, totals } = await latest(digest)
    if (wave < waves.length - 1) expect(status).toBe('sending')
    expect(totals?.audience).toBe(7)
    if (zone !== SEOUL) continue
    // One to a zone whose wave is still to come, one to a zone whose wave is over.
    await moveTo(PAGO_PAGO, seoul)
    await moveTo(SEOUL, west)
  }
  const audience = await ledger.audience(digestKey(digest))
  expect(audience?.waves.map(({ dueAt, readers: count }) => [dueAt, count]).toSorted()).toEqual(
    waves.map(({ zone, due }) => [sevenIn(zone), due.length]),
  )
  const sent = await cloud.until(newsletter, 'sent')
  expect(sent.totals).toMatchObject({ audience: 7, accepted: 7 })
  await expectPromiseKept(cloud, sent)
})

/** What `gazette digest …` says of a digest. */
const told =
  (digest: Digest) =>
  async (command: string, ...args: string[]): Promise<string> =>
    (await runCommand(['digest', command, digestKey(digest), ...args], cloud.desk)).out.join('\n')

test('between two waves it is said when the next is due, and a pause holds the later ones until it is resumed', async () => {
  const { newsletter, readers, digest, localTime, sevenIn } = await worldwide()
  await minuteFrom(sevenIn(SEOUL))
  const run = told(digest)
  const status = await run('status')
  expect(status).toContain(
    `due when each reader’s clock shows ${shownIn('UTC', Date.parse(`${localTime}Z`))}; the first, in UTC+14`,
  )
  expect(status).toContain(`its next wave is due ${when(sevenIn(HOME), HOME)}`)
  expect(JSON.parse(await run('status', '--json'))).toMatchObject({
    localTime,
    nextWaveAt: sevenIn(HOME),
    excluded: {},
  })
  expect(await run('why', readers.west.address)).toContain(
    `due at ${sevenIn(LOS_ANGELES)}, when it is ${localTime.replace('T', ' ')} in ${LOS_ANGELES}.`,
  )
  expect(await run('why', readers.unknown.address)).toContain(`due at ${sevenIn(HOME)}.`)
  await control.pause(await latest(digest), ADMIN)
  await minuteFrom(sevenIn(LOS_ANGELES))
  expect(mailed(digest).toSorted()).toEqual(idsOf(readers.first, readers.seoul).toSorted())

  await control.resume(await latest(digest), ADMIN)
  await minuteFrom(cloud.now())
  expect(await cloud.standings(digest)).toMatchObject({
    [readers.unknown.id]: 'accepted',
    [readers.west.id]: 'accepted',
    [readers.last.id]: 'waiting',
  })
  await minuteFrom(sevenIn(PAGO_PAGO))
  expect((await cloud.until(newsletter, 'sent')).totals).toMatchObject({ accepted: 7 })
})
