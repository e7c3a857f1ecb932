import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { leavePath } from '#functions/core/public-paths.ts'
import { LONGEST_SUBJECT } from '#functions/core/subject.ts'
import { columnsOf } from '#functions/core/wrap-text.ts'
import { plain } from './parsed-view.ts'
import { wordsOf } from './words-of.ts'

/** Text is wrapped, between wide characters without a blank. */
const unwrapped = (text: string): string => plain(text).replace(/\s/g, '')

const shownTo = (content: Content, { entries }: MailView): Entry[] =>
  entries.flatMap((index) => content.entries[index] ?? [])

const TITLE_START = 60
const nameOf = ({ title }: Entry): string =>
  title.length > TITLE_START ? `${title.slice(0, TITLE_START)}…` : title

/** A reader sees the titles of the entries that placement gives them, and no others. */
const entryFaults = (content: Content, view: MailView, html: string): Fault[] => {
  const words = wordsOf(html)
  const shown = shownTo(content, view)
  const missing = shown.filter(({ title }) => !words.includes(plain(title)))
  const others = content.entries.filter(
    (entry) =>
      !shown.includes(entry) &&
      words.includes(plain(entry.title)) &&
      !shown.some(({ title, excerpt }) => `${title} ${excerpt}`.includes(entry.title)),
  )
  return [
    ...missing.map((entry) => `A reader who is to get “${nameOf(entry)}” does not see it.`),
    ...others.map((entry) => `A reader sees “${nameOf(entry)}” and did not choose it. Guard it with shown.`),
  ].map((one) => ({ check: 'entries', words: one }))
}

const occurrences = (text: string, url: string): number =>
  text.split(/\s+/).filter((word) => word === url).length

const LONGEST_LINE = 80

const textFaults = ({ content, publicOrigin, newsletter }: CheckedMail, view: MailView): Fault[] => {
  const text = unwrapped(view.text)
  const shown = shownTo(content, view)
  const without = shown.filter(({ title }) => !text.includes(unwrapped(title)))
  const unlinked = shown.filter(({ url }) => url !== undefined && occurrences(view.text, url) === 0)
  const long = view.text
    .split('\n')
    .find((line) => columnsOf(line) > LONGEST_LINE && line.trim().includes(' ') && !line.includes('://'))
  return [
    ...without.map((entry) => `The text part lacks the title “${nameOf(entry)}”.`),
    ...unlinked.map((entry) => `The text part lacks the address of “${nameOf(entry)}”.`),
    ...(long === undefined ? [] : [`A line of the text part has ${columnsOf(long)} columns. Wrap it.`]),
    ...(view.text.includes(`${publicOrigin}${leavePath('')}`) ? [] : ['The text part has no link to leave.']),
    ...(text.includes(unwrapped(newsletter.postalAddress)) ? [] : ['The text part has no postal address.']),
  ].map((words) => ({ check: 'text', words }))
}

const subjectFaults = ({ subject }: MailView): Fault[] => {
  const { length } = [...subject]
  if (length > 0 && length <= LONGEST_SUBJECT && subject === plain(subject)) return []
  return [
    { check: 'subject', words: `The subject has ${length} characters; it may have 1 to ${LONGEST_SUBJECT}.` },
  ]
}

/** What the mail says stands in the archive as well. */
const pageFaults = ({ content, page }: CheckedMail): Fault[] => {
  const words = wordsOf(page)
  const { entries, sections, note, closing, corrections = [] } = content
  const said = [
    ...entries.flatMap(({ title, excerpt, publisher, contentNote }) => [
      title,
      excerpt,
      publisher,
      contentNote,
    ]),
    // A section of which nothing but the lead is told stands nowhere.
    ...sections
      .filter((section) => section.entries.some((post) => post !== content.lead?.post))
      .flatMap(({ name, contentNote }) => [name, contentNote]),
    ...corrections.flatMap(({ title, text }) => [title, text]),
    ...[note?.text, note?.signed, closing?.title, closing?.text],
  ].flatMap((text) => (text === undefined || plain(text) === '' ? [] : [plain(text)]))
  return said
    .filter((text) => !words.includes(text))
    .map((text) => ({ check: 'page', words: `The web page lacks “${text.slice(0, TITLE_START)}”.` }))
}

/** Nothing of what a reader is to get is missing from any part, and nothing else is there. */
export const completenessFaults = (mail: CheckedMail, view: MailView): Fault[] => [
  ...(view.html === undefined ? [] : entryFaults(mail.content, view, view.html)),
  ...textFaults(mail, view),
  ...subjectFaults(view),
  ...pageFaults(mail),
]
