import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { startGazette } from '#tests/support/gazette-process.ts'
import { aMonthArchive, aTagArchive, TAG_ARCHIVE_POSTS } from '#tests/support/tag-archive.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const Summary = z.object({
  digests: z.array(
    z.object({
      key: z.string().regex(/^[a-z0-9-]+$/),
      entries: z.array(z.object({ post: z.string(), categories: z.array(z.string()).min(1) })),
      audience: z.number(),
      accepted: z.number(),
      failed: z.number(),
      excluded: z.number(),
      uncertain: z.number(),
      readers: z.array(
        z.object({
          id: z.string(),
          disposition: z.enum(['accepted', 'failed', 'excluded', 'uncertain']),
          reason: z.string().nullable(),
          categories: z.array(z.string()),
          mail: z.string().nullable(),
          received: z.array(z.string()),
        }),
      ),
    }),
  ),
  posts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      file: z.string().nullable(),
      categories: z.array(z.string()),
      digest: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
})

describe('saved pages, sent once into a folder', () => {
  const folder = temporaryFolder()
  const inFolder = (name: string): string => join(folder.path, name)
  const out = inFolder('out')
  let code: number | null
  let errors: string
  let summary: z.infer<typeof Summary>

  beforeAll(async () => {
    writeFileSync(inFolder('lake.txt'), aTagArchive())
    writeFileSync(inFolder('march.html'), aMonthArchive())
    writeFileSync(inFolder('empty.txt'), '')
    writeFileSync(inFolder('picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))
    writeFileSync(inFolder('letter.txt'), 'Dear reader, this is no archive.')
    const files = [
      'missing.txt',
      'empty.txt',
      'picture.png',
      'letter.txt',
      '.',
      'lake.txt',
      'march.html',
    ].map(inFolder)
    const run = startGazette(folder.path, '--once', '--out', out, ...files)
    code = await run.ended
    errors = run.errors()
    summary = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')))
  })
  afterAll(() => folder.remove())

  const textOf = (mail: string) => PostalMime.parse(readFileSync(join(out, mail)))

  test('a file that cannot be read is one line that names it and says why, and the others are still read', () => {
    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toEqual([
      expect.stringMatching(/missing\.txt: There is no such file/),
      expect.stringMatching(/empty\.txt: It is empty/),
      expect.stringMatching(/picture\.png: It is not text/),
      expect.stringMatching(/letter\.txt: No posts were found/),
      expect.stringMatching(/: It is a folder/),
    ])
    expect(summary.posts).toHaveLength(TAG_ARCHIVE_POSTS + 1)
  })

  test('a story that stands in two of the files is one post, in the first', () => {
    const ferries = summary.posts.filter(({ title }) => title === 'Ferry crews win a day of rest')
    expect(ferries).toMatchObject([{ file: inFolder('lake.txt'), categories: ['Labour', 'Transport'] }])
  })

  test('every post stands in one of two weekly digests', () => {
    expect(summary.digests).toHaveLength(2)
    const entries = summary.digests.flatMap(({ entries }) => entries.map(({ post }) => post))
    expect(entries.toSorted()).toEqual(summary.posts.map(({ id }) => id).toSorted())
    for (const { digest, reason } of summary.posts) expect([digest === null, reason]).toEqual([false, null])
  })

  test('dispositions sum to the audience', () => {
    for (const { audience, accepted, failed, excluded, uncertain, readers } of summary.digests) {
      expect(accepted + failed + excluded + uncertain).toBe(audience)
      expect(new Set(readers.map(({ id }) => id)).size).toBe(audience)
      expect(readers.filter(({ disposition }) => disposition === 'accepted')).toHaveLength(accepted)
      expect(
        readers.every(({ disposition, reason }) => (disposition === 'excluded') === (reason !== null)),
      ).toBe(true)
    }
  })

  test('a reader gets each post of their categories once, and no other', () => {
    const got = new Set<string>()
    for (const { entries, readers } of summary.digests)
      for (const { id, disposition, categories, received } of readers) {
        if (disposition !== 'accepted') continue
        const wanted = entries.filter((entry) => entry.categories.some((name) => categories.includes(name)))
        expect(received.toSorted()).toEqual(wanted.map(({ post }) => post).toSorted())
        for (const post of received) {
          expect(got.has(`${id} ${post}`)).toBe(false)
          got.add(`${id} ${post}`)
        }
      }
  })

  test('each mail says what the summary says that its reader received, in both parts', async () => {
    const titles = new Map(summary.posts.map(({ id, title }) => [id, title]))
    const unwrapped = (text = ''): string => text.replace(/\s+/g, ' ')
    for (const { readers } of summary.digests)
      for (const { mail, received } of readers.filter((reader) => reader.mail !== null).slice(0, 25)) {
        const { html, text } = await textOf(mail ?? '')
        const plain = unwrapped(text)
        for (const [id, title] of titles) {
          expect(plain.includes(title)).toBe(received.includes(id))
          expect(unwrapped(html).includes(title.replaceAll("'", '&#39;'))).toBe(received.includes(id))
        }
      }
  })

  test('each mail is MIME with both parts, its list headers and one-click unsubscribe', async () => {
    const [reader] = summary.digests[0]?.readers.filter(({ mail }) => mail !== null) ?? []
    const { headers, from, to, html, text } = await textOf(reader?.mail ?? '')
    const header = (name: string): string | undefined => headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/[^>]+\/leave\/[^>]+>$/)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('list-id')).toMatch(/^<trial\..+>$/)
    expect([from?.address, to?.length]).toEqual(['digest@news.gazette.example', 1])
    for (const part of [html, text]) expect(part).toMatch(/Unsubscribe[\s\S]*Weir Lane/)
    expect(`${html}${text}`).not.toContain('{{')
  })
})
