import { onlyBesideTitles } from '../beside-titles.ts'
import { isCommentCount } from '../chrome.ts'
import type { Dialect } from '../dialect.ts'

/** How many comments a post has, where nothing else stands between title and text. */
export const commented: Dialect = {
  format: 'comments-under-title',
  marks: 'under the title',
  weak: true,
  mark: (line) => (isCommentCount(line) ? {} : undefined),
  believed: onlyBesideTitles('under the title'),
}
