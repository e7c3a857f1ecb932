import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import { leavePath } from '#functions/core/public-paths.ts'
import { LONGEST_SUBJECT } from '#functions/core/subject.ts'
import { columnsOf } from '#functions/core/wrap-text.ts'
import { nameOf, shownTo } from './entries.ts'
import { plain } from './parsed-view.ts'
import { wordsOf } from './words-of.ts'

/** Text is wrapped, between wide characters without a blank. */
const unwrapped = (text: string): string => plain(text).replace(/\s/g, '')

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
    ...sections.flatMap(({ name, contentNote }) => [name, contentNote]),
    ...corrections.flatMap(({ title, text }) => [title, text]),
    ...[note?.text, note?.signed, closing?.title, closing?.text],
  ].flatMap((text) => (text === undefined || plain(text) === '' ? [] : [plain(text)]))
  return said
    .filter((text) => !words.includes(text))
    .map((text) => ({ check: 'page', words: `The web page lacks “${text.slice(0, 60)}”.` }))
}

/** Nothing of what a reader is to get is missing from any part, and nothing else is there. */
export const completenessFaults = (mail: CheckedMail, view: MailView): Fault[] => [
  ...textFaults(mail, view),
  ...subjectFaults(view),
  ...pageFaults(mail),
]
