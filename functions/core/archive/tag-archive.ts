import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../instant.ts'
import type { SubmittedPost } from '../post.ts'
import type { Archive, Zone } from './archive.ts'

// A tag archive as WordPress themes of the 2010s print it, copied from a browser as text:
//   Posts Tagged ‘NAME’
//   TITLE / In CATEGORY, CATEGORY on March 31, 2013 at 3:17 pm / BODY… / Source: PUBLISHER
// A title, a body and a source may each be missing.

const HEADING = /^[ \t]*Posts Tagged [‘'"“](.+)[’'"”][ \t]*$/im
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const FILED = new RegExp(
  `^In (.+) on (${MONTHS.join('|')}) (\\d{1,2}), (\\d{4}) at (\\d{1,2}):(\\d{2}) ([ap])m$`,
)
const SOURCE = /^Source: *(.+)$/
const LONGEST_TITLE = 160

interface Filing {
  readonly categories: string[]
  readonly publishedAt: ReturnType<typeof toInstant>
}

const filingOf = (line: string, zone: string): Filing | undefined => {
  const match = FILED.exec(line)
  if (match === null) return undefined
  const [, categories = '', month = '', day, year, hour, minute, half] = match
  const local = Temporal.PlainDateTime.from({
    year: Number(year),
    month: MONTHS.indexOf(month) + 1,
    day: Number(day),
    hour: (Number(hour) % 12) + (half === 'p' ? 12 : 0),
    minute: Number(minute),
  })
  const publishedAt = toInstant(local.toZonedDateTime(zone).epochMilliseconds)
  return { categories: categories.split(', '), publishedAt }
}

/** Whether a paragraph with no source line before it can be the next post's title: short, and no sentence. */
const looksLikeTitle = (paragraph: string): boolean =>
  paragraph.length <= LONGEST_TITLE && !/[.!?…][”’"')\]]*$/.test(paragraph)

/** Parts what stands between two filing lines: the body and source of the one post, and the title of the next. */
const split = (paragraphs: readonly string[]): { body: string[]; publisher?: string; nextTitle: string } => {
  const source = paragraphs.findLastIndex((paragraph) => SOURCE.test(paragraph))
  if (source >= 0) {
    const publisher = SOURCE.exec(paragraphs[source] ?? '')?.[1] ?? ''
    return { body: paragraphs.slice(0, source), publisher, nextTitle: paragraphs[source + 1] ?? '' }
  }
  const last = paragraphs.at(-1) ?? ''
  if (!looksLikeTitle(last)) return { body: [...paragraphs], nextTitle: '' }
  return { body: paragraphs.slice(0, -1), nextTitle: last }
}

/** Reads a tag archive, or answers undefined when the page is none. */
export const readTagArchive = (page: string, { zone }: Zone): Archive | undefined => {
  const name = HEADING.exec(page)?.[1]
  if (name === undefined) return undefined
  const lines = page
    .slice(page.search(HEADING))
    .split(/\r\n|\n|\r/)
    .slice(1)
    .map((line) => line.trim())
  const posts: SubmittedPost[] = []
  let paragraphs: string[] = []
  let filing: Filing | undefined
  let title = ''
  const finish = (nextTitle: (found: string) => string): void => {
    const { body, publisher, nextTitle: found } = split(paragraphs)
    if (filing !== undefined)
      posts.push({
        title,
        ...filing,
        datePrecision: 'instant',
        ...(publisher !== undefined && { publisher }),
        tags: [name],
        text: body.join('\n\n'),
        position: posts.length,
      })
    title = nextTitle(found)
    paragraphs = []
  }
  for (const line of lines) {
    const next = filingOf(line, zone)
    if (next !== undefined) {
      finish((found) => found)
      filing = next
    } else if (line !== '') paragraphs.push(line)
  }
  finish(() => '')
  return { kind: 'tag', name, posts }
}
