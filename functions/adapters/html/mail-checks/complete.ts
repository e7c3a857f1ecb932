import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import type { Content } from '#functions/core/entry.ts'
import { adjustPath, leavePath } from '#functions/core/public-paths.ts'
import { LONGEST_SUBJECT } from '#functions/core/subject.ts'
import { columnsOf } from '#functions/core/wrap-text.ts'
import { aroundOf, nameOf, shownTo } from './entries.ts'
import { plain } from './parsed-view.ts'

/** Text is wrapped, between wide characters without a blank. */
const unwrapped = (text: string): string => plain(text).replace(/\s/g, '')

const countsOf = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of text.split(/\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Nothing else says the address: no correction, closing item, other publisher or words. */
const isOnly = (content: Content, url: string): boolean => {
  const { entries, corrections = [], closing } = content
  const links = [...entries, ...entries.flatMap(({ also = [] }) => also), ...corrections, closing]
  const said = [...aroundOf(content), ...entries.map(({ excerpt }) => excerpt)]
  return links.filter((one) => one?.url === url).length === 1 && !said.some((text) => text.includes(url))
}

const LONGEST_LINE = 80

const textFaults = ({ content, publicOrigin, newsletter }: CheckedMail, view: MailView): Fault[] => {
  const text = unwrapped(view.text)
  const shown = shownTo(content, view)
  const counts = countsOf(view.text)
  const without = shown.filter(({ title }) => !text.includes(unwrapped(title)))
  const unlinked = shown.filter(({ url }) => url !== undefined && !counts.has(url))
  const repeated = shown.filter(
    ({ url }) => url !== undefined && isOnly(content, url) && (counts.get(url) ?? 0) > 1,
  )
  const unnoted = shown.filter(
    ({ contentNote }) => contentNote !== undefined && !text.includes(unwrapped(contentNote)),
  )
  const around = aroundOf(content).filter((said) => !text.includes(unwrapped(said)))
  const long = view.text
    .split('\n')
    .find(
      (line) =>
        columnsOf(line) > LONGEST_LINE && line.trim().includes(' ') && !line.trim().startsWith('http'),
    )
  return [
    ...without.map((entry) => `The text part lacks the title “${nameOf(entry)}”.`),
    ...unlinked.map((entry) => `The text part lacks the address of “${nameOf(entry)}”.`),
    ...repeated.map((entry) => `The text part has the address of “${nameOf(entry)}” more than once.`),
    ...unnoted.map((entry) => `The text part lacks the content note of “${nameOf(entry)}”.`),
    ...around.map((said) => `The text part lacks “${said.slice(0, 60)}”.`),
    ...(long === undefined ? [] : [`A line of the text part has ${columnsOf(long)} columns. Wrap it.`]),
    ...(view.text.includes(`${publicOrigin}${leavePath('')}`) ? [] : ['The text part has no link to leave.']),
    ...(view.text.includes(`${publicOrigin}${adjustPath('')}`)
      ? []
      : ['The text part has no link to the choices.']),
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

/** Nothing of what a reader is to get is missing from any part, and nothing else is there. */
export const completenessFaults = (mail: CheckedMail, view: MailView): Fault[] => [
  ...textFaults(mail, view),
  ...subjectFaults(view),
]
