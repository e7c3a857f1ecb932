import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { type ParsedView, plain } from './parsed-view.ts'

export const shownTo = (content: Content, { entries }: MailView): Entry[] =>
  entries.flatMap((index) => content.entries[index] ?? [])

const TITLE_START = 60
export const nameOf = ({ title }: Entry): string =>
  title.length > TITLE_START ? `${title.slice(0, TITLE_START)}…` : title

/** Words that may equal a title and are not it. */
export const saidElsewhere = ({ newsletter, content }: CheckedMail): ReadonlySet<string> => {
  const { entries, sections, corrections = [], note, closing } = content
  const said = [
    newsletter.name,
    ...sections.map(({ name }) => name),
    ...entries.flatMap(({ publisher, authors, excerpt, also = [] }) => [
      ...[publisher, excerpt, ...authors],
      ...also.map((other) => other.publisher),
    ]),
    ...corrections.flatMap(({ title, text }) => [title, text]),
    ...[note?.text, note?.signed, closing?.title, closing?.text],
  ]
  return new Set(said.flatMap((words) => (words === undefined ? [] : [plain(words)])))
}

/** What stands by itself: a title that is part of other words is not told by them. */
const textsOf = ({ $ }: ParsedView): ReadonlySet<string> =>
  new Set(
    $('h1, h2, h3, h4, a, p, li, strong, b, span, bdi')
      .toArray()
      .map((element) => plain($(element).text())),
  )

/** Noted wherever it may stand. */
const isNoted = ({ sections }: Content, { post, contentNote }: Entry): boolean =>
  contentNote !== undefined ||
  sections
    .filter(({ entries }) => entries.includes(post))
    .every((section) => section.contentNote !== undefined)

/** What of content notes is not heeded. */
const noteFaults = (content: Content, shown: readonly Entry[], view: MailView, words: string): string[] => {
  const unnoted = shown.filter(
    ({ contentNote }) => contentNote !== undefined && !words.includes(plain(contentNote)),
  )
  const others = (entry: Entry) => [
    ...aroundOf(content),
    ...content.entries.flatMap((other) => (other === entry ? [other.title] : [other.title, other.excerpt])),
  ]
  const isOnly = (entry: Entry) => !others(entry).some((text) => plain(text).includes(plain(entry.excerpt)))
  const told =
    view.wishes.notes === 'titles'
      ? shown.filter(
          (entry) =>
            entry.excerpt !== '' &&
            isNoted(content, entry) &&
            isOnly(entry) &&
            words.includes(plain(entry.excerpt)),
        )
      : []
  return [
    ...unnoted.map(
      (entry) => `The content note of “${nameOf(entry)}” is missing. Add it before the excerpt.`,
    ),
    ...told.map(
      (entry) =>
        `A reader who wants titles alone of what has a content note sees the excerpt of “${nameOf(entry)}”. Guard it with excerptGuard.`,
    ),
  ]
}

/** What editors said around the stories. */
export const aroundOf = ({ corrections = [], note, closing }: Content): string[] =>
  [...corrections.map(({ text }) => text), note?.text, closing?.title, closing?.text].filter(
    (text) => text !== undefined,
  )

/** Readers are told that their reading is recorded, and why. */
const trackedOf = ({ newsletter: { tracking }, language }: CheckedMail): string[] =>
  tracking === undefined ? [] : [messagesIn(language).privacy.tracked(tracking.why)]

/** Told twice, by headings. */
const repeatedIn = (
  { newsletter, content }: CheckedMail,
  { $ }: ParsedView,
  shown: readonly Entry[],
): Entry[] => {
  const headings = $('h1, h2, h3, h4')
    .toArray()
    .map((element) => plain($(element).text()))
  const times = (title: string, all: readonly string[]) => all.filter((one) => one === plain(title)).length
  const { sections, closing } = content
  const titles = [
    newsletter.name,
    ...sections.map(({ name }) => name),
    closing?.title ?? '',
    ...shown.map(({ title }) => title),
  ].map(plain)
  return shown.filter(({ title }) => times(title, headings) > times(title, titles))
}

/** A reader sees the entries that placement gives them and no others, with their content notes, and what stands around them. */
export const entryFaults = (mail: CheckedMail, view: ParsedView): Fault[] => {
  const { content } = mail
  const said = saidElsewhere(mail)
  const { words } = view
  const texts = textsOf(view)
  const shown = shownTo(content, view)
  const missing = shown.filter(({ title }) => !words.includes(plain(title)))
  const others = content.entries.filter(
    (entry) =>
      texts.has(plain(entry.title)) &&
      !said.has(plain(entry.title)) &&
      !shown.some(({ title }) => plain(title) === plain(entry.title)),
  )
  return [
    ...missing.map((entry) => `A reader who is to get “${nameOf(entry)}” does not see it.`),
    ...others.map((entry) => `A reader sees “${nameOf(entry)}” and did not choose it. Guard it with shown.`),
    ...noteFaults(content, shown, view, words),
    ...repeatedIn(mail, view, shown).map((entry) => `“${nameOf(entry)}” stands in the mail twice.`),
    ...[...aroundOf(content), ...trackedOf(mail)]
      .filter((text) => !words.includes(plain(text)))
      .map((text) => `The mail lacks “${text.slice(0, TITLE_START)}”.`),
  ].map((one) => ({ check: 'entries', words: one }))
}
