import { directionOf } from '#functions/core/direction-of.ts'
import { type Content, type Correction, type Entry, onWebOnly, type Section } from '#functions/core/entry.ts'
import { isolated } from '#functions/core/messages/en.ts'
import { isSameLanguage } from '#functions/core/messages/languages.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Picture } from '#functions/core/picture.ts'
import {
  CONTENTS,
  countOf,
  EXCERPTS,
  guardOf,
  isNoted,
  LEAD,
  MINUTES,
  shownSection,
  TOTAL,
} from '#functions/core/placement.ts'
import { adjustPath, leavePath, pagePath, picturePath, signUpPath } from '#functions/core/public-paths.ts'
import { DATED, SINCE } from '#functions/core/reader-values.ts'
import { isNotedAnywhere } from '#functions/core/subject.ts'
import { lookOf } from '#functions/core/theme.ts'
import { dayOf, periodOf } from './dates.ts'
import { type EntryData, entryData } from './entry-data.ts'
import { toFill } from './filled.ts'
import type { Rendering } from './rendering.ts'

const entryAt = ({ content }: Rendering, index: number): Entry => {
  const entry = content.entries[index]
  if (entry === undefined) throw new RangeError(`No entry ${index}`)
  return entry
}

const entryOf = ({ entries }: Content, post: string): Entry => {
  const entry = entries.find((one) => one.post === post)
  if (entry === undefined) throw new RangeError(`No entry ${post}`)
  return entry
}

/** The lead's picture is that of its categories. */
const hasLeadPicture = ({ plan, content }: Rendering, { category }: Section): boolean =>
  plan.lead?.categories.includes(category) === true &&
  plan.lead.noted === undefined &&
  content.entries[plan.lead.entry]?.picture !== undefined

/** At most one picture a section: the lead's, or that of the first entry that has one. */
const withOnePicture = (
  rendering: Rendering,
  section: Section,
  entries: readonly EntryData[],
): EntryData[] => {
  const shown = hasLeadPicture(rendering, section) ? -1 : entries.findIndex(({ picture }) => picture !== null)
  return entries.map((entry, index) => (index === shown ? entry : { ...entry, picture: null }))
}

const sectionData = (rendering: Rendering, section: Section, index: number) => {
  const { plan, content, words } = rendering
  const more = onWebOnly(content, section).length
  const entries = (plan.sections[index]?.entries ?? []).map((position) => {
    const entry = entryAt(rendering, position)
    return entryData(rendering, entry, {
      guard: guardOf(plan, index, position) ?? null,
      excerptGuard: isNoted(plan, index, position) ? EXCERPTS : null,
      contentNote: entry.contentNote ?? null,
    })
  })
  return {
    guard: shownSection(index),
    count: countOf(index),
    id: section.category,
    name: section.name,
    contentNote: section.contentNote ?? null,
    /** Words for the rest of it; null where all of it is in the mail. */
    more: more === 0 ? null : words.more(more, section.name),
    entries: withOnePicture(rendering, section, entries),
  }
}

/** The note of an entry, or of a section that holds it: the lead stands apart from both. */
const noteOf = ({ sections }: Content, entry: Entry): string | null =>
  entry.contentNote ??
  sections.find(({ entries, contentNote }) => contentNote !== undefined && entries.includes(entry.post))
    ?.contentNote ??
  null

const leadData = (rendering: Rendering) => {
  const { plan, content } = rendering
  if (plan.lead === undefined) return null
  const entry = entryAt(rendering, plan.lead.entry)
  return entryData(rendering, entry, {
    guard: LEAD,
    excerptGuard: plan.lead.noted ? EXCERPTS : null,
    contentNote: noteOf(content, entry),
  })
}

const correctionData = (
  { title, url, date, text, contentNote }: Correction,
  { language, titleLinks }: Rendering,
) => ({
  title,
  url: url !== undefined && titleLinks({ title }) ? url : null,
  date: dayOf(date, language).replaceAll(' ', '\u00a0'),
  text,
  contentNote: contentNote ?? null,
})

const PREVIEWED = 4

/** What a list of mails shows beside the subject: titles of what the reader gets, without those that have a content note, which is also for who looks over a shoulder. */
const previewsOf = ({ plan, content }: Rendering) => {
  const titleOf = (position: number | undefined) => {
    const entry = position === undefined ? undefined : content.entries[position]
    return entry === undefined || isNotedAnywhere(content, entry) ? [] : [entry.title]
  }
  const isSubject = content.subject === undefined && plan.lead?.forEveryone
  const lead = isSubject ? [] : titleOf(plan.lead?.entry).map((title) => ({ guard: LEAD, title }))
  const first = plan.sections.flatMap(({ entries }, section) =>
    titleOf(entries.find((position) => guardOf(plan, section, position) === undefined)).map((title) => ({
      guard: shownSection(section),
      title,
    })),
  )
  return [...lead, ...first].slice(0, PREVIEWED)
}

const isTimed = ({ layout }: Pick<Newsletter, 'layout'>): boolean => layout !== 'compact'

/** The sentences of which SES fills in a part. */
const filledWords = ({ words, newsletter }: Rendering) => ({
  stories: words.stories(toFill(TOTAL)),
  readingTime: words.readingTime(toFill(MINUTES)),
  why: words.why(newsletter.name),
  // Digits between hyphens would turn around in a sentence from right to left.
  whySince: words.whySince(newsletter.name, isolated(toFill(SINCE))),
  datedPreheader: [
    words.stories(toFill(TOTAL)),
    ...(isTimed(newsletter) ? [words.readingTime(toFill(MINUTES))] : []),
    words.ways,
  ].join(' · '),
})

const LOGO_HEIGHT = 48
const WIDEST_LOGO = 240

/** A logo as large as it is shown, in pixels. */
const logoData = ({ name, width, height }: Picture, publicOrigin: string) => {
  const scale = Math.min(LOGO_HEIGHT / height, WIDEST_LOGO / width, 1)
  return {
    url: `${publicOrigin}${picturePath(name)}`,
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  }
}

/** What the templates of a mail may name; docs/templates.md says it for who writes their own. Links to pages of a reader end in a token that SES fills in. */
export const mailData = (rendering: Rendering) => {
  const { newsletter, digest, content, language, direction, layout, words, publicOrigin } = rendering
  const { privacy } = messagesIn(language)
  const look = lookOf(newsletter.theme)
  const writtenDirection = directionOf(newsletter.language)
  const writtenInKorean = isSameLanguage(newsletter.language, 'ko')
  const { corrections = [] } = content
  return {
    language,
    direction,
    /** In which names, notes and corrections are written. */
    written: newsletter.language,
    writtenDirection,
    isForeign: !isSameLanguage(newsletter.language, language),
    /** Korean breaks lines at blanks; mail programs break it anywhere. */
    wrapsAtBlanks: isSameLanguage(language, 'ko'),
    writtenStyle: `text-align:${writtenDirection === 'rtl' ? 'right' : 'left'}${writtenInKorean ? ';word-break:keep-all;overflow-wrap:anywhere' : ''}`,
    layout,
    look: {
      ...look,
      logo: look.logo && logoData(look.logo, publicOrigin),
    },
    name: newsletter.name,
    postalAddress: newsletter.postalAddress,
    replyTo: newsletter.replyTo,
    period: periodOf(digest, language, words),
    words: {
      ...words,
      ...filledWords(rendering),
      corrections: words.corrections(corrections.length),
    },
    flags: { dated: DATED, since: SINCE, contents: CONTENTS },
    /** All readers get what says the date alone. */
    dated: newsletter.datedSubjects,
    /** Of titles alone no time is said: most of it would be read elsewhere. */
    timed: isTimed(newsletter),
    preheader: content.preheader ?? null,
    previews: previewsOf(rendering),
    note: content.note ?? null,
    lead: leadData(rendering),
    corrections: corrections.map((one) => correctionData(one, rendering)),
    sections: content.sections.map((section, index) => sectionData(rendering, section, index)),
    closing: content.closing === undefined ? null : { ...content.closing, url: content.closing.url ?? null },
    /** What readers are told of it; null of a newsletter that tracks nothing. */
    tracked: newsletter.tracking ? privacy.tracked(newsletter.tracking.why) : null,
    links: {
      page: `${publicOrigin}${pagePath(digest)}`,
      leave: `${publicOrigin}${leavePath('')}`,
      adjust: `${publicOrigin}${adjustPath('')}`,
      signUp: `${publicOrigin}${signUpPath(newsletter.slug)}`,
    },
  }
}

/** The anchor of the lead on the web page; a category's is its id, which has no underscore. */
const LEAD_ANCHOR = 'lead_story'

/** What the template of the web page may name: every entry once, the lead first, each other in the first section that holds it; later sections lead there. */
export const pageData = (rendering: Rendering) => {
  const { content, plan, newsletter, language } = rendering
  const leadPost = plan.lead && content.entries[plan.lead.entry]?.post
  const standsAt = new Map(leadPost === undefined ? [] : [[leadPost, LEAD_ANCHOR]])
  const sections = content.sections.map((section, position) => {
    const elsewhere = section.entries.flatMap((post) => {
      const anchor = standsAt.get(post)
      return anchor === undefined ? [] : [{ anchor, title: entryOf(content, post).title }]
    })
    const own = section.entries.filter((post) => !standsAt.has(post))
    for (const post of own) standsAt.set(post, section.category)
    const entries = own.map((post) => {
      const entry = entryOf(content, post)
      const contentNote = entry.contentNote ?? null
      return entryData(rendering, entry, { guard: null, excerptGuard: null, contentNote })
    })
    const shown = withOnePicture(rendering, section, entries)
    return { ...sectionData(rendering, section, position), entries: shown, elsewhere }
  })
  return {
    ...mailData(rendering),
    leadAnchor: LEAD_ANCHOR,
    stories: messagesIn(language).mail.stories(String(content.entries.length)),
    subscribe: messagesIn(language).signUp.title(newsletter.name),
    sections,
  }
}
