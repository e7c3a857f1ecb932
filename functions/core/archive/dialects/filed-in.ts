import { alike } from '../alike.ts'
import type { Dialect } from '../dialect.ts'
import { dateIn } from '../local-date.ts'
import { namesIn } from '../meta.ts'

/** `In CATEGORY, CATEGORY on March 31, 2013 at 3:17 pm`, as The Journalist and its kin print it. */
export const filedIn: Dialect = {
  format: 'filed-in',
  marks: 'under the title',
  mark(line, zone) {
    const date = line.length <= 500 && /^In /.test(line) ? dateIn(line, zone) : undefined
    const names = /^In (.+?),? on$/.exec(date?.before ?? '')?.[1]
    if (date === undefined || names === undefined || !/^(?:by .{1,60})?$/i.test(date.after)) return undefined
    const { publishedAt, datePrecision, after } = date
    const author = after.replace(/^by /i, '')
    return {
      publishedAt,
      datePrecision,
      categories: namesIn(names),
      ...(author !== '' && { authors: [author] }),
    }
  },
  believed: alike(({ mark }) => mark?.datePrecision ?? ''),
}
