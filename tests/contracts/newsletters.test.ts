import { describe, expect, test } from 'vitest'
import { newsletterKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { aCategory, aNewsletter, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'

describe.each(engines)('Newsletters on $name', ({ content }) => {
  const newsletters = dynamoNewsletters(content)
  const given = async (slotsHandledThrough = at('2026-11-17T07:00:00Z')) => {
    const newsletter = aNewsletter({ slug: freshSlug(), slotsHandledThrough })
    await newsletters.put(newsletter)
    return newsletter
  }

  test('a newsletter reads as it was put, with up to 12 categories in their order', async () => {
    const categories = Array.from({ length: 12 }, (_, index) =>
      aCategory({ id: `c-${12 - index}`, name: `Ünïcödé {{${index}}} 🎉`, contentNote: 'Note' }),
    )
    const newsletter = aNewsletter({ slug: freshSlug(), categories })
    await newsletters.put(newsletter)
    expect(await newsletters.get(newsletter.slug)).toEqual(newsletter)
  })

  test('one that was never put is undefined', async () => {
    expect(await newsletters.get(freshSlug())).toBeUndefined()
  })

  test('all of them are listed', async () => {
    const put = [await given(), await given()]
    expect(await newsletters.all()).toEqual(expect.arrayContaining(put))
  })

  test('putting again replaces', async () => {
    const newsletter = await given()
    await newsletters.put({ ...newsletter, name: 'Renamed' })
    expect((await newsletters.get(newsletter.slug))?.name).toBe('Renamed')
  })

  test('the schedule is changed on the state that was read, and once', async () => {
    const read = await given(at('2026-11-17T07:00:00Z'))
    const [through, later] = [at('2026-12-01T07:00:00Z'), at('2026-12-08T07:00:00Z')]
    const claimed = [{ kind: 'regular' as const, date: '2026-12-01', at: through, asked: through }]
    expect(await newsletters.setSchedule(read, { slotsHandledThrough: through, claimedSlots: claimed })).toBe(
      true,
    )
    expect(await newsletters.setSchedule(read, { slotsHandledThrough: later })).toBe(false)
    const next = { ...read, slotsHandledThrough: through, claimedSlots: claimed, scheduleVersion: 1 }
    expect(await newsletters.get(read.slug)).toEqual(next)
    expect(await newsletters.setSchedule(next, { claimedSlots: null, zone: 'Asia/Seoul' })).toBe(true)
    const { claimedSlots: _, ...settled } = next
    expect(await newsletters.get(read.slug)).toEqual({ ...settled, zone: 'Asia/Seoul', scheduleVersion: 2 })
  })

  test('a schedule whose version was never counted is at its first', async () => {
    const { scheduleVersion: _, ...row } = aNewsletter({ slug: freshSlug() })
    await content.put({ ...newsletterKey(row.slug), ...row })
    const read = await newsletters.get(row.slug)
    expect(read && (await newsletters.setSchedule(read, { zone: 'Asia/Seoul' }))).toBe(true)
    expect(await newsletters.get(row.slug)).toMatchObject({ zone: 'Asia/Seoul', scheduleVersion: 1 })
  })

  test('the day of the last sweep moves forward, never back', async () => {
    const { slug } = await given()
    const swept = async () => (await newsletters.get(slug))?.sweptOn
    for (const day of ['2026-12-01', '2026-12-02', '2026-11-30', '2026-12-02'])
      await newsletters.markSwept(slug, day)
    expect(await swept()).toBe('2026-12-02')
  })

  test('marking a newsletter that is not there makes none', async () => {
    const slug = freshSlug()
    await newsletters.setSchedule(aNewsletter({ slug }), { zone: 'Asia/Seoul' })
    await newsletters.markSwept(slug, '2026-12-01')
    expect(await newsletters.get(slug)).toBeUndefined()
  })

  test('a setting is changed alone, of a newsletter that is there', async () => {
    const newsletter = await given()
    const { slug } = newsletter
    await newsletters.setSchedule(newsletter, { zone: 'Asia/Seoul' })
    expect(await newsletters.set(slug, { ramps: false })).toBe(true)
    const handled = { ...newsletter, zone: 'Asia/Seoul', scheduleVersion: 1 }
    expect(await newsletters.get(slug)).toEqual({ ...handled, ramps: false })
    expect(await newsletters.set(slug, { confirms: false, tracking: { why: 'A study.' } })).toBe(true)
    const tracked = { ...handled, ramps: false, confirms: false, tracking: { why: 'A study.' } }
    expect(await newsletters.get(slug)).toEqual(tracked)
    expect(await newsletters.set(freshSlug(), { ramps: false })).toBe(false)
  })

  test('and taken away', async () => {
    const newsletter = await given()
    await newsletters.set(newsletter.slug, { tracking: { why: 'A study.' } })
    await newsletters.set(newsletter.slug, { tracking: null })
    expect(await newsletters.get(newsletter.slug)).toEqual(newsletter)
  })
})
