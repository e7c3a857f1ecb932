import type { Content, Entry } from './entry.ts'
import { LARGE_HTML_BYTES, REFUSED_HTML_BYTES } from './mail-size.ts'
import { numberOf } from './number-of.ts'
import { isNotedAnywhere } from './subject.ts'

const kB = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`

const ofSize = (bytes: number): string[] => {
  if (bytes <= LARGE_HTML_BYTES) return []
  const consequence = bytes > REFUSED_HTML_BYTES ? 'and is refused above' : 'and would be refused above'
  return [
    `The mail has up to ${kB(bytes)} of HTML, ${consequence} ${kB(REFUSED_HTML_BYTES)}. Show fewer entries a category.`,
  ]
}

/** What an editor should know of a draft before approving it: what stands in the way at SES, the size of the largest view of its mail, and what its entries lack or are noted for. */
export const draftWarnings = (
  content: Content,
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
    ...ofEntries('without an excerpt', ({ excerpt }) => excerpt === ''),
    ...ofEntries('without an address', ({ url }) => url === undefined),
    ...ofEntries('without a publisher', ({ publisher }) => publisher === undefined),
    ...ofEntries('with a content note', (entry) => isNotedAnywhere(content, entry)),
  ]
}
