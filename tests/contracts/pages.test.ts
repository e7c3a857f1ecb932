import { describe, expect, test } from 'vitest'
import { pageKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { plusDays, toInstant } from '#functions/core/instant.ts'
import { at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'

const VISIBLE_FROM = at('2026-11-24T07:00:00.000Z')

describe.each(engines)('Pages on $name', ({ content }) => {
  const pages = dynamoPages(content)
  const aRef = () => ({ newsletter: freshSlug(), kind: 'regular' as const, date: '2026-11-24' })

  test('a page is absent until its instant has come', async () => {
    const ref = aRef()
    await pages.publish(ref, '<p>Hello</p>')
    expect(await pages.get(ref, VISIBLE_FROM), 'nobody has shown it').toBeUndefined()
    await pages.show(ref, VISIBLE_FROM)
    expect(await pages.get(ref, at('2026-11-24T06:59:59.999Z'))).toBeUndefined()
    expect(await pages.get(ref, VISIBLE_FROM)).toBe('<p>Hello</p>')
  })

  test('a page of before, which says itself from when it can be seen, is still seen', async () => {
    const ref = aRef()
    await pages.publish(ref, 'before')
    const { packed } = (await content.get(pageKey(ref))) ?? {}
    await content.put({ ...pageKey(ref), packed, visibleFrom: VISIBLE_FROM })
    expect(await pages.get(ref, VISIBLE_FROM)).toBe('before')
  })

  test('one that was never published is undefined, though it was to be shown', async () => {
    const ref = aRef()
    await pages.show(ref, VISIBLE_FROM)
    expect(await pages.get(ref, VISIBLE_FROM)).toBeUndefined()
  })

  test('publishing again replaces', async () => {
    const ref = aRef()
    await pages.publish(ref, 'first')
    await pages.publish(ref, 'second')
    await pages.show(ref, VISIBLE_FROM)
    expect(await pages.get(ref, VISIBLE_FROM)).toBe('second')
  })

  test('a page of hundreds of entries in any script reads as it was published', async () => {
    const ref = aRef()
    const html = Array.from(
      { length: 800 },
      (_, index) => `<article>${index} تحية 🎉 ${'Text. '.repeat(150)}`,
    )
    await pages.publish(ref, html.join('\n'))
    await pages.show(ref, VISIBLE_FROM)
    expect(await pages.get(ref, VISIBLE_FROM)).toBe(html.join('\n'))
  })

  const soon = (days: number) => plusDays(toInstant(Date.now()), days)

  test('a preview is shown to whoever knows its token, and to nobody else', async () => {
    const [token, other] = [freshSlug(), freshSlug()]
    await pages.publishPreview(token, '<p>A draft</p>', soon(14))
    await pages.publishPreview(other, '<p>Another</p>', soon(14))
    expect(await pages.preview(token)).toBe('<p>A draft</p>')
    expect(await pages.preview(token.toUpperCase())).toBeUndefined()
    expect(await pages.preview('')).toBeUndefined()
  })

  test('a preview is absent once it expired', async () => {
    const token = freshSlug()
    await pages.publishPreview(token, '<p>A draft</p>', soon(-1))
    expect(await pages.preview(token)).toBeUndefined()
  })
})
