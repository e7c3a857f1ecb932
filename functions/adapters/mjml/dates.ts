import { Temporal } from 'temporal-polyfill'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Entry } from '#functions/core/entry.ts'
import type { Messages } from '#functions/core/messages/en.ts'
import { isSameLanguage } from '#functions/core/messages/languages.ts'

/** Dates in words of a language, in ASCII digits and the calendar of the posts, whatever the region is used to. */
const formatOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(
    new Intl.Locale(language, { numberingSystem: 'latn', calendar: 'gregory' }),
    options,
  )

const UTC = { timeZone: 'UTC' } as const

/** “24 November 2026”. */
export const dayOf = (date: string, language: string): string =>
  formatOf(language, { dateStyle: 'long', ...UTC }).format(new Date(date))

/** “24 November”, for who knows the year. */
export const shortDayOf = (date: string, language: string): string =>
  formatOf(language, { day: 'numeric', month: 'long', ...UTC }).format(new Date(date))

/** What a digest tells of: the seven days up to its date, “16–22 November 2026”, or the month of a round-up. */
export const periodOf = (
  { kind, date }: Pick<DigestRef, 'kind' | 'date'>,
  language: string,
  { roundUp }: Pick<Messages['mail'], 'roundUp'>,
  month: 'long' | 'short' = 'long',
): string => {
  const format = formatOf(language, { day: 'numeric', month, year: 'numeric', ...UTC })
  if (kind === 'round-up') return roundUp(format.format(new Date(date)))
  const first = Temporal.PlainDate.from(date).subtract({ days: 6 })
  // Its short form of a range is all digits and slashes.
  if (isSameLanguage(language, 'ja'))
    return `${format.format(new Date(first.toString()))}～${format.format(new Date(date))}`
  // Thin blanks are boxes in some fonts.
  return format.formatRange(new Date(first.toString()), new Date(date)).replace(/\s/g, ' ')
}

/** When a story was published, as exactly as that is known: “20 Nov”, with the year if it is not the digest's. */
export const publishedOn = (
  { publishedAt, datePrecision }: Pick<Entry, 'publishedAt' | 'datePrecision'>,
  digestDate: string,
  language: string,
  zone: string,
): string | undefined => {
  if (publishedAt === undefined || datePrecision === 'none') return undefined
  const timeZone = datePrecision === 'instant' ? zone : 'UTC'
  const inYear = publishedAt.slice(0, 4) === digestDate.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  const parts =
    datePrecision === 'month'
      ? ({ month: 'long', year: 'numeric' } as const)
      : ({ day: 'numeric', month: 'short', ...inYear } as const)
  return formatOf(language, { ...parts, timeZone }).format(new Date(publishedAt))
}
