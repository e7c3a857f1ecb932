import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { readText } from '#functions/core/archive/read-text.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { CHROME } from '#tests/support/archive-page.ts'

const FOLDER = new URL('../../../../shared/archives/', import.meta.url)
const Expected = z.object({
  file: z.string(),
  archive: z.object({ kind: z.string(), name: z.string() }),
  count: z.number(),
  posts: z.array(
    z.object({
      title: z.string().nullable(),
      categories: z.array(z.string()).optional(),
      publishedAtLocal: z.string().optional(),
      source: z.string().nullable(),
      continues: z.boolean(),
      firstWords: z.string(),
      lastWords: z.string(),
    }),
  ),
})
type Expected = z.infer<typeof Expected>

const read = (page: string): readonly SubmittedPost[] => readText(page, { zone: 'UTC' }).posts
const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** What was found, in the terms of what is expected. */
const told = (posts: readonly SubmittedPost[], expected: Expected['posts']): Expected['posts'] =>
  posts.map(({ title, categories, publishedAt, publisher, continues = false, text = '' }, index) => {
    const line = flat(text)
    const wanted = expected[index]
    const { firstWords = '', lastWords = '' } = wanted ?? {}
    return {
      title: title || null,
      ...(wanted?.categories && { categories }),
      ...(wanted?.publishedAtLocal && { publishedAtLocal: publishedAt?.slice(0, 19) }),
      source: publisher ?? null,
      continues,
      firstWords: line.slice(0, firstWords.length),
      lastWords: lastWords === '' ? line : line.slice(-lastWords.length),
    }
  })

const NAMES = ['000', '003', '004']

describe.skipIf(!existsSync(FOLDER))('a real archive page (skipped where the saved pages are absent)', () => {
  const files = NAMES.map((name) => {
    const url = new URL(`${name}.expected.json`, FOLDER)
    const expected = existsSync(url) ? Expected.parse(JSON.parse(readFileSync(url, 'utf8'))) : undefined
    const page = expected === undefined ? '' : readFileSync(new URL(expected.file, FOLDER), 'utf8')
    return { name, expected, page }
  })

  test.each(files)('$name is read as people read it', ({ expected, page }) => {
    const { heading, posts, warnings } = readText(page, { zone: 'UTC' })
    expect(heading).toEqual(expected?.archive)
    expect(posts).toHaveLength(expected?.count ?? -1)
    expect(told(posts, expected?.posts ?? [])).toEqual(expected?.posts)
    const incomplete = expected?.posts.flatMap(({ title, lastWords }, index) =>
      title === null || lastWords === '' ? [index + 1] : [],
    )
    expect(warnings.map(({ position }) => position)).toEqual(incomplete)
  })

  test.each(files)('$name gives the same posts with the page’s own lines anywhere between', ({ page }) => {
    const lines = page.split('\n')
    const known = read(page)
    const insertion = fc.tuple(fc.nat(lines.length), fc.constantFrom(...CHROME))
    fc.assert(
      fc.property(fc.array(insertion, { minLength: 1, maxLength: 12 }), (insertions) => {
        const changed = [...lines]
        for (const [index, line] of insertions) changed.splice(index, 0, '', line, '')
        expect(read(changed.join('\n'))).toEqual(known)
      }),
      { numRuns: 25 },
    )
  })

  test.each(files)('$name gives the same posts whatever parts its lines', ({ page }) => {
    const known = read(page)
    expect(read(page.replaceAll('\n', '\r\n'))).toEqual(known)
    expect(read(page.replace(/\n\n/g, '\n\n\n\n'))).toEqual(known)
    expect(read(page.replaceAll('\n', '\r\n').replaceAll('\r\n\r\n', '\r\n \r\n\r\n'))).toEqual(known)
  })

  test.each(files)('$name gives the same posts with straight quotes, but for the quotes', ({ page }) => {
    const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
    const straightened = (_: string, value: unknown) => (typeof value === 'string' ? straight(value) : value)
    expect(read(straight(page))).toEqual(JSON.parse(JSON.stringify(read(page), straightened)))
  })

  test.each(files)('$name, cut anywhere, still gives whole posts, and says where it ends', ({ page }) => {
    const known = read(page)
    const end = page.trimEnd().length
    fc.assert(
      fc.property(fc.nat(end), (cut) => {
        const posts = read(page.slice(0, cut))
        const whole = posts.slice(0, -1)
        expect(whole).toEqual(known.slice(0, whole.length))
        expect(posts.length).toBeLessThanOrEqual(known.length)
      }),
      { numRuns: 25 },
    )
  })
})
