import { beforeEach, describe, expect, test } from 'vitest'
import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { memberStanding } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type FeedbackHour, HOUR_SETS, type HourSet, hourOf } from '#functions/core/feedback-hour.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { recordFeedback } from '#functions/use-cases/record-feedback.ts'
import { readFeedback } from '#functions/wiring/read-feedback.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import type { Outcome } from '#infra/local/ses/events/outcome.ts'
import type { Fault, FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { at } from '#tests/support/builders.ts'
import { deliverBodies } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'
import { dumpTables } from '#tests/support/table-dump.ts'

const cloud = await startTestCloud()
const { subscribers } = cloud.desk

beforeEach(() => cloud.inbox.setFaults([]))

const every = (fault: Fault): FaultRule => ({ operation: 'SendBulkEmail', match: { every: 1 }, fault })
const outcome = (recipient: string, what: Outcome): FaultRule => ({
  match: { recipient },
  fault: { kind: 'outcome', outcome: what },
})

const OVER = { callIsOver: true, cancelled: false }

/** The batch's row and its events, in the words of the glossary, by address. */
const told = async (digest: Digest): Promise<Record<string, string>> => {
  const key = digestKey(digest)
  const all: Record<string, string> = {}
  for await (const { batch, events } of cloud.desk.ledger.batches(key, digest.attempt ?? ''))
    for (const [position, member] of batch.members.entries()) {
      const { disposition, reason, feedback } = memberStanding(batch, events, position, OVER)
      const reader = await subscribers.get(digest.newsletter, member)
      all[reader?.address ?? ''] = [disposition, reason, feedback].filter((word) => word).join(', ')
    }
  return all
}

test('a hard bounce and a complaint suppress at once, on every newsletter', async () => {
  const [bounced, complained, soft] = ['bounced', 'complained', 'soft'].map((name) => `${name}@mail.example`)
  const one = await cloud.weekly(1)
  const other = await cloud.weekly(1)
  const causes: Record<string, string | undefined> = {}
  for (const [address = '', cause] of [[bounced, 'bounce'], [complained, 'complaint'], [soft]]) {
    const { id } = await cloud.reader(one.newsletter, { address })
    await cloud.reader(other.newsletter, { address })
    causes[id] = cause
  }
  cloud.inbox.setFaults([
    outcome(`${bounced}`, 'hard bounce'),
    outcome(`${complained}`, 'complaint'),
    outcome(`${soft}`, 'soft bounce'),
  ])
  await cloud.settle(one.newsletter)
  const third = await cloud.newsletter()
  for (const [id, cause] of Object.entries(causes)) {
    const before = await subscribers.get(one.newsletter.slug, id)
    expect(before).toMatchObject({ status: 'active' })
    expect(before?.suppressed).toBe(cause)
    expect((await subscribers.get(other.newsletter.slug, id))?.suppressed).toBe(cause)
    // Whoever signs up again later, however they write their address, is still suppressed.
    const again = await cloud.reader(third, { address: before?.address.toUpperCase() ?? '' })
    expect(again).toMatchObject({ id })
    expect(again.suppressed).toBe(cause)
  }

  cloud.inbox.setFaults([])
  await cloud.nextSlot(other.newsletter)
  await cloud.post(other.newsletter)
  const standings = await cloud.standings(await cloud.settle(other.newsletter))
  for (const [id, cause] of Object.entries(causes))
    expect(standings[id]).toBe(cause === undefined ? 'accepted' : 'excluded: suppressed')
})

describe('what the events say does not depend on how they come', () => {
  const outcomes: Record<string, { outcome: Outcome; standing: string }> = {
    delivered: { outcome: 'delivered', standing: 'accepted, delivered' },
    delayed: { outcome: 'delayed, then delivered', standing: 'accepted, delivered' },
    bounced: { outcome: 'hard bounce', standing: 'accepted, bounced' },
    soft: { outcome: 'soft bounce', standing: 'accepted, bounced' },
    complained: { outcome: 'complaint', standing: 'accepted, complained' },
    rejected: { outcome: 'rejected', standing: 'failed, rejected, none' },
    broken: { outcome: 'rendering failure', standing: 'failed, rendering-failed, none' },
  }
  const ways: Record<string, FaultRule[]> = {
    'once and in order': [],
    'before the answer of the call': [every({ kind: 'early-events' })],
    'backwards and three times each': [
      every({ kind: 'reorder-events' }),
      every({ kind: 'repeat-event', times: 2 }),
    ],
    'instead of an answer': [every({ kind: 'fail-after-accept', how: 'reset' })],
  }

  const addressOf = (newsletter: Newsletter, name: string) => `${name}@${newsletter.slug}.example`

  test.each(Object.entries(ways))('%s', async (_, faults) => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter)
    const names = Object.keys(outcomes)
    for (const name of names) await cloud.reader(newsletter, { address: addressOf(newsletter, name) })
    cloud.inbox.setFaults([
      ...Object.entries(outcomes).map(([name, { outcome: what }]) =>
        outcome(addressOf(newsletter, name), what),
      ),
      ...faults,
    ])
    const digest = await cloud.settle(newsletter)
    const expected = Object.entries(outcomes).map(([name, { standing }]) => [
      addressOf(newsletter, name),
      standing,
    ])
    expect(await told(digest)).toEqual(Object.fromEntries(expected))
    expect(digest).toMatchObject({ status: 'sent', totals: { accepted: 5, failed: 2, uncertain: 0 } })
    await expectPromiseKept(cloud, digest)
  })
})

test('a body that is no event changes nothing, and does not come back', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.settle(newsletter)
  const envelope = (message: unknown) => JSON.stringify({ Message: JSON.stringify(message) })
  const tags = {
    digest: [digestKey(digest)],
    attempt: [digest.attempt],
    batch: ['0-0'],
    call: ['0'],
    entry: ['0'],
  }
  const before = await dumpTables(cloud)
  const comesBack = await deliverBodies(
    wireRecordFeedback(),
    '',
    'not JSON',
    '[]',
    '{"Message":"not JSON"}',
    '{}',
    '{"eventType":"Delivery"}',
    '{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":"reader-2@mail.example"}}',
    envelope({}),
    envelope({ eventType: 'Bounce' }),
    envelope({
      notificationType: 'AmazonSnsSubscriptionSucceeded',
      message: 'Successfully validated SNS topic',
    }),
    // Of kinds, or of mails, that are not ours.
    envelope({ eventType: 'Open', mail: { tags } }),
    envelope({ eventType: 'Delivery', mail: { tags: {} } }),
    envelope({ eventType: 'Delivery', mail: { tags: { ...tags, entry: ['50'] } } }),
    envelope({ eventType: 'Delivery', mail: { tags: { ...tags, batch: ['nonsense'] } } }),
    envelope({ eventType: 'Delivery', mail: { tags: { ...tags, call: [] } } }),
  )
  expect(comesBack).toBe(0)
  expect(await dumpTables(cloud)).toEqual(before)
})

describe('soft bounces', () => {
  const SUNDAY = at('2020-11-01T07:00:00Z')
  /** Soft bounces of an address, by days after a Sunday, each of a mail of its own. */
  const softBounces = (address: string, ...days: number[]) =>
    days.map((day) =>
      JSON.stringify({
        eventType: 'Bounce',
        mail: { messageId: `mail of day ${day}` },
        bounce: {
          bounceType: 'Transient',
          bounceSubType: 'MailboxFull',
          bouncedRecipients: [{ emailAddress: address }],
          timestamp: plusDays(SUNDAY, day),
        },
      }),
    )
  const record = (...bodies: string[]) => deliverBodies(wireRecordFeedback(), ...bodies)

  test('of five digests in a row suppress, and a delivery between begins anew', async () => {
    const { newsletter } = await cloud.weekly(0)
    const always = await cloud.reader(newsletter)
    const sometimes = await cloud.reader(newsletter)
    const never = await cloud.reader(newsletter)
    const other = await cloud.reader(await cloud.newsletter(), { address: always.address })
    const rowOf = (reader: Subscriber) => subscribers.get(reader.newsletter, reader.id)
    const tagged: Record<string, (string | undefined)[]> = {}
    for (let digests = 0; digests < 5; digests += 1) {
      const bouncing = digests === 2 ? [always] : [always, sometimes]
      cloud.inbox.setFaults(bouncing.map(({ address }) => outcome(address, 'soft bounce')))
      if (digests > 0) await cloud.nextSlot(newsletter)
      await cloud.post(newsletter)
      const digest = await cloud.settle(newsletter)
      for (const { tags } of cloud.accepted(digest))
        tagged[tags.reader ?? ''] = [...(tagged[tags.reader ?? ''] ?? []), tags.bouncing]
      expect((await rowOf(sometimes))?.bouncing).toBe(digests === 2 ? undefined : true)
      expect((await rowOf(always))?.suppressed).toBe(digests === 4 ? 'bounce' : undefined)
    }
    expect(await rowOf(other)).toMatchObject({ suppressed: 'bounce', bouncing: true })
    expect((await rowOf(sometimes))?.suppressed).toBeUndefined()
    expect(await rowOf(never)).toEqual(never)
    // Their deliveries alone are looked at.
    expect(tagged[never.id]).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(tagged[sometimes.id]).toEqual([undefined, '1', '1', undefined, '1'])
  })

  test('count in any order, once each, and in whatever windows', async () => {
    const newsletter = await cloud.newsletter()
    const [early, late, short] = [
      await cloud.reader(newsletter),
      await cloud.reader(newsletter),
      await cloud.reader(newsletter),
    ]
    await record(...softBounces(early.address, 14, 3, 7, 0))
    await record(...softBounces(early.address, 14, 3), ...softBounces(late.address, 20, 20, 20, 6, 9))
    await Promise.all(softBounces(short.address, 0, 3, 13).map((body) => record(body)))
    const suppressed = async ({ id }: Subscriber) => (await subscribers.get(newsletter.slug, id))?.suppressed
    expect(await Promise.all([early, late, short].map(suppressed))).toEqual([undefined, undefined, undefined])
    await record(...softBounces(early.address, 10))
    await record(...softBounces(late.address, 10, 12))
    await record(...softBounces(short.address, 7, 10))
    expect(await Promise.all([early, late, short].map(suppressed))).toEqual(['bounce', 'bounce', undefined])
  })

  test('that come while a delivery is noted are not forgotten by it', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    await record(...softBounces(reader.address, 0))
    const delivered = JSON.stringify({
      eventType: 'Delivery',
      mail: { tags: { bouncing: ['1'] } },
      delivery: { recipients: [reader.address], timestamp: plusDays(SUNDAY, 1) },
    })
    await Promise.all([record(delivered), record(...softBounces(reader.address, 2))])
    expect((await subscribers.get(newsletter.slug, reader.id))?.bouncing).toBe(true)
    await record(delivered.replace('2020-11-02', '2020-11-09'))
    expect((await subscribers.get(newsletter.slug, reader.id))?.bouncing).toBeUndefined()
  })
})

test('who leaves in SES’s own list management leaves every newsletter, once', async () => {
  const address = 'leaving@mail.example'
  const [one, other, third] = await Promise.all([1, 2, 3].map(() => cloud.newsletter()))
  const reader = await cloud.reader(one as Newsletter, { address })
  await cloud.reader(other as Newsletter, { address })
  await cloud.reader(third as Newsletter, { address, status: 'pending' })
  const event = JSON.stringify({
    eventType: 'Subscription',
    mail: { destination: [address] },
    subscription: { newTopicPreferences: { unsubscribeAll: true } },
  })
  cloud.pass(60)
  const leftAt = cloud.now()
  await deliverBodies(wireRecordFeedback(), event)
  cloud.pass(60)
  await deliverBodies(wireRecordFeedback(), event)
  const rows = await Promise.all([one, other, third].map((it) => subscribers.get(it?.slug ?? '', reader.id)))
  expect(rows.map((row) => row?.status)).toEqual(['unsubscribed', 'unsubscribed', 'pending'])
  expect(rows[0]?.statusAt.slice(0, 16)).toBe(leftAt.slice(0, 16))
})

describe('who left in SES’s own list management, told late,', () => {
  const left = (address: string, timestamp: string) =>
    deliverBodies(
      wireRecordFeedback(),
      JSON.stringify({
        eventType: 'Subscription',
        mail: { destination: [`A Name <${address}>`] },
        subscription: { timestamp, newTopicPreferences: { unsubscribeAll: true } },
      }),
    )

  test('stays where they confirmed since', async () => {
    const [one, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const before = await cloud.reader(one)
    cloud.pass(60)
    const leftAt = cloud.now()
    cloud.pass(60)
    const since = await cloud.reader(other, { address: before.address })
    await left(before.address, leftAt)
    expect(await subscribers.get(one.slug, before.id)).toMatchObject({
      status: 'unsubscribed',
      statusAt: leftAt,
    })
    expect(await subscribers.get(other.slug, since.id)).toEqual(since)
  })

  test('leaves at the address to which they moved', async () => {
    const newsletter = await cloud.newsletter()
    const [from, to] = [await cloud.reader(newsletter), await cloud.reader(newsletter)]
    await subscribers.update(newsletter.slug, from.id, { movedTo: to.id })
    cloud.pass(60)
    await left(from.address, cloud.now())
    expect((await subscribers.get(newsletter.slug, to.id))?.status).toBe('unsubscribed')
  })
})

test('an empty body is told as odd', async () => {
  for (const body of ['[]', '{"Records":[]}'])
    expect(readFeedback(body, cloud.now())).toMatchObject([{ isOdd: true, verdict: { effect: 'none' } }])
})

test('what somebody should look at is told once a window, by its reason and without addresses', async () => {
  const said: [string, string, number][] = []
  const log = (level: string) => (event: string, details: Readonly<Record<string, unknown>>) =>
    said.push([level, event, Number(details.count)])
  const record = recordFeedback({
    ...cloud.desk,
    suppressions: {} as never,
    softBounces: {} as never,
    pepper: () => Promise.reject(new Error('nobody is looked up')),
    clock: cloud.now,
    warn: log('warn'),
    alarm: log('alarm'),
    report: (error) => expect.unreachable(String(error)),
  })
  const tags = { digest: ['d-regular-2026-11-24'], attempt: ['a'], batch: ['0-0'], call: ['0'], entry: ['0'] }
  const bounce = {
    bounceType: 'Transient',
    bouncedRecipients: [{ emailAddress: 'reader@mail.example', status: '5.7.1' }],
  }
  const events = [
    { eventType: 'Reject', mail: { tags } },
    { eventType: 'Reject', mail: { tags } },
    { eventType: 'Rendering Failure', mail: {} },
    { eventType: 'Bounce', mail: { tags } },
    { eventType: 'Bounce', mail: { tags }, bounce },
    { eventType: 'Open', mail: {} },
    'text',
  ].map((payload) => feedbackOf(payload, cloud.now()))
  expect(await record(events)).toEqual([])
  expect(said).toEqual([
    ['alarm', 'mail stopped by SES', 2],
    ['alarm', 'mail stopped by SES', 1],
    ['warn', 'odd feedback', 1],
    ['warn', 'odd feedback', 1],
    ['warn', 'feedback on mail without our tags', 1],
    ['warn', 'soft bounce that does not count', 1],
  ])
})

describe('the hours of a digest', () => {
  const sumOf = (hours: readonly FeedbackHour[], set: HourSet): number =>
    hours.reduce((sum, hour) => sum + hour[set], 0)

  test('add up to what its readers’ feedback says, however often and in what order it comes', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter)
    const addresses = ['one', 'two', 'three'].map((name) => `${name}@${newsletter.slug}.example`)
    for (const address of addresses) await cloud.reader(newsletter, { address })
    cloud.inbox.setFaults([
      outcome(addresses[0] ?? '', 'delayed, then delivered'),
      outcome(addresses[1] ?? '', 'hard bounce'),
      every({ kind: 'reorder-events' }),
      every({ kind: 'repeat-event', times: 2 }),
    ])
    const digest = await cloud.settle(newsletter)
    const hours = await cloud.desk.ledger.feedbackHours(digestKey(digest))
    expect(HOUR_SETS.map((set) => sumOf(hours, set))).toEqual([3, 2, 1, 1, 0])
    expect(hours.map(({ hour }) => hour)).toContain(hourOf(digest.firstCallAt ?? cloud.now()))
  })

  test('are a picture alone: an event is recorded though its hour cannot be', async () => {
    const { newsletter } = await cloud.weekly(1)
    const digest = await cloud.settle(newsletter)
    const [{ batch } = { batch: undefined }] = await Array.fromAsync(
      cloud.desk.ledger.batches(digestKey(digest), digest.attempt ?? ''),
    )
    if (batch === undefined) throw new Error('No batch')
    const reported: unknown[] = []
    const record = recordFeedback({
      ...cloud.desk,
      ledger: { ...cloud.desk.ledger, addFeedbackHour: () => Promise.reject(new Error('no room')) },
      suppressions: {} as never,
      softBounces: {} as never,
      pepper: () => Promise.reject(new Error('nobody is looked up')),
      clock: cloud.now,
      warn: () => {},
      alarm: () => {},
      report: (error) => reported.push(error),
    })
    const tags = {
      digest: [batch.digest],
      attempt: [batch.attempt],
      batch: ['0-0'],
      call: ['0'],
      entry: ['0'],
    }
    expect(await record([feedbackOf({ eventType: 'DeliveryDelay', mail: { tags } }, cloud.now())])).toEqual(
      [],
    )
    expect(reported).toEqual([new Error('no room')])
    expect((await cloud.desk.ledger.events(batch)).delayed).toEqual(new Set([0]))
  })
})

test('events of a window that cannot be recorded come back together', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.settle(newsletter)
  const tags = {
    digest: [digestKey(digest)],
    attempt: ['x'.repeat(3000)],
    batch: ['0-0'],
    call: ['0'],
    entry: ['0'],
  }
  const event = JSON.stringify({ Message: JSON.stringify({ eventType: 'Delivery', mail: { tags } }) })
  expect(await deliverBodies(wireRecordFeedback(), event, event)).toBe(2)
})
