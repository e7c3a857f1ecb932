import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { type Choices, planOf } from '#functions/core/placement.ts'
import { readerValues } from '#functions/core/reader-values.ts'
import { fillView } from '#functions/core/view.ts'
import { aCategory, aContent, aNewsletter, anEntry, aSection } from '#tests/support/builders.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const renderer = mjmlEditionRenderer(TEMPLATES, 'https://pages.gazette.example')

const anEntryOf = (post: string, contentNote?: string) =>
  anEntry({
    post,
    title: `Title of ${post}`,
    publisher: `Publisher of ${post}`,
    url: `https://news.example/${post}`,
    excerpt: `Excerpt of ${post}.`,
    ...(contentNote && { contentNote }),
  })

// Two in two sections each, one of them noted in the second alone.
const CONTENT = aContent({
  entries: [
    anEntryOf('plain'),
    anEntryOf('noted', 'Note of noted'),
    anEntryOf('both'),
    anEntryOf('inside'),
    anEntryOf('last', 'Note of last'),
    { ...anEntryOf('bare', 'Note of bare'), url: undefined, publisher: undefined, authors: [] },
  ],
  sections: [
    aSection({ category: 'news', name: 'News', entries: ['plain', 'noted', 'both'] }),
    aSection({ category: 'culture', name: 'Culture', entries: ['noted', 'last', 'bare'] }),
    aSection({
      category: 'justice',
      name: 'Justice',
      entries: ['both', 'inside'],
      contentNote: 'Note of Justice',
    }),
  ],
})
const NAMES = ['news', 'culture', 'justice']
const input = {
  newsletter: aNewsletter({ categories: NAMES.map((id) => aCategory({ id, name: id })) }),
  digest: { newsletter: 'sample', kind: 'regular', date: '2026-11-24' },
  content: CONTENT,
  plan: planOf(CONTENT),
} as const
const variant = await renderer.variant(input, { layout: 'full', language: 'en' })

const viewsFor = (choices: Choices) => {
  const values = { ...readerValues(input.plan, choices), leave: 'l', adjust: 'a' }
  const html = fillView(variant.html ?? '', values).replace(/&#160;/g, ' ')
  const withoutPreheader = html.replace(/<div style="display:none.*?<\/div>/s, '')
  // What is said of all of it: the list of contents.
  return [
    withoutPreheader.replace(/In this digest.*?(?=<h2)/s, ''),
    fillView(variant.text, values).replace(/In this digest.*?(?=^=)/ms, ''),
  ]
}

const NAMED = /(?<=<h2[^>]*><bdi>|^)(News|Culture|Justice)(?:<\/bdi>)? · (\d+)/m

const times = (view: string, words: string): number => view.split(words).length - 1

/** The sections of the mail in which a reader who sees all is shown an entry. */
const sectionFor = ({ categories }: Choices, post: string) =>
  CONTENT.sections.find(
    ({ category, entries }) =>
      (categories === 'all' || categories.includes(category)) && entries.includes(post),
  )

const choices: fc.Arbitrary<Choices> = fc.record({
  categories: fc.oneof(fc.subarray(NAMES), fc.constant('all' as const)),
  notes: fc.constantFrom(undefined, 'titles', 'leave-out'),
})

describe('what a mail shows of an entry with a content note', () => {
  test('is all of it, its title without the excerpt, or nothing, as the reader chose', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        for (const view of viewsFor(chosen)) {
          for (const { post, contentNote, url, publisher } of CONTENT.entries) {
            const section = sectionFor(chosen, post)
            const isNoted = contentNote !== undefined || section?.contentNote !== undefined
            const isShown = section !== undefined && !(isNoted && chosen.notes === 'leave-out')
            const isWhole = isShown && !(isNoted && chosen.notes === 'titles')
            expect(times(view, `Title of ${post}`)).toBe(isShown ? 1 : 0)
            expect(times(view, `Excerpt of ${post}.`)).toBe(isWhole ? 1 : 0)
            for (const words of [contentNote, url, publisher])
              if (words !== undefined) expect(view.includes(words)).toBe(isShown)
          }
          expect(view).not.toContain('{{')
        }
      }),
    )
  })

  test('is what it counts: in all, and in each section, of which none is shown without an entry', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        for (const view of viewsFor(chosen)) {
          expect(view).toContain(`Stories: ${times(view, 'Title of ')}`)
          const [head = '', ...parts] = view.split(/(?=<h2 |^=+\n(?:News|Culture|Justice))/m)
          expect(head).not.toContain('Title of ')
          for (const part of parts) {
            const [, , count] = NAMED.exec(part) ?? []
            expect(Number(count)).toBe(times(part, 'Title of '))
            expect(count).not.toBe('0')
          }
          expect(times(view, 'Note of Justice')).toBe(/Justice(<\/bdi>)? · /.test(view) ? 1 : 0)
        }
      }),
    )
  })

  test('stands in a text with one empty line between entries, whatever is left of them', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        const [, text = ''] = viewsFor(chosen)
        expect(text).not.toMatch(/\n{4}|[^\S\n]\n/)
        expect(text).not.toMatch(/\S\nTitle of/)
      }),
    )
  })

  test('is no matter of the web page, which shows all', async () => {
    const page = await renderer.page(input)
    for (const { post } of CONTENT.entries) expect(page).toContain(`Excerpt of ${post}.`)
    expect(page).not.toContain('{{')
  })
})
