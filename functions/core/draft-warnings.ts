import type { Content, Entry } from './entry.ts'
import { kB, LARGE_HTML_BYTES, REFUSED_HTML_BYTES } from './mail-size.ts'
import { numberOf } from './number-of.ts'
import { MINUTES, type Plan, place } from './placement.ts'
import { isNotedAnywhere } from './subject.ts'

/** Some 900 words. */
const MOST_MINUTES = 5

const ofLength = (plan: Plan): string[] => {
  const minutes = Number(place(plan, { categories: 'all' }).values[MINUTES])
  return minutes > MOST_MINUTES
    ? [
        `The mail takes ${minutes} minutes to read; few give it more than ${MOST_MINUTES}. Show fewer entries a category.`,
      ]
    : []
}

const ofSize = (bytes: number): string[] => {
  if (bytes <= LARGE_HTML_BYTES) return []
  const consequence = bytes > REFUSED_HTML_BYTES ? 'and is refused above' : 'and would be refused above'
  return [
    `The mail has up to ${kB(bytes)} of HTML, ${consequence} ${kB(REFUSED_HTML_BYTES)}. Show fewer entries a category.`,
  ]
}

/** What an editor should know of a draft before approving it: what stands in the way at SES, the size of the largest view of its mail, how long it takes to read, and what its entries lack or are noted for. */
export const draftWarnings = (
  content: Content,
  plan: Plan,
  htmlBytes: number,
  obstacles: readonly string[],
): string[] => {
  const ofEntries = (what: string, holds: (entry: Entry) => boolean): string[] => {
    const { length } = content.entries.filter(holds)
    return length === 0 ? [] : [`${numberOf(length, 'entry', 'entries')} ${what}.`]
  }
  return [
    ...obstacles,
    ...ofSize(htmlBytes),
    ...ofLength(plan),
    ...ofEntries('without an excerpt', ({ excerpt }) => excerpt === ''),
    ...ofEntries('without an address', ({ url }) => url === undefined),
    ...ofEntries('without a publisher', ({ publisher }) => publisher === undefined),
    ...ofEntries('with a content note', (entry) => isNotedAnywhere(content, entry)),
  ]
}
