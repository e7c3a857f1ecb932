import { strict } from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'
import { type Instant, toInstant } from '../instant.ts'

export interface FoundDate {
  readonly publishedAt: Instant
  readonly datePrecision: 'instant' | 'day' | 'month'
}

/** A date inside a line, as it is written, with what stands before and after it. */
interface DateInLine extends FoundDate {
  readonly date: string
  readonly before: string
  readonly after: string
}

const at = (local: string, zone: string): Instant =>
  toInstant(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds)

/** A day or month is the one that `publishedAt` shows in UTC, wherever its blog stands. */
const dayOrMonth = (date: string, datePrecision: 'day' | 'month'): FoundDate => ({
  publishedAt: at(date, 'UTC'),
  datePrecision,
})

const EPOCH = new Date(0)
/** A date stands in a short line; nothing is looked for in a paragraph. */
const LONGEST = 500
/** Posts are of these years; others are history, or a program's empty date. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2199

type Known = ReturnType<typeof strict.parse>[number]['start']

const two = (value: number | null): string => String(value ?? 0).padStart(2, '0')

const instantOf = (start: Known, date: string, zone: string): Instant => {
  const time = ['hour', 'minute', 'second'].map((part) => two(start.get(part as 'hour'))).join(':')
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null
  if (offset === null) return at(`${date}T${time}`, zone)
  return toInstant(Date.parse(`${date}T${time}Z`) - offset * 60_000)
}

/** Copying joins a date with what stands behind it: `April 5, 2016News`. */
export const withGapBehindYear = (line: string): string =>
  line.replace(/(\b(?:19|20)\d{2})(?=\p{L})/gu, '$1 ')

/** The first whole date in a line, as people write it: day, month and four digits of the year. Times without a zone are local to `zone`. */
export const dateIn = (line: string, zone: string): DateInLine | undefined => {
  const [found] = line.length <= LONGEST && /\d{4}/.test(line) ? strict.parse(line, EPOCH) : []
  if (found === undefined || !/\d{4}/.test(found.text)) return undefined
  const { start, index, text } = found
  if (!(['year', 'month', 'day'] as const).every((part) => start.isCertain(part))) return undefined
  const year = start.get('year') ?? 0
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const date = `${year}-${two(start.get('month'))}-${two(start.get('day'))}`
  return {
    ...(start.isCertain('hour')
      ? { publishedAt: instantOf(start, date, zone), datePrecision: 'instant' }
      : dayOrMonth(date, 'day')),
    date: text,
    before: line.slice(0, index).trim(),
    after: line.slice(index + text.length).trim(),
  }
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const MONTH = /^(\p{L}{3,9})\.?,? +(\d{4})$/u

/** The first moment of a month, `April 2016` or `2016-04`. */
export const monthOf = (text: string): FoundDate | undefined => {
  const numbers = /^(\d{4})[-/](\d{1,2})$/.exec(text)
  const [, name = '', year = ''] = MONTH.exec(text) ?? []
  const month =
    numbers === null
      ? MONTHS.findIndex((one) => one === name.toLowerCase() || one.slice(0, 3) === name.toLowerCase()) + 1
      : Number(numbers[2])
  const inYear = Number(numbers?.[1] ?? year)
  if (month < 1 || month > 12 || inYear < FIRST_YEAR || inYear > LAST_YEAR) return undefined
  return dayOrMonth(`${inYear}-${two(month)}-01`, 'month')
}

/** A machine's date as markup has it: ISO 8601, in full or down to a day or month. */
export const readIsoDate = (value: string, zone: string): FoundDate | undefined => {
  const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T')
  const year = Number(text.slice(0, 4))
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined
  if (/^\d{4}-\d{2}$/.test(text)) return monthOf(text)
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayOrMonth(text, 'day')
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:?\d{2}/.test(text)) return undefined
    const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
    const publishedAt = zoned ? toInstant(Temporal.Instant.from(text).epochMilliseconds) : at(text, zone)
    return { publishedAt, datePrecision: 'instant' }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
