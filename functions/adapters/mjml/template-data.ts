import { Temporal } from 'temporal-polyfill'
import { directionOf } from '#functions/core/direction-of.ts'
import type { Correction, Entry, Section } from '#functions/core/entry.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { countOf, EXCERPTS, guardOf, isNoted, shownSection, TOTAL } from '#functions/core/placement.ts'
import { adjustPath, leavePath, pagePath, signUpPath } from '#functions/core/public-paths.ts'
import type { RenderInput } from '#functions/use-cases/ports.ts'

/** The seven days up to the digest's date: “16–22 November 2026”. */
const weekOf = (date: string, language: string): string => {
  const last = Temporal.PlainDate.from(date)
  const toDate = (day: Temporal.PlainDate) => new Date(`${day.toString()}T00:00:00Z`)
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
    toDate(last.subtract({ days: 6 })),
    toDate(last),
  )
}

/** A date in words: “1 December 2026”. */
const dayOf = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))

/** What a digest tells of: a week, or of a round-up about a month. */
const periodOf = ({ kind, date }: RenderInput['digest'], language: string): string =>
  kind === 'round-up' ? `the month to ${dayOf(date, language)}` : weekOf(date, language)

const dateOf = ({ publishedAt, datePrecision }: Entry, language: string, zone: string): string | null => {
  if (publishedAt === undefined || datePrecision === 'none') return null
  const options =
    datePrecision === 'month'
      ? ({ month: 'long', year: 'numeric', timeZone: 'UTC' } as const)
      : ({
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          timeZone: datePrecision === 'day' ? 'UTC' : zone,
        } as const)
  return new Intl.DateTimeFormat(language, options).format(new Date(publishedAt))
}

/** Where else a story stands: each other publisher once. */
const alsoAt = ({ publisher, also = [] }: Entry) => {
  const others = new Map(
    also.flatMap((other) => (other.publisher === undefined ? [] : [[other.publisher, other.url ?? null]])),
  )
  return [...others].filter(([name]) => name !== publisher).map(([name, url]) => ({ publisher: name, url }))
}

const entryData = (input: RenderInput, section: number, index: number) => {
  const { newsletter, content, plan } = input
  const entry = content.entries[index]
  if (entry === undefined) throw new RangeError(`No entry ${index}`)
  const language = entry.language ?? newsletter.language
  return {
    guard: guardOf(plan, section, index) ?? null,
    title: entry.title,
    url: entry.url ?? null,
    publisher: entry.publisher ?? null,
    byline: [
      entry.publisher,
      entry.authors.join(', '),
      dateOf(entry, newsletter.language, newsletter.zone),
    ].filter(Boolean),
    also: alsoAt(entry),
    excerpt: entry.excerpt,
    excerptGuard: isNoted(plan, section, index) ? EXCERPTS : null,
    contentNote: entry.contentNote ?? null,
    language,
    direction: directionOf(language),
    isForeign: language !== newsletter.language,
  }
}

const sectionData = (input: RenderInput, section: Section, index: number) => ({
  guard: shownSection(index),
  count: countOf(index),
  id: section.category,
  name: section.name,
  contentNote: section.contentNote ?? null,
  more: section.entries.length - section.mailed,
  entries: (input.plan.sections[index]?.entries ?? []).map((entry) => entryData(input, index, entry)),
})

const correctionData = ({ title, url, date, text, contentNote }: Correction, language: string) => {
  const day = dayOf(date, language)
  return {
    title,
    url: url ?? null,
    date: day,
    about: `On “${title}”, ${day}`,
    text,
    contentNote: contentNote ?? null,
  }
}

/** What the templates of a mail may name. Links to pages of a reader end in a token that SES fills in. */
export const mailData = (input: RenderInput, publicOrigin: string) => {
  const { newsletter, digest, content } = input
  const { privacy } = messagesIn(newsletter.language)
  return {
    language: newsletter.language,
    direction: directionOf(newsletter.language),
    name: newsletter.name,
    postalAddress: newsletter.postalAddress,
    replyTo: newsletter.replyTo,
    period: periodOf(digest, newsletter.language),
    total: TOTAL,
    /** What readers are told of it; null of a newsletter that tracks nothing. */
    tracked: newsletter.tracking ? privacy.tracked(newsletter.tracking.why) : null,
    corrections: (content.corrections ?? []).map((one) => correctionData(one, newsletter.language)),
    sections: content.sections.map((section, index) => sectionData(input, section, index)),
    links: {
      page: `${publicOrigin}${pagePath(digest)}`,
      leave: `${publicOrigin}${leavePath('')}`,
      adjust: `${publicOrigin}${adjustPath('')}`,
      signUp: `${publicOrigin}${signUpPath(newsletter.slug)}`,
    },
  }
}

/** What the template of the web page may name: every entry once, in the first section that holds it. */
export const pageData = (input: RenderInput, publicOrigin: string) => {
  const index = new Map(input.content.entries.map((entry, position) => [entry.post, position]))
  const listed = new Set<string>()
  const sections = input.content.sections.map((section, position) => {
    const own = section.entries.filter((post) => !listed.has(post))
    for (const post of own) listed.add(post)
    return {
      ...sectionData(input, section, position),
      entries: own.map((post) => entryData(input, position, index.get(post) ?? -1)),
    }
  })
  return { ...mailData(input, publicOrigin), sections: sections.filter(({ entries }) => entries.length > 0) }
}
