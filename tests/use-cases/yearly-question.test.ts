import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, test, vi } from 'vitest'
import { dynamoLetterBook } from '#functions/adapters/dynamodb/letter-book.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { leavePath } from '#functions/core/public-paths.ts'
import { rangeOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type Sweep, sweepOf } from '#functions/core/sweep.ts'
import { wireAnswerRequest } from '#functions/wiring/answer-request.ts'
import { wireSweepReaders } from '#functions/wiring/sweep-readers.ts'
import { deliver } from '#tests/support/deliver.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { tokenOf } from '#tests/support/token-of.ts'
import { post, visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const letterBook = dynamoLetterBook(tableOf(new DynamoDBClient({}), cloud.environment.AUDIENCE_TABLE ?? ''))
const DAY = 86_400
const YEAR = 366 * DAY

/** Lets days pass, at least one, until a reader's key range is swept. */
const untilSwept = async (reader: Subscriber, tick = cloud.workers.tick): Promise<void> => {
  do cloud.pass(DAY)
  while (sweepOf(reader.newsletter, cloud.now()).range !== rangeOf(reader.id))
  await tick()
  await cloud.workers.drain()
}

/** Years pass while no newsletter is due, so that only the sweeps matter. */
const sleepingNewsletter = (): Promise<Newsletter> =>
  cloud.newsletter({ slotsHandledThrough: '2999-01-01T00:00:00.000Z' as Newsletter['slotsHandledThrough'] })

const unproven = (newsletter: Newsletter): Promise<Subscriber> =>
  cloud.reader(newsletter, { consentAt: undefined })

const rowOf = ({ newsletter, id }: Subscriber) => desk.subscribers.get(newsletter, id)
const kindsTo = ({ address }: Subscriber): string[] => lettersTo(cloud, address).map(({ kind }) => kind)
const historyOf = async ({ id }: Subscriber): Promise<string[]> =>
  (await desk.histories.list(id)).map(({ what, how }) => `${what} by ${how}`)

const answer = async ({ address }: Subscriber): Promise<void> => {
  const page = await visit(lettersTo(cloud, address).at(-1)?.link ?? '')
  expect((await page.press()).status).toBe(200)
}

/** The sweep of a reader's key range, now. */
const sweepFor = ({ newsletter, id }: Subscriber): Sweep => ({
  ...sweepOf(newsletter, cloud.now()),
  range: rangeOf(id),
})

/** What the sweep of a reader's key range hands out, without anybody working on it. */
const requestFor = (reader: Subscriber, kind: 'still' | 'prove') => {
  const { newsletter, id } = reader
  const at = cloud.now()
  return { id: `${kind}-${newsletter}-${id}-${at.slice(0, 4)}`, newsletter, reader: id, kind, at }
}

/** That a reader whom no letter reached counts as not asked, is asked by the next sweep, and is not ended. */
const expectAskedLater = async (reader: Subscriber): Promise<void> => {
  expect((await rowOf(reader))?.askedAt).toBeUndefined()
  expect(await historyOf(reader)).toEqual([])
  cloud.pass(31 * DAY)
  await deliver(wireSweepReaders(), sweepFor(reader))
  await cloud.workers.drain()
  expect(kindsTo(reader)).toEqual(['prove'])
  expect((await rowOf(reader))?.status).toBe('active')
}

describe('a reader without any sign of life', () => {
  test('gets one letter after a year, and another after one more; without an answer the newsletter goes on', async () => {
    const newsletter = await sleepingNewsletter()
    const reader = await cloud.reader(newsletter)
    await untilSwept(reader)
    expect(kindsTo(reader)).toEqual([])
    cloud.pass(YEAR)
    await untilSwept(reader)
    await untilSwept(reader)
    await untilSwept(reader)
    expect(kindsTo(reader)).toEqual(['still'])
    expect(await historyOf(reader)).toEqual(['asked-again by gazette'])
    expect(await rowOf(reader)).toMatchObject({ status: 'active', askedAt: expect.any(String) })
    cloud.pass(YEAR)
    await untilSwept(reader)
    expect(kindsTo(reader)).toEqual(['still', 'still'])
    expect((await rowOf(reader))?.status).toBe('active')
  })

  test('who answers is not asked again for a year', async () => {
    const newsletter = await sleepingNewsletter()
    const reader = await cloud.reader(newsletter)
    cloud.pass(YEAR)
    await untilSwept(reader)
    await answer(reader)
    const answered = await rowOf(reader)
    expect(answered).toMatchObject({ status: 'active', consentAt: reader.consentAt })
    expect(answered?.askedAt).toBeUndefined()
    await untilSwept(reader)
    expect(kindsTo(reader)).toEqual(['still'])
    expect(await historyOf(reader)).toEqual(['asked-again by gazette', 'still-wanted by mail'])
  })
})

describe('a reader who was imported without proof', () => {
  test('is asked by the first sweep, and unsubscribed 30 days later, for a reason that the history tells', async () => {
    const newsletter = await sleepingNewsletter()
    const reader = await unproven(newsletter)
    await untilSwept(reader)
    expect(kindsTo(reader)).toEqual(['prove'])
    const asked = await rowOf(reader)
    expect(asked?.status).toBe('active')
    await untilSwept(reader)
    await untilSwept(reader)
    const ended = await rowOf(reader)
    expect(ended?.status).toBe('unsubscribed')
    expect(Date.parse(ended?.statusAt ?? '') - Date.parse(asked?.askedAt ?? '')).toBeGreaterThan(
      30 * DAY * 1000,
    )
    expect(kindsTo(reader)).toEqual(['prove'])
    expect(await historyOf(reader)).toEqual(['asked-again by gazette', 'ended by gazette'])
  })

  test('who answers has proved it, and goes on', async () => {
    const newsletter = await sleepingNewsletter()
    const reader = await unproven(newsletter)
    await untilSwept(reader)
    await answer(reader)
    await untilSwept(reader)
    await untilSwept(reader)
    await untilSwept(reader)
    expect(await rowOf(reader)).toMatchObject({ status: 'active', consentAt: expect.any(String) })
    expect(kindsTo(reader)).toEqual(['prove'])
  })

  test('is not ended when the answer comes while the sweep is at it', async () => {
    const reader = await unproven(await sleepingNewsletter())
    await deliver(wireAnswerRequest(), requestFor(reader, 'prove'))
    cloud.pass(31 * DAY)
    const read = await rowOf(reader)
    await answer(reader)
    expect(read && (await desk.subscribers.endUnproven(read, cloud.now()))).toBe(false)
    await deliver(wireSweepReaders(), sweepFor(reader))
    expect((await rowOf(reader))?.status).toBe('active')
  })

  test('has the reason in the history even if the sweep was cut short before it could be written', async () => {
    const reader = await unproven(await sleepingNewsletter())
    await deliver(wireAnswerRequest(), requestFor(reader, 'prove'))
    cloud.pass(31 * DAY)
    const sweep = sweepFor(reader)
    const read = await rowOf(reader)
    expect(read && (await desk.subscribers.endUnproven(read, sweep.at))).toBe(true)
    await deliver(wireSweepReaders(), sweep)
    await deliver(wireSweepReaders(), sweep)
    expect(await historyOf(reader)).toEqual(['asked-again by gazette', 'ended by gazette'])
  })
})

describe('who does not want it any more', () => {
  test.each(['still', 'prove'] as const)(
    'can leave by the letter itself, with the button of the mail program: %s',
    async (kind) => {
      const newsletter = await sleepingNewsletter()
      const reader = kind === 'prove' ? await unproven(newsletter) : await cloud.reader(newsletter)
      cloud.pass(YEAR)
      await deliver(wireAnswerRequest(), requestFor(reader, kind))
      const headers = lettersTo(cloud, reader.address)[0]?.headers ?? {}
      expect(headers).toMatchObject({
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': expect.stringContaining(`<${newsletter.slug}.`),
      })
      const leave = headers['List-Unsubscribe']?.slice(1, -1) ?? ''
      expect(leave).toBe(`${cloud.publicOrigin}${leavePath(await tokenOf(cloud, reader, 'leave'))}`)
      await post(leave, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
      expect((await rowOf(reader))?.status).toBe('unsubscribed')
    },
  )

  test('finds the way to leave on the page of the question', async () => {
    const reader = await unproven(await sleepingNewsletter())
    await deliver(wireAnswerRequest(), requestFor(reader, 'prove'))
    const question = await visit(lettersTo(cloud, reader.address)[0]?.link ?? '')
    expect(question.text).toContain('No, end it')
    const leave = question.links().find((link) => link.includes('/leave/')) ?? ''
    await (await visit(leave)).press('Unsubscribe')
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
  })
})

test('a letter that answers somebody is no list mail', async () => {
  const newsletter = await sleepingNewsletter()
  const reader = await cloud.reader(newsletter)
  const link = { kind: 'link', newsletter: newsletter.slug, reader: reader.id, purpose: 'erase' }
  await deliver(wireAnswerRequest(), { ...link, id: 'a-link', at: cloud.now() })
  const [letter] = lettersTo(cloud, reader.address)
  expect(Object.keys(letter?.headers ?? {}).filter((name) => name.startsWith('List-'))).toEqual([])
})

describe('nobody is asked twice', () => {
  test('by a sweep that runs twice, or two ticks at once', async () => {
    const newsletter = await sleepingNewsletter()
    for (const _ of [1, 2, 3]) {
      const reader = await unproven(newsletter)
      await untilSwept(reader, async () => {
        await Promise.all([cloud.workers.tick(), cloud.workers.tick()])
      })
      await deliver(wireSweepReaders(), sweepFor(reader), sweepFor(reader))
      await cloud.workers.drain()
      expect(kindsTo(reader)).toEqual(['prove'])
    }
  })

  test('by two workers at once, nor by one after a crash', async () => {
    const reader = await unproven(await sleepingNewsletter())
    const request = requestFor(reader, 'prove')
    const [one, other] = [wireAnswerRequest(), wireAnswerRequest()]
    await Promise.all([deliver(one, request), deliver(other, request)])
    await deliver(one, request)
    expect(kindsTo(reader)).toEqual(['prove'])
    expect((await rowOf(reader))?.askedAt).toBe(request.at)
    expect(await historyOf(reader)).toEqual(['asked-again by gazette'])
  })

  test('by a worker that died after the call: it finds in the book that the letter left, and completes the row', async () => {
    const reader = await unproven(await sleepingNewsletter())
    const request = requestFor(reader, 'prove')
    const letter = { id: request.id, group: 'prove', at: request.at }
    await letterBook.claim(reader.id, letter, 3)
    await letterBook.markSent(reader.id, letter)
    await deliver(wireAnswerRequest(), request)
    expect(kindsTo(reader)).toEqual([])
    expect((await rowOf(reader))?.askedAt).toBe(request.at)
    expect(await historyOf(reader)).toEqual(['asked-again by gazette'])
  })

  test('and who paused, left or was suppressed is not asked at all', async () => {
    const newsletter = await sleepingNewsletter()
    const [paused, left, suppressed] = [
      await unproven(newsletter),
      await unproven(newsletter),
      await unproven(newsletter),
    ]
    const requests = [paused, left, suppressed].map((reader) => requestFor(reader, 'prove'))
    const until = '2999-01-01T00:00:00.000Z' as Subscriber['pausedUntil']
    await desk.subscribers.update(newsletter.slug, paused.id, { pausedUntil: until })
    await desk.subscribers.update(newsletter.slug, left.id, { status: 'unsubscribed' })
    await desk.suppress(suppressed.id, 'complaint')
    await deliver(wireAnswerRequest(), ...requests)
    for (const reader of [paused, left, suppressed]) expect(kindsTo(reader)).toEqual([])
  })
})

describe('a question whose letter may have left', () => {
  const cutShort = async (reader: Subscriber, kind: 'still' | 'prove') => {
    const request = requestFor(reader, kind)
    await letterBook.claim(reader.id, { id: request.id, group: kind, at: request.at }, 3)
    expect(await deliver(wireAnswerRequest(), request)).toBe(0)
    expect(kindsTo(reader)).toEqual([])
    return request
  }

  test('is asked again if an end follows from it: nobody is ended who may not have been asked', async () => {
    const [died, unanswered] = [
      await unproven(await sleepingNewsletter()),
      await unproven(await sleepingNewsletter()),
    ]
    await cutShort(died, 'prove')
    cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'fail-before-accept', how: 'unavailable' } }])
    expect(await deliver(wireAnswerRequest(), requestFor(unanswered, 'prove'))).toBe(0)
    for (const reader of [died, unanswered]) await expectAskedLater(reader)
  })

  test('counts as asked if nothing follows from it', async () => {
    const reader = await cloud.reader(await sleepingNewsletter())
    cloud.pass(YEAR)
    const request = await cutShort(reader, 'still')
    expect((await rowOf(reader))?.askedAt).toBe(request.at)
  })
})

test('whoever is on many newsletters is asked for each of them, and ended for none unasked', async () => {
  const address = 'imported-to-five@mail.example'
  const rows: Subscriber[] = []
  for (const _ of [1, 2, 3, 4, 5])
    rows.push(await cloud.reader(await sleepingNewsletter(), { address, consentAt: undefined }))
  for (const row of rows) await deliver(wireSweepReaders(), sweepFor(row))
  await cloud.workers.drain()
  const asked = lettersTo(cloud, address)
  expect(asked.map(({ kind }) => kind)).toEqual(rows.map(() => 'prove'))
  expect(new Set(asked.map(({ link }) => link)).size).toBe(rows.length)
})

test('a question that is one letter too many is left to a later sweep', async () => {
  const reader = await unproven(await sleepingNewsletter())
  const { newsletter, id } = reader
  for (const other of ['a', 'b', 'c'])
    await letterBook.claim(id, { id: other, group: `prove-${newsletter}`, at: cloud.now() }, 3)
  expect(await deliver(wireAnswerRequest(), requestFor(reader, 'prove'))).toBe(0)
  expect(kindsTo(reader)).toEqual([])
  expect((await rowOf(reader))?.askedAt).toBeUndefined()
  expect(await historyOf(reader)).toEqual([])
})

describe('a question whose letter did not leave', () => {
  test.each(['TooManyRequestsException', 'SendingPausedException'])(
    'since SES refused it (%s) is asked by the next sweep, and nobody is ended without it',
    async (exception) => {
      const reader = await unproven(await sleepingNewsletter())
      cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'refuse', exception } }])
      await deliver(wireAnswerRequest(), requestFor(reader, 'prove'))
      expect(kindsTo(reader)).toEqual([])
      await expectAskedLater(reader)
    },
  )

  test('since it could not be written, comes back and is mailed then', async () => {
    const reader = await unproven(await sleepingNewsletter())
    const request = requestFor(reader, 'prove')
    vi.stubEnv('SIGNING_KEYS_SECRET', 'no-such-secret')
    const withoutKeys = wireAnswerRequest()
    vi.unstubAllEnvs()
    expect(await deliver(withoutKeys, request)).toBe(1)
    expect((await rowOf(reader))?.askedAt).toBeUndefined()
    expect(await deliver(wireAnswerRequest(), request)).toBe(0)
    expect(kindsTo(reader)).toEqual(['prove'])
  })

  test('for more than a day is left to the next sweep', async () => {
    const reader = await unproven(await sleepingNewsletter())
    const stale = requestFor(reader, 'prove')
    cloud.pass(DAY)
    expect(await deliver(wireAnswerRequest(), stale)).toBe(0)
    expect(kindsTo(reader)).toEqual([])
    expect((await rowOf(reader))?.askedAt).toBeUndefined()
  })
})
