import { describe, expect, test } from 'vitest'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoLetterBook } from '#functions/adapters/dynamodb/letter-book.ts'
import { dynamoLimits } from '#functions/adapters/dynamodb/limits.ts'
import { dynamoLinks } from '#functions/adapters/dynamodb/links.ts'
import { dynamoPeople } from '#functions/adapters/dynamodb/people.ts'
import type { HistoryEvent } from '#functions/core/history.ts'
import { plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Link } from '#functions/core/link.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId, freshSlug } from '#tests/support/fresh.ts'

const NOW = toInstant(Date.now())
const TRACE = { ip: '192.0.2.7', agent: 'A browser' }

const anEvent = (over: Partial<HistoryEvent> = {}): HistoryEvent => ({
  newsletter: 'sample',
  at: NOW,
  what: 'asked',
  how: 'form',
  ...over,
})

describe.each(engines)('Histories on $name', ({ audience }) => {
  const histories = dynamoHistories(audience)

  test('tell every event, oldest first, each once', async () => {
    const id = freshId()
    const asked = anEvent({ words: 'What was asked', version: '1' })
    const confirmed = anEvent({ at: plusSeconds(NOW, 60), what: 'confirmed', change: { layout: 'plain' } })
    for (const event of [confirmed, asked, asked]) await histories.note(id, event)
    expect(await histories.list(id)).toEqual([asked, confirmed])
    expect(await histories.list(freshId())).toEqual([])
  })

  test('tell from where it came for 90 days, and the event for good', async () => {
    const [id, event] = [freshId(), anEvent()]
    await histories.note(id, event, TRACE)
    expect(await histories.list(id)).toEqual([{ ...event, trace: TRACE }])
    const old = anEvent({ at: plusDays(NOW, -91) })
    const other = freshId()
    await histories.note(other, old, TRACE)
    expect(await histories.list(other)).toEqual([old])
  })
})

describe.each(engines)('Links on $name', ({ audience }) => {
  const links = dynamoLinks(audience)
  const aLink = (over: Partial<Link> = {}): Link => ({
    purpose: 'confirm',
    newsletter: 'sample',
    reader: freshId(),
    expiresAt: plusSeconds(NOW, 3600),
    preferences: { categories: ['news'], notes: 'titles' },
    ...over,
  })

  test('read as they were made, and once used, as used', async () => {
    const link = aLink()
    await links.create('a-hash', link)
    expect(await links.get(link.reader, 'a-hash')).toEqual(link)
    await links.markUsed(link.reader, 'a-hash', NOW)
    expect(await links.get(link.reader, 'a-hash')).toEqual({ ...link, usedAt: NOW })
  })

  test('are not there for another reader, by another hash, or when their time is over', async () => {
    const link = aLink({ expiresAt: plusSeconds(NOW, -60) })
    await links.create('a-hash', link)
    expect(await links.get(link.reader, 'a-hash')).toBeUndefined()
    await links.markUsed(link.reader, 'a-hash', NOW)
    expect(await links.get(link.reader, 'a-hash')).toBeUndefined()
    expect(await links.get(freshId(), 'a-hash')).toBeUndefined()
    expect(await links.get(link.reader, 'another')).toBeUndefined()
  })
})

describe.each(engines)('The book of letters on $name', ({ audience }) => {
  const book = dynamoLetterBook(audience)
  const aLetter = (over: object = {}) => ({ id: freshSlug(), group: 'sign-up', at: NOW, ...over })

  test('lets a letter be claimed once, and knows from then on whether it left', async () => {
    const [id, letter] = [freshId(), aLetter()]
    expect(await book.claim(id, letter, 3)).toBe('mine')
    expect(await book.claim(id, letter, 3)).toBe('begun')
    await book.markSent(id, letter)
    expect(await book.claim(id, letter, 3)).toBe('sent')
  })

  test('lets so many of a group be claimed in 24 hours, whoever claims at once', async () => {
    const id = freshId()
    const claims = await Promise.all(Array.from({ length: 4 }, () => book.claim(id, aLetter(), 3)))
    expect(claims.toSorted()).toEqual(['mine', 'mine', 'mine', 'too-many'])
    expect(await book.claim(id, aLetter({ group: 'erase' }), 3)).toBe('mine')
    expect(await book.claim(id, aLetter({ at: plusSeconds(NOW, 24 * 3600 + 1) }), 3)).toBe('mine')
  })

  test('still knows a letter of which the day is over, so that a request as old as that finds its own', async () => {
    const [id, letter] = [freshId(), aLetter()]
    await book.claim(id, letter, 1)
    expect(await book.claim(id, { ...letter, at: plusSeconds(NOW, 24 * 3600 + 60) }, 1)).toBe('begun')
  })

  test('takes a claim back', async () => {
    const [id, letter] = [freshId(), aLetter()]
    await book.claim(id, letter, 1)
    await book.release(id, letter)
    expect(await book.claim(id, letter, 1)).toBe('mine')
  })

  test('does not come back for who was erased meanwhile', async () => {
    const [id, letter] = [freshId(), aLetter()]
    await book.markSent(id, letter)
    await book.release(id, letter)
    expect(await audience.get({ pk: `person#${id}`, sk: 'letters' })).toBeUndefined()
  })
})

describe.each(engines)('People on $name', ({ audience }) => {
  const people = dynamoPeople(audience)

  test('know the ids that they had before', async () => {
    const [id, former] = [freshId(), freshId()]
    await people.addFormerId(id, former)
    await people.addFormerId(id, former)
    expect(await people.formerIds(id)).toEqual([former])
    expect(await people.formerIds(former)).toEqual([])
  })

  test('are forgotten with all that is kept of them, also what expired, and with nobody else', async () => {
    const [id, other] = [freshId(), freshId()]
    const histories = dynamoHistories(audience)
    for (const each of [id, other])
      for (const days of [0, -1, -100])
        await histories.note(each, anEvent({ at: plusDays(NOW, days) }), TRACE)
    await people.addFormerId(id, other)
    await people.forget(id)
    const values = { ':pk': `person#${id}` }
    const left = audience.query({ text: 'pk = :pk', values, consistent: true, expired: true })
    expect(await Array.fromAsync(left)).toEqual([])
    expect(await histories.list(other)).toHaveLength(3)
  })
})

describe.each(engines)('Limits on $name', ({ audience }) => {
  const limits = dynamoLimits(audience)

  test('count in windows of time, each thing for itself', async () => {
    const [what, other] = [freshSlug(), freshSlug()]
    const start = toInstant('2099-01-01T10:00:00Z')
    const counts = [
      await limits.count(what, 3600, start),
      await limits.count(what, 3600, plusSeconds(start, 3599)),
      await limits.count(other, 3600, start),
      await limits.count(what, 3600, plusSeconds(start, 3600)),
    ]
    expect(counts).toEqual([1, 2, 1, 1])
  })
})
