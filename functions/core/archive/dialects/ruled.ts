import { onlyBesideTitles } from '../beside-titles.ts'
import type { Dialect } from '../dialect.ts'

/** A single dash or dot over each title, as lists of posts are copied. */
export const ruled: Dialect = {
  format: 'rule-over-title',
  marks: 'over the title',
  weak: true,
  mark: (line) => (/^[-–—•*·]$/.test(line) ? {} : undefined),
  believed: onlyBesideTitles('over the title'),
}
