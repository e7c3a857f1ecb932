import { readCloser } from '../closers.ts'
import type { Dialect } from '../dialect.ts'
import { canBeTitle } from '../lines.ts'
import { isExcerpt, withoutReadMore } from '../read-more.ts'
import { keepMarks } from '../token.ts'

/** Any line that may end a post, also `Read more` or `[…]` behind its last words. */
export const credited: Dialect = {
  format: 'credited',
  marks: 'at the end',
  weak: true,
  mark(line, zone) {
    const closer = readCloser(line, zone)
    if (closer !== undefined) return closer.meta
    return withoutReadMore(line) !== undefined || isExcerpt(line) ? { continues: true } : undefined
  },
  // In the middle of a post such a line ends a quotation: what follows is a paragraph.
  believed: (tokens) =>
    keepMarks(tokens, (_, index) => {
      const next = tokens[index + 1]
      return next === undefined || next.mark !== undefined || canBeTitle(next.line)
    }),
}
