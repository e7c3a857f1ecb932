import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { aFolder, startGazette } from '#tests/support/gazette-process.ts'

const ARCHIVE = fileURLToPath(new URL('../../../shared/archives/004_0eaed0b50c8dde50.txt', import.meta.url))
const isThere = existsSync(ARCHIVE)
if (!isThere) console.warn('Skipped: the saved archives are not beside the project.')

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

describe.skipIf(!isThere)('a saved archive, sent once into a folder', () => {
  const folder = aFolder()
  const out = join(folder.path, 'out')
  let code: number | null
  let errors: string
  let summary: z.infer<typeof Summary>

  beforeAll(async () => {
    const missing = join(folder.path, 'missing.txt')
    const run = startGazette(folder.path, '--once', '--out', out, missing, ARCHIVE)
    code = await run.ended
    errors = run.errors()
    summary = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')))
  })
  afterAll(() => folder.remove())

  const textOf = (mail: string) => PostalMime.parse(readFileSync(join(out, mail)))

  test('a file that cannot be read is one line that names it, and the others are still read', () => {
    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toEqual([expect.stringMatching(/missing\.txt: There is no such file/)])
    expect(summary.posts).toHaveLength(10)
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
