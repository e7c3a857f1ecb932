import type { CheckedMail, Fault, MailView } from '#functions/core/checked-mail.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { type ParsedView, plain } from './parsed-view.ts'
import { wordsOf } from './words-of.ts'

export const shownTo = (content: Content, { entries }: MailView): Entry[] =>
  entries.flatMap((index) => content.entries[index] ?? [])

const TITLE_START = 60
export const nameOf = ({ title }: Entry): string =>
  title.length > TITLE_START ? `${title.slice(0, TITLE_START)}…` : title

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
  const { entries } = content
  const isOnly = ({ excerpt }: Entry) => entries.filter((other) => other.excerpt === excerpt).length === 1
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

/** Told twice, by headings. */
const repeatedIn = ({ $ }: ParsedView, shown: readonly Entry[]): Entry[] => {
  const headings = $('h1, h2, h3, h4')
    .toArray()
    .map((element) => plain($(element).text()))
  const times = (title: string, all: readonly string[]) => all.filter((one) => one === plain(title)).length
  const titles = shown.map(({ title }) => plain(title))
  return shown.filter(({ title }) => times(title, headings) > times(title, titles))
}

/** A reader sees the entries that placement gives them and no others, with their content notes, and what stands around them. */
export const entryFaults = ({ content }: CheckedMail, view: ParsedView): Fault[] => {
  const words = wordsOf(view.html)
  const texts = textsOf(view)
  const shown = shownTo(content, view)
  const missing = shown.filter(({ title }) => !words.includes(plain(title)))
  const others = content.entries.filter(
    (entry) =>
      texts.has(plain(entry.title)) && !shown.some(({ title }) => plain(title) === plain(entry.title)),
  )
  return [
    ...missing.map((entry) => `A reader who is to get “${nameOf(entry)}” does not see it.`),
    ...others.map((entry) => `A reader sees “${nameOf(entry)}” and did not choose it. Guard it with shown.`),
    ...noteFaults(content, shown, view, words),
    ...repeatedIn(view, shown).map((entry) => `“${nameOf(entry)}” stands in the mail twice.`),
    ...aroundOf(content)
      .filter((text) => !words.includes(plain(text)))
      .map((text) => `The mail lacks “${text.slice(0, TITLE_START)}”.`),
  ].map((one) => ({ check: 'entries', words: one }))
}
