import { describe, expect, test } from 'vitest'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { SubscriberChange } from '#functions/use-cases/ports.ts'
import { aSubscriber, at, readerId } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { itemSize } from '#tests/support/item-size.ts'

describe.each(engines)('Subscribers on $name', ({ audience }) => {
  const subscribers = dynamoSubscribers(audience)
  const given = async (over: Partial<Subscriber> = {}): Promise<Subscriber> => {
    const subscriber = aSubscriber({ newsletter: freshSlug(), ...over })
    expect(await subscribers.create(subscriber)).toBe(true)
    return subscriber
  }
  /** Many rows at once, without their place in the index of addresses. */
  const givenAll = (newsletter: string, ids: readonly string[], over: Partial<Subscriber> = {}) =>
    audience.putMany(
      ids.map((id) => ({ ...readerKey(newsletter, id), ...aSubscriber({ ...over, newsletter, id }) })),
    )

  test('a row is never written over: adding an address again changes nothing', async () => {
    const left = await given({ status: 'unsubscribed' })
    expect(await subscribers.create({ ...left, status: 'active' })).toBe(false)
    expect(await subscribers.get(left.newsletter, left.id)).toEqual(left)
  })

  test('a subscriber reads as it was put, on its own newsletter only', async () => {
    const subscriber = await given({ categories: ['news', 'culture'], zone: 'Europe/Berlin' })
    expect(await subscribers.get(subscriber.newsletter, subscriber.id)).toEqual(subscriber)
    expect(await subscribers.get(freshSlug(), subscriber.id)).toBeUndefined()
  })

  test('choosing no category at all is kept as that', async () => {
    const subscriber = await given({ categories: [] })
    expect(await subscribers.get(subscriber.newsletter, subscriber.id)).toEqual(subscriber)
  })

  describe('an update', () => {
    test('changes what it names and answers with the whole row', async () => {
      const subscriber = await given()
      const change = { status: 'unsubscribed', statusAt: at('2026-11-25T00:00:00Z') } as const
      const after = await subscribers.update(subscriber.newsletter, subscriber.id, change)
      expect(after).toEqual({ ...subscriber, ...change })
      expect(await subscribers.get(subscriber.newsletter, subscriber.id)).toEqual(after)
    })

    test('leaves alone what it names as undefined', async () => {
      const { newsletter, id } = await given({ suppressed: 'bounce' })
      const after = await subscribers.update(newsletter, id, { categories: 'all', suppressed: undefined })
      expect(after?.suppressed).toBe('bounce')
    })

    test('of the mark alone is made where the mark is as it was read', async () => {
      const unmarked = await given()
      const { newsletter, id } = unmarked
      const marked = { ...unmarked, suppressed: 'bounce' } as const
      expect(await subscribers.mark(unmarked, 'bounce')).toBe(true)
      expect(await subscribers.get(newsletter, id)).toEqual(marked)
      for (const cause of ['complaint', undefined] as const)
        for (const read of [unmarked, { ...unmarked, suppressed: 'erased' } as const])
          expect(await subscribers.mark(read, cause)).toBe(false)
      expect(await subscribers.mark(marked, undefined)).toBe(true)
      expect(await subscribers.get(newsletter, id)).toEqual(unmarked)
      expect(await subscribers.mark({ ...unmarked, id: readerId(7) }, 'bounce')).toBe(false)
      expect(await subscribers.get(newsletter, readerId(7))).toBeUndefined()
    })

    test('of nothing answers with the row as it is', async () => {
      const subscriber = await given()
      expect(await subscribers.update(subscriber.newsletter, subscriber.id, {})).toEqual(subscriber)
    })

    test('of a reader who is not there is undefined and makes none', async () => {
      const newsletter = freshSlug()
      expect(await subscribers.update(newsletter, readerId(1), { status: 'active' })).toBeUndefined()
      expect(await subscribers.get(newsletter, readerId(1))).toBeUndefined()
    })
  })

  describe('a reader without proof', () => {
    const ENDED_AT = at('2026-12-25T00:00:00Z')
    const unproven = async (): Promise<Subscriber> => {
      const { consentAt: _, ...over } = aSubscriber({ askedAt: at('2026-11-24T00:00:00Z') })
      const subscriber = { ...over, newsletter: freshSlug() }
      expect(await subscribers.create(subscriber)).toBe(true)
      return subscriber
    }

    test('is ended once', async () => {
      const reader = await unproven()
      expect(await subscribers.endUnproven(reader, ENDED_AT)).toBe(true)
      const ended = { ...reader, status: 'unsubscribed', statusAt: ENDED_AT }
      expect(await subscribers.get(reader.newsletter, reader.id)).toEqual(ended)
      expect(await subscribers.endUnproven(reader, ENDED_AT)).toBe(false)
    })

    test.each<[string, SubscriberChange]>([
      ['who answered', { consentAt: ENDED_AT, askedAt: null }],
      ['who confirmed', { consentAt: ENDED_AT }],
      ['who chose something', { seenAt: ENDED_AT, askedAt: null }],
      ['who was asked again', { askedAt: ENDED_AT }],
      ['who left and came back', { statusAt: at('2026-12-24T00:00:00Z') }],
    ])('%s since the row was read is not', async (_, change) => {
      const reader = await unproven()
      const after = await subscribers.update(reader.newsletter, reader.id, change)
      expect(await subscribers.endUnproven(reader, ENDED_AT)).toBe(false)
      expect(await subscribers.get(reader.newsletter, reader.id)).toEqual(after)
    })

    test('who was erased is not made again', async () => {
      const reader = await unproven()
      await subscribers.remove(reader.newsletter, reader.id)
      expect(await subscribers.endUnproven(reader, ENDED_AT)).toBe(false)
      expect(await subscribers.get(reader.newsletter, reader.id)).toBeUndefined()
    })
  })

  describe('a key range', () => {
    test('gives its rows by id and no others', async () => {
      const newsletter = freshSlug()
      const ids = [3, 1, 2].map((number) => readerId(number, 'c'))
      await givenAll(newsletter, [...ids, readerId(4, 'b'), readerId(5, 'd')])
      await given({ id: readerId(6, 'c') })
      const rows = await Array.fromAsync(subscribers.range(newsletter, 'c'))
      expect(rows.map(({ id }) => id)).toEqual(ids.sort())
    })

    test('without readers gives none', async () => {
      expect(await Array.fromAsync(subscribers.range(freshSlug(), 'c'))).toEqual([])
    })

    test('of more than one page of DynamoDB gives all its rows', async () => {
      const newsletter = freshSlug()
      const ids = Array.from({ length: 1100 }, (_, number) => readerId(number, 'e'))
      // 1 KB a row: 1100 rows are more than the 1 MB of a page.
      const address = `${'X'.repeat(64)}@${'mail.'.repeat(36)}example`
      const categories = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(23, '0')}`)
      await givenAll(newsletter, ids, { address, categories })
      const rows = await Array.fromAsync(subscribers.range(newsletter, 'e'))
      expect(rows.map(({ id }) => id)).toEqual(ids)
    })
  })

  describe.each([
    { path: 'by a Query over the rows between', spread: 1 },
    { path: 'by a BatchGet when that is cheaper', spread: 100 },
  ])('the members of a batch, $path', ({ spread }) => {
    const membersOf = (newsletter: string, members: string[]) =>
      subscribers.members(newsletter, { members, span: members.length * spread })

    test('are the rows of its 50 readers and of nobody between them', async () => {
      const newsletter = freshSlug()
      const ids = Array.from({ length: 100 }, (_, number) => readerId(number))
      await givenAll(newsletter, ids)
      const members = ids.filter((_, index) => index % 2 === 0)
      const rows = await membersOf(newsletter, members)
      expect([...rows.keys()].sort()).toEqual(members)
    })

    test('are found across the bounds of key ranges', async () => {
      const newsletter = freshSlug()
      const members = ['8', '9', 'f'].flatMap((range) => [readerId(1, range), readerId(2, range)])
      await givenAll(newsletter, [...members, readerId(1, 'a')])
      const rows = await membersOf(newsletter, members)
      expect([...rows.keys()].sort()).toEqual(members)
    })

    test('miss one that was erased', async () => {
      const newsletter = freshSlug()
      await givenAll(newsletter, [readerId(1), readerId(3)])
      const rows = await membersOf(newsletter, [readerId(1), readerId(2), readerId(3)])
      expect([...rows.keys()].sort()).toEqual([readerId(1), readerId(3)])
    })

    test('show a change at once', async () => {
      const { newsletter, id } = await given()
      await subscribers.update(newsletter, id, { status: 'unsubscribed' })
      expect((await membersOf(newsletter, [id])).get(id)?.status).toBe('unsubscribed')
    })
  })

  test('a row of every field stays under 1 KB with 12 categories and an address of the longest', async () => {
    const later = at('2026-11-24T07:00:00Z')
    const { newsletter, id } = await given({
      newsletter: freshSlug().padEnd(40, 'x'),
      address: `${'x'.repeat(64)}@${'mail.'.repeat(36)}example`,
      status: 'unsubscribed',
      categories: Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(23, '0')}`),
      language: 'zh-Hant-HK',
      layout: 'compact',
      zone: 'America/Argentina/ComodRivadavia',
      pausedUntil: later,
      suppressed: 'complaint',
      movedTo: readerId(2),
      consentAt: later,
      statusAt: later,
    })
    expect(itemSize(await audience.get(readerKey(newsletter, id)))).toBeLessThan(1024)
  })
})
