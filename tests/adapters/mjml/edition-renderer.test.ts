import { fileURLToPath } from 'node:url'
import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { checkMail } from '#functions/adapters/html/check-mail.ts'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import { viewOf } from '#functions/core/checked-mail.ts'
import { contrastOf } from '#functions/core/contrast.ts'
import { EVERYTHING, fillVariant, imaginedValues } from '#functions/core/edition-view.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { planOf } from '#functions/core/placement.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { Theme } from '#functions/core/theme.ts'
import type { VariantKind } from '#functions/core/variant.ts'
import { aContent, aNewsletter, anEntry, aSection } from '#tests/support/builders.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const ORIGIN = 'https://read.gazette.example'
const renderer = mjmlEditionRenderer(TEMPLATES, ORIGIN)
const fixtures = mailFixtures(TEMPLATES)
const DIGEST = { newsletter: 'sample', kind: 'regular', date: '2026-11-24' } as const
const FULL: VariantKind = { layout: 'full', language: 'en' }

const fixtureNamed = (name: string): MailFixture => {
  const found = fixtures.find((one) => one.name === name)
  if (found === undefined) throw new RangeError(`No fixture ${name}`)
  return found
}

const kBOf = async (name: string): Promise<number> => {
  const { input, kind } = fixtureNamed(name)
  const { html = '' } = fillVariant(
    await renderer.variant(input, kind),
    imaginedValues(input.plan, EVERYTHING),
  )
  return Buffer.byteLength(html) / 1000
}

const rendered = async (
  over: Partial<Content>,
  {
    newsletter = {},
    kind = FULL,
    wishes = EVERYTHING,
  }: { newsletter?: Partial<Newsletter>; kind?: VariantKind; wishes?: Wishes } = {},
) => {
  const content = aContent(over)
  const plan = planOf(content)
  const input = { newsletter: aNewsletter(newsletter), digest: DIGEST, content, plan }
  const parts = await renderer.variant(input, kind)
  const view = fillVariant(parts, imaginedValues(plan, wishes))
  return { ...view, $: load(view.html ?? ''), page: await renderer.page(input) }
}

const LEAD = anEntry({
  post: 'lead',
  title: 'What leads',
  url: 'https://news.example/lead',
  publisher: 'Lead Post',
})
const OTHER = anEntry({ post: 'other', title: 'What follows', url: 'https://news.example/other' })
const LED = {
  entries: [LEAD, OTHER],
  sections: [aSection({ entries: ['lead', 'other'] })],
  lead: { post: 'lead', forEveryone: true },
}
const shownTitles = ($: ReturnType<typeof load>) =>
  $('h3')
    .toArray()
    .map((heading) => $(heading).text())

describe('a mail of 30 entries', () => {
  test.each([
    ['en', 62],
    ['compact', 30],
    ['ko', 75],
    ['ar', 75],
    ['maximum', 95],
  ])('or, as the fixture “%s” says, more, has at most %i kB', async (name, most) => {
    expect(await kBOf(name)).toBeLessThanOrEqual(most)
  })
})

describe.each(fixtures.map(({ name }) => name))('the fixture “%s”', (name) => {
  const { input, kind, readers } = fixtureNamed(name)
  const { newsletter, content, plan } = input

  test('is rendered to the same bytes twice', async () => {
    const again = mjmlEditionRenderer(TEMPLATES, ORIGIN)
    expect(await again.variant(input, kind)).toEqual(await renderer.variant(input, kind))
    expect(await again.page(input)).toBe(await renderer.page(input))
  })

  test('has no fault for any of its readers, and its page holds all that its mail says', async () => {
    const parts = await renderer.variant(input, kind)
    const views = Object.values(readers).map((wishes) => viewOf(parts, plan, wishes))
    const page = await renderer.page(input)
    expect(
      checkMail({ newsletter, content, publicOrigin: ORIGIN, language: kind.language, parts, views, page }),
    ).toEqual([])
  })
})

describe('the lead', () => {
  test('stands first, once, and is not told again in its section', async () => {
    const { $, text } = await rendered(LED)
    expect(shownTitles($)).toEqual(['What leads', 'What follows'])
    expect(text.split('What leads').length).toBe(2)
    expect(text).toContain('Stories: 2')
    expect(text).toContain('News · 1')
  })

  test('is the subject where it is for everyone, and then the preheader tells of the others', async () => {
    const { subject, $ } = await rendered(LED)
    expect(subject).toBe('What leads')
    expect($('[style*="display:none"]').text().trim()).toBe('What follows\u00a0·')
  })

  test('with a content note is named neither in the subject nor before the mail is opened', async () => {
    const entries = [{ ...LEAD, contentNote: 'Describes torture.' }, OTHER]
    const { subject, $, text } = await rendered({ ...LED, entries })
    expect(subject).toBe('The Sample: Nov 18 – 24, 2026')
    expect($('[style*="display:none"]').text()).not.toContain('What leads')
    expect(text.indexOf('Describes torture.')).toBeLessThan(text.indexOf(LEAD.excerpt))
  })
})

describe('who wants subjects that say nothing', () => {
  const wishes: Wishes = { categories: 'all', subject: 'date' }

  test('gets the date alone, and no story before the mail is opened', async () => {
    const { subject, $, text } = await rendered(
      { ...LED, subject: 'By hand', preheader: 'Of the lead' },
      { wishes },
    )
    expect(subject).toBe('Digest of November 24')
    const seen = $('[style*="display:none"]').text()
    expect(seen).toMatch(/^Stories: 2 · Reading time: 1 min · With/)
    expect(seen.length).toBeGreaterThan(90)
    expect(text.startsWith('Stories: 2 ·')).toBe(true)
  })

  test('are all readers of a newsletter that says so', async () => {
    const { subject, $, text } = await rendered(
      { ...LED, preheader: 'Of the lead' },
      { newsletter: { datedSubjects: true } },
    )
    expect(subject).toBe('Digest of November 24')
    expect($('[style*="display:none"]').text()).toMatch(/^Stories: 2 · Reading time: 1 min · With/)
    expect(text.startsWith('Stories: 2 ·')).toBe(true)
  })
})

describe('pictures', () => {
  const picture = { name: `${'a'.repeat(24)}.png`, width: 1104, height: 600, alt: 'A gate' }
  const withPictures = (over: Partial<Entry> = {}) => ({
    entries: [
      LEAD,
      { ...OTHER, picture, ...over },
      anEntry({ post: 'third', title: 'A third', url: 'https://news.example/3', picture }),
    ],
    sections: [aSection({ entries: ['lead', 'other', 'third'] })],
    lead: LED.lead,
  })
  const picturesIn = ($: ReturnType<typeof load>) =>
    $('img')
      .toArray()
      .map((image) => [$(image).attr('src'), $(image).attr('alt')])

  test('are ours, at most one a section, with what they show in words', async () => {
    const { $ } = await rendered(withPictures())
    expect(picturesIn($)).toEqual([[`${ORIGIN}/pictures/${picture.name}`, 'A gate']])
  })

  test('never stand with an entry that has a content note, nor in a section with one', async () => {
    const noted = await rendered(withPictures({ contentNote: 'War.' }))
    expect(picturesIn(noted.$)).toHaveLength(1)
    expect(noted.$('h3').last().parent().find('img').length).toBe(1)
    const { entries, lead } = withPictures()
    const section = aSection({ entries: ['lead', 'other', 'third'], contentNote: 'War.' })
    const all = await rendered({ entries, lead, sections: [section] })
    expect(picturesIn(all.$)).toEqual([])
    expect(load(all.page)('img').length).toBe(0)
  })

  test('are no part of the compact layout', async () => {
    const { $ } = await rendered(withPictures(), { kind: { layout: 'compact', language: 'en' } })
    expect(picturesIn($)).toEqual([])
  })
})

describe('the words around the stories', () => {
  test('are in the variant’s language, while stories keep their own and its direction', async () => {
    const { html = '', $ } = await rendered(LED, {
      newsletter: { languages: ['ar'] },
      kind: { layout: 'full', language: 'ar' },
    })
    expect(html).toMatch(/<html lang="ar" dir="rtl"/)
    expect($('h3').first().closest('[lang]').attr()).toMatchObject({ lang: 'en', dir: 'ltr' })
    expect($('a[href*="/leave/"]').text()).toBe('ألغِ الاشتراك')
    expect(html).not.toMatch(/direction:ltr/)
  })

  test('say “in the language of …” of a story in another', async () => {
    const { text } = await rendered({ ...LED, entries: [LEAD, { ...OTHER, language: 'ko' }] })
    expect(text).toContain('· Korean')
  })

  test('say why this mail came, with the day if it is known', async () => {
    const unknown = await rendered(LED)
    expect(unknown.text).toContain('You get this because this address signed up for The Sample.')
    const wishes: Wishes = { categories: 'all', consentAt: aNewsletter().createdAt }
    const known = await rendered(LED, { wishes })
    expect(known.text.replace(/\s+/g, ' ')).toContain('signed up for The Sample on 2026-11-01.')
  })
})

test('a theme colours links in light and dark, and every colour of words can be read', async () => {
  const theme = Theme.parse({ accent: '#8a1c3c', font: 'serif' })
  const { html = '', $ } = await rendered(LED, { newsletter: { theme } })
  expect($('a[href="https://news.example/lead"]').last().attr('style')).toContain('#8a1c3c')
  expect(html).toContain('Georgia')
  const colours = new Set(
    [...html.matchAll(/[^-]color:\s?(#[0-9a-f]{6})(?! !important)/g)].map(([, colour = '']) => colour),
  )
  expect(colours.size).toBeGreaterThan(2)
  for (const colour of colours) expect(contrastOf(colour, '#fdfdfc')).toBeGreaterThanOrEqual(4.5)
})

test('the note is signed and the closing item stands last, in every part', async () => {
  const note = { text: 'We thank you.', signed: 'Ilse and Marek' }
  const closing = { title: 'Come along', text: 'On Monday.', url: 'https://weir.example/monday' }
  const { $, text, page } = await rendered({ ...LED, note, closing })
  for (const part of [$('body').text(), text, load(page)('body').text()]) {
    expect(part.indexOf('We thank you.')).toBeLessThan(part.indexOf('What leads'))
    expect(part).toMatch(/— Ilse and Marek/)
    expect(part.indexOf('Come along')).toBeGreaterThan(part.lastIndexOf('What follows'))
  }
  expect(text.split('https://weir.example/monday').length).toBe(2)
})
