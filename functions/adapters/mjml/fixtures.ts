import type { Content, Correction, Entry } from '#functions/core/entry.ts'
import { hexId } from '#functions/core/hex-id.ts'
import { type Instant, plusDays, toInstant } from '#functions/core/instant.ts'
import { Newsletter } from '#functions/core/newsletter.ts'
import { plannedFor, planOf } from '#functions/core/placement.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import type { VariantKind } from '#functions/core/variant.ts'
import { type FixtureTexts, fixtureTexts, type Story } from './fixture-texts.ts'

const DATE = '2026-11-24'
const NOW: Instant = toInstant(`${DATE}T07:00:00Z`)
const SINCE = toInstant('2026-03-02T09:00:00Z')

const newsletterOf = (
  { language, name, postalAddress, categories }: FixtureTexts,
  over: Partial<Newsletter>,
): Newsletter =>
  Newsletter.parse({
    slug: 'fixture',
    name,
    sender: { name, address: 'digest@news.fixture.example' },
    replyTo: 'editors@news.fixture.example',
    postalAddress,
    language,
    zone: 'UTC',
    slot: { weekday: 'tuesday', time: '07:00' },
    categories: categories.map((one) => ({ ...one, rules: [{ category: one.name }] })),
    entriesPerCategory: 6,
    slotsHandledThrough: NOW,
    createdAt: SINCE,
    ...over,
  })

const entryOf = ({ category, daysAgo, url, ...story }: Story): Entry => ({
  ...story,
  url,
  post: hexId(url),
  categories: [category],
  publishedAt: plusDays(NOW, -daysAgo),
  datePrecision: 'instant',
})

const contentOf = (
  newsletter: Newsletter,
  entries: readonly Entry[],
  over: Partial<Content> = {},
): Content => ({
  revision: 1,
  entries: [...entries],
  sections: sectionsOf(newsletter, entries, (own) => [...own]),
  ...(entries[0] && { lead: { post: entries[0].post, forEveryone: true } }),
  savedAt: NOW,
  savedBy: 'fixture',
  ...over,
})

const correctionOf = ({ correction }: FixtureTexts): Correction => ({
  ...correction,
  post: hexId(correction.text),
  date: '2026-11-17',
})

/** Someone who gets everything, and whoever gets less of it. */
const readersOf = ({ sections }: Content): MailFixture['readers'] => {
  const everything: Wishes = { categories: 'all', consentAt: SINCE }
  const [first] = sections.map(({ category }) => category)
  return {
    everything,
    ...(first && { 'one category': { categories: [first] } }),
    'without notes': { ...everything, notes: 'leave-out' },
    'titles of noted': { ...everything, notes: 'titles' },
    'dated subject': { ...everything, subject: 'date' },
  }
}

const fixtureOf = (
  name: string,
  newsletter: Newsletter,
  content: Content,
  kind: VariantKind = { layout: newsletter.layout, language: newsletter.language },
): MailFixture => {
  const digest = { newsletter: newsletter.slug, kind: 'regular', date: DATE } as const
  const input = {
    newsletter,
    digest,
    content,
    plan: planOf(content, plannedFor(newsletter.layout)),
  }
  return { name, input, kind, readers: readersOf(content) }
}

/** A story that two others tell as well, with a picture beside it. */
const withMore = (entry: Entry, others: readonly Entry[]): Entry => ({
  ...entry,
  also: others.map(({ post, title, publisher, url }) => ({ post, title, publisher, url })),
  picture: {
    name: `${hexId('picture')}.png`,
    width: 1104,
    height: 620,
    alt: `A drawing for “${entry.title}”`,
  },
})

/** What a feed may do at its worst, as plain text. */
const HOSTILE = [
  '</mj-text><mj-raw><script>alert(1)</script>',
  '{{#if c0}}{{total}}{{/if}} {% raw %} \\ {',
  '" onload="alert(1)" \' style=\'x',
  '<!--[if mso]> & &amp; &#123;{ ]]>',
  `A word without any blank: ${'Verfassungsgerichtspräsidentinnen'.repeat(3)}`,
  '\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123 (\u05d0) 日本語 한국어',
]

const hostileOf = (entry: Entry, index: number): Entry => {
  const text = HOSTILE[index % HOSTILE.length] ?? ''
  return { ...entry, title: `${text} ${index}`, excerpt: `${text} ${text}`, publisher: text, authors: [text] }
}

const all = (texts: FixtureTexts): Entry[] => texts.stories.map(entryOf)

/** So many entries of one's own, those of a language again and again under other addresses. */
const many = (entries: readonly Entry[], count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => {
    const entry = entries[index % entries.length]
    if (entry === undefined) throw new RangeError('No stories')
    const round = Math.floor(index / entries.length)
    if (round === 0) return entry
    return {
      ...entry,
      post: hexId(`${entry.post} ${round}`),
      title: `${entry.title} (${round + 1})`,
      url: `${entry.url}?${round}`,
    }
  })

/** The digests on which every template must hold. Nobody stored their pictures: who shows them draws some. */
export const mailFixtures = (templatesDir: string): MailFixture[] => {
  const texts = (language: string) => fixtureTexts(templatesDir, language)
  const en = texts('en')
  const [first, second, third, ...rest] = all(en)
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('No stories')
  const around = { note: en.note, closing: en.closing, corrections: [correctionOf(en)] }
  const whole = [withMore(first, [second, third]), ...[second, third, ...rest].slice(0, 29)]
  const english = newsletterOf(en, {})
  const inLanguage = (language: string): MailFixture => {
    const own = texts(language)
    const newsletter = newsletterOf(own, {})
    const { note, closing } = own
    const content = contentOf(newsletter, all(own).slice(0, 30), {
      note,
      closing,
      corrections: [correctionOf(own)],
    })
    return fixtureOf(language, newsletter, content)
  }
  const roomy = newsletterOf(en, { entriesPerCategory: 50 })
  const hostile = newsletterOf({ ...en, name: `</title>{{name}} ${en.name} "&` }, {})
  const bilingual = newsletterOf(en, { languages: ['ar'] })
  return [
    fixtureOf('en', english, contentOf(english, whole, around)),
    ...['ar', 'ko', 'ja', 'es', 'fr'].map(inLanguage),
    fixtureOf('compact', newsletterOf(en, { layout: 'compact' }), contentOf(english, whole, around)),
    fixtureOf('plain', english, contentOf(english, whole, around), { layout: 'plain', language: 'en' }),
    fixtureOf('English stories, Arabic words', bilingual, contentOf(bilingual, whole, around), {
      layout: 'full',
      language: 'ar',
    }),
    fixtureOf(
      'empty category',
      english,
      contentOf(
        english,
        whole.filter(({ categories }) => categories[0] !== first.categories[0]),
      ),
    ),
    fixtureOf('one post', english, contentOf(english, [second])),
    fixtureOf(
      'tracked',
      newsletterOf(en, { tracking: { why: 'A study of how far news of courts reaches.' } }),
      contentOf(english, whole.slice(0, 8)),
    ),
    fixtureOf(
      'no pictures',
      english,
      contentOf(english, [second, third, ...rest.slice(0, 10)], { note: en.note }),
    ),
    fixtureOf('maximum', roomy, contentOf(roomy, many([first, second, third, ...rest], 60), around)),
    fixtureOf('hostile', hostile, contentOf(hostile, whole.slice(0, 12).map(hostileOf), around)),
    fixtureOf(
      'theme',
      newsletterOf(en, {
        theme: {
          accent: '#8a1c3c',
          font: 'serif',
          density: 'dense',
          logo: { name: `${hexId('logo')}.png`, width: 96, height: 96, alt: '' },
        },
      }),
      contentOf(english, whole.slice(0, 12), around),
    ),
  ]
}
