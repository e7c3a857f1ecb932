import { directionOf } from '#functions/core/direction-of.ts'
import type { Entry } from '#functions/core/entry.ts'
import { withoutNeedlessIsolates } from '#functions/core/isolates.ts'
import type { NamedLink } from '#functions/core/link-texts.ts'
import { isolated } from '#functions/core/messages/en.ts'
import { baseLanguage, isSameLanguage } from '#functions/core/messages/languages.ts'
import { excerptOf } from '#functions/core/plain-text.ts'
import { picturePath } from '#functions/core/public-paths.ts'
import { isNotedAnywhere } from '#functions/core/subject.ts'
import { publishedOn } from './dates.ts'
import type { Rendering } from './rendering.ts'

/** Of the mail's words, in pixels. */
const COLUMN_WIDTH = 552

/** Where else a story stands: each other publisher once. */
const othersOf = ({ publisher, url: own, also = [] }: Entry) => {
  const others = new Map(
    also.flatMap((other) => (other.publisher === undefined ? [] : [[other.publisher, other] as const])),
  )
  return [...others.values()]
    .filter((other) => other.publisher !== publisher)
    .map(({ publisher: name = '', url, title }) => ({
      name,
      title,
      url: url === undefined || url === own ? null : url,
    }))
}

/** Some first words, which tell one story of a publisher from another. */
const SHORT = 28
const shortened = (title: string): string => excerptOf(title, SHORT)

/** The links of an entry that name its publishers, with the words that they may have. */
export const linksOf = (entry: Entry, { words }: Pick<Rendering, 'words'>): NamedLink[] => {
  const { url, publisher, title } = entry
  const at = publisher === undefined ? words.read : words.readAt(publisher)
  const read = url === undefined ? [] : [{ url, texts: namedFor(at, title) }]
  const others = othersOf(entry).flatMap((other) =>
    other.url === null ? [] : [{ url: other.url, texts: namedFor(other.name, other.title) }],
  )
  return [...read, ...others]
}

const namedFor = (words: string, title: string): NamedLink['texts'] => [
  withoutNeedlessIsolates(words),
  withoutNeedlessIsolates(`${words}: ${isolated(shortened(title))}`),
  withoutNeedlessIsolates(`${words}: ${isolated(title)}`),
]

/** A day or a time that does not break at the end of a line. */
const unbroken = (text: string | number | undefined): string | undefined =>
  text ? String(text).replaceAll(' ', '\u00a0') : undefined

/** What is known of where a story comes from: publisher, authors, day, language, minutes; of one title among many the publisher, day and language. */
const bylineOf = (entry: Entry, { newsletter, digest, language, layout, words }: Rendering) => {
  const { publisher, authors, minutes } = entry
  const isForeign = entry.language !== undefined && !isSameLanguage(entry.language, newsletter.language)
  // Of the language alone: not all regions and dialects that a tag may name have names.
  const named =
    isForeign &&
    new Intl.DisplayNames([language], { type: 'language' }).of(baseLanguage(entry.language ?? ''))
  return [
    publisher,
    layout === 'compact' ? '' : authors.join(', '),
    unbroken(publishedOn(entry, digest.date, language, newsletter.zone)),
    named,
    unbroken(layout === 'compact' ? undefined : minutes && words.minutes(minutes)),
  ].filter(Boolean)
}

/** An entry as templates may name it. `linkText` gives the words of a link, `titleLinks` says whether its title is one. */
export const entryData = (
  rendering: Rendering,
  entry: Entry,
  { guard, excerptGuard, contentNote }: Placed,
) => {
  const { language, direction, newsletter, linkText, titleLinks, publicOrigin } = rendering
  const written = entry.language ?? newsletter.language
  const [read] = linksOf(entry, rendering)
  return {
    guard,
    excerptGuard,
    title: entry.title,
    url: entry.url ?? null,
    titleLinks: entry.url !== undefined && titleLinks(entry),
    read: read === undefined || entry.url === undefined ? null : linkText(read),
    publisher: entry.publisher ?? null,
    byline: bylineOf(entry, rendering),
    also: othersOf(entry).map(({ name, title, url }) => ({
      publisher: url === null ? name : linkText({ url, texts: namedFor(name, title) }),
      url,
    })),
    excerpt: entry.excerpt,
    contentNote,
    language: written,
    direction: directionOf(written),
    isForeign: !isSameLanguage(written, language) || directionOf(written) !== direction,
    wrapsAtBlanks: isSameLanguage(written, 'ko'),
    picture:
      entry.picture === undefined || contentNote !== null || isNotedAnywhere(rendering.content, entry)
        ? null
        : {
            ...entry.picture,
            shownWidth: Math.min(COLUMN_WIDTH, entry.picture.width),
            url: `${publicOrigin}${picturePath(entry.picture.name)}`,
          },
  }
}

interface Placed {
  /** The flag on which it depends; null where it stands for everyone who gets the section. */
  readonly guard: string | null
  readonly excerptGuard: string | null
  /** Its own, or that of the section where it stands apart from it. */
  readonly contentNote: string | null
}
export type EntryData = ReturnType<typeof entryData>
