import { describe, expect, test } from 'vitest'
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

  test('handled slots move forward, never back', async () => {
    const { slug } = await given(at('2026-11-17T07:00:00Z'))
    const handled = async () => (await newsletters.get(slug))?.slotsHandledThrough
    await newsletters.markHandled(slug, at('2026-12-01T07:00:00Z'))
    expect(await handled()).toBe(at('2026-12-01T07:00:00Z'))
    await newsletters.markHandled(slug, at('2026-11-24T07:00:00Z'))
    expect(await handled()).toBe(at('2026-12-01T07:00:00Z'))
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
    await newsletters.markHandled(slug, at('2026-12-01T07:00:00Z'))
    await newsletters.markSwept(slug, '2026-12-01')
    expect(await newsletters.get(slug)).toBeUndefined()
  })

  test('a setting is changed alone, of a newsletter that is there', async () => {
    const newsletter = await given()
    const { slug } = newsletter
    await newsletters.markHandled(slug, at('2026-12-01T07:00:00Z'))
    expect(await newsletters.set(slug, { ramps: false })).toBe(true)
    const handled = { ...newsletter, slotsHandledThrough: at('2026-12-01T07:00:00Z') }
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
