import { beforeEach, describe, expect, test } from 'vitest'
import { memberStanding } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import type { Outcome } from '#infra/local/ses/events/outcome.ts'
import type { Fault, FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
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
