import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArchive } from '#functions/core/archive/read-archive.ts'

const UTC = { zone: 'UTC' }
const EXPECTED = new URL('../../../../shared/archives/004.expected.json', import.meta.url)

interface Expected {
  file: string
  archive: { kind: string; name: string }
  count: number
  posts: {
    title: string | null
    categories: string[]
    publishedAtLocal: string
    source: string | null
    firstWords: string
    lastWords: string
  }[]
}

describe.skipIf(!existsSync(EXPECTED))('a real tag archive (skipped where the saved page is absent)', () => {
  test('is read as people read it', () => {
    const { file, archive, count, posts }: Expected = JSON.parse(readFileSync(EXPECTED, 'utf8'))
    const found = readArchive(readFileSync(new URL(file, EXPECTED)), UTC)
    expect(found).toMatchObject(archive)
    expect(found.posts.length).toBe(count)
    const told = found.posts.map(({ title, categories, publishedAt, publisher, text = '' }, index) => {
      const line = text.replace(/\s+/g, ' ')
      const { firstWords = '', lastWords = '' } = posts[index] ?? {}
      return {
        title: title === '' ? null : title,
        categories,
        publishedAtLocal: publishedAt?.slice(0, 19),
        source: publisher ?? null,
        firstWords: line.slice(0, firstWords.length),
        lastWords: lastWords === '' ? line : line.slice(-lastWords.length),
      }
    })
    expect(told).toEqual(
      posts.map(({ title, categories, publishedAtLocal, source, firstWords, lastWords }) => ({
        title,
        categories,
        publishedAtLocal,
        source,
        firstWords,
        lastWords,
      })),
    )
  })
})
