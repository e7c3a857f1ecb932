import { readByline } from './byline.ts'
import { isCommentCount } from './chrome.ts'
import { type Closer, readCloser } from './closers.ts'
import { endsSentence, looksLikeTitle, plain } from './lines.ts'
import { dateIn } from './local-date.ts'
import { type Meta, namesIn } from './meta.ts'
import { isExcerpt, withoutReadMore } from './read-more.ts'
import type { Token } from './split-posts.ts'

/**
 * A way in which blog programs part posts, as copied text shows it: by a line under each title, over each title, or at
 * the end of each post. A new dialect is one more of these in `DIALECTS`.
 */
export interface Dialect {
  readonly format: string
  readonly marks: 'under the title' | 'over the title' | 'at the end'
  /** Weak marks are lines that posts themselves may hold; they count half. */
  readonly weak?: true
  /** What a line says as a mark; undefined when it is none. */
  mark(line: string, zone: string): Meta | undefined
  /** Of marks whose like stands inside posts too: those that are believed, when all are seen. */
  believed?(tokens: readonly Token[]): Token[]
}

/** `In CATEGORY, CATEGORY on March 31, 2013 at 3:17 pm`, as The Journalist and its kin print it. */
const filedIn: Dialect = {
  format: 'filed-in',
  marks: 'under the title',
  mark(line, zone) {
    const date = /^In /.test(line) ? dateIn(line, zone) : undefined
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
}

/** `Posted on DATE by NAME`, as the default themes print it; copying may lose the date, the name or both. */
const postedOn: Dialect = {
  format: 'posted-on',
  marks: 'under the title',
  mark(line, zone) {
    const [verb = '', rest = ''] = /^(?:posted|published|submitted|written)\b:?(.*)$/i.exec(line) ?? []
    if (verb === '' || line.length > 200 || endsSentence(line)) return undefined
    if (/^ in\b/i.test(rest) && dateIn(rest, zone) === undefined) return undefined
    if (/ at \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: .*)?$/i.test(rest) && dateIn(rest, zone) === undefined)
      return undefined
    return readByline(rest.trim(), zone)?.meta
  },
}

const endedBy = (format: string, kind: Closer['kind']): Dialect => ({
  format,
  marks: 'at the end',
  mark(line, zone) {
    const closer = readCloser(line, zone)
    return closer?.kind === kind ? closer.meta : undefined
  },
})

/** Any line that may end a post, also `Read more` or `[…]` behind its last words. */
const credited: Dialect = {
  format: 'credited',
  marks: 'at the end',
  weak: true,
  mark(line, zone) {
    const closer = readCloser(line, zone)
    if (closer !== undefined) return closer.meta
    return withoutReadMore(line) !== undefined || isExcerpt(line) ? { continues: true } : undefined
  },
}

const besideTitle = (tokens: readonly Token[], index: number, marks: Dialect['marks']): boolean =>
  looksLikeTitle(tokens[index + (marks === 'over the title' ? 1 : -1)]?.line ?? '')

const onlyBesideTitles = (marks: Dialect['marks']) => (tokens: readonly Token[]) =>
  tokens.map((token, index) => (besideTitle(tokens, index, marks) ? token : { line: token.line }))

/** A single dash or dot over each title, as lists of posts are copied. */
const ruled: Dialect = {
  format: 'rule-over-title',
  marks: 'over the title',
  weak: true,
  mark: (line) => (/^[-–—•*·]$/.test(line) ? {} : undefined),
  believed: onlyBesideTitles('over the title'),
}

/** How many comments a post has, where nothing else stands between title and text. */
const commented: Dialect = {
  format: 'comments-under-title',
  marks: 'under the title',
  weak: true,
  mark: (line) => (isCommentCount(line) ? {} : undefined),
  believed: onlyBesideTitles('under the title'),
}

/** How a date is written, whatever the day: its month in full or short. `May` is both. */
const formOf = (line: string): string =>
  line
    .replace(/\p{L}+\.?/gu, (word) => (word.endsWith('.') ? 'm.' : word.length > 4 ? 'Month' : 'm'))
    .replace(/\d+/g, '0')

const isMay = (line: string): boolean => /\bMay\b/.test(line)

/** The form that most of some dates have. */
const usualForm = (dates: readonly string[]): string | undefined => {
  const forms = Map.groupBy(
    dates.filter((date) => !isMay(date)),
    formOf,
  )
  return [...forms].sort(([, one], [, other]) => other.length - one.length)[0]?.[0]
}

/** A line of a date. Posts have dated notes too: a title stands by the true ones, and all are written alike. */
const dated = (format: string, marks: Dialect['marks']): Dialect => ({
  format,
  marks,
  weak: true,
  mark(line, zone) {
    if (line.length > 160) return undefined
    const byline = readByline(line, zone)
    return byline?.dated ? byline.meta : undefined
  },
  believed(tokens) {
    const dateOf = ({ line }: Token): string => dateIn(plain(line), 'UTC')?.date ?? ''
    const beside = tokens.map(({ mark }, index) => mark !== undefined && besideTitle(tokens, index, marks))
    const usual = usualForm(tokens.filter((_, index) => beside[index]).map(dateOf))
    return tokens.map((token, index) => {
      const date = dateOf(token)
      const isUsual = usual === undefined || isMay(date) || formOf(date) === usual
      return beside[index] && isUsual ? token : { line: token.line }
    })
  },
})

/** All dialects. Of two with equal evidence the first reads the page. */
export const DIALECTS: readonly Dialect[] = [
  filedIn,
  postedOn,
  endedBy('continue-reading', 'read-more'),
  endedBy('posted-in', 'filing'),
  credited,
  dated('date-under-title', 'under the title'),
  dated('date-over-title', 'over the title'),
  ruled,
  commented,
]
