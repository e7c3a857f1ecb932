import { besideTitle } from '../beside-titles.ts'
import { readByline } from '../byline.ts'
import type { Dialect } from '../dialect.ts'
import { endsSentence, plain } from '../lines.ts'
import { dateIn } from '../local-date.ts'
import type { Token } from '../token.ts'

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
export const dated = (format: string, marks: Dialect['marks']): Dialect => ({
  format,
  marks,
  weak: true,
  mark(line, zone) {
    if (line.length > 160) return undefined
    const byline = readByline(line, zone)
    if (byline?.dated) return byline.meta
    // Names that copying has joined cannot be told apart, but the date in front of them can.
    const date = endsSentence(line)
      ? undefined
      : dateIn(line.replace(/(\b(?:19|20)\d{2})(?=\p{L})/u, '$1 '), zone)
    return date?.before === ''
      ? { publishedAt: date.publishedAt, datePrecision: date.datePrecision }
      : undefined
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
