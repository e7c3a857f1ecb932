import { usualForm } from '../alike.ts'
import { onlyBesideTitles } from '../beside-titles.ts'
import { readByline } from '../byline.ts'
import type { Dialect } from '../dialect.ts'
import { endsSentence, plain } from '../lines.ts'
import { dateIn, withGapBehindYear } from '../local-date.ts'
import { keepMarks, type Token } from '../token.ts'

/** How a date is written, whatever the day: its month in full or short. `May` is both. */
const formOf = (line: string): string =>
  line
    .replace(/\p{L}+\.?/gu, (word) => (word.endsWith('.') ? 'm.' : word.length > 4 ? 'Month' : 'm'))
    .replace(/\d+/g, '0')

const isMay = (line: string): boolean => /\bMay\b/.test(line)

const dateOf = ({ line }: Token): string => dateIn(plain(line), 'UTC')?.date ?? ''

/** A line of a date. Posts have dated notes too: a title stands by the true ones, and all are written alike. */
export const dated = (format: string, marks: Dialect['marks']): Dialect => ({
  format,
  marks,
  weak: true,
  mark(line, zone) {
    if (line.length > 160) return undefined
    const byline = readByline(line, zone)
    if (byline?.publishedAt !== undefined) return byline
    // Names that copying has joined cannot be told apart, but the date in front of them can.
    const date = endsSentence(line) ? undefined : dateIn(withGapBehindYear(line), zone)
    return date?.before === ''
      ? { publishedAt: date.publishedAt, datePrecision: date.datePrecision }
      : undefined
  },
  believed(tokens) {
    const beside = onlyBesideTitles(marks)(tokens)
    const dates = beside.filter(({ mark }) => mark !== undefined).map(dateOf)
    const usual = usualForm(
      dates.filter((date) => !isMay(date)),
      formOf,
    )
    return keepMarks(beside, (token) => {
      const date = dateOf(token)
      return usual === undefined || isMay(date) || formOf(date) === usual
    })
  },
})
