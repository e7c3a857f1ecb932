import { type FoundDate, monthOf, readIsoDate } from '#functions/core/archive/local-date.ts'

const DATED = /\/((?:19|20)\d{2})\/(0?[1-9]|1[0-2])(?:\/(0?[1-9]|[12]\d|3[01]))?\//

/** The date that a blog's permalink holds: `/2019/02/03/title/`, or down to the month. */
export const permalinkDate = (url: string | undefined): FoundDate | undefined => {
  const [, year, month = '', day] = DATED.exec(url === undefined ? '' : `${new URL(url).pathname}/`) ?? []
  if (year === undefined) return undefined
  const start = `${year}-${month.padStart(2, '0')}`
  return day === undefined ? monthOf(start) : readIsoDate(`${start}-${day.padStart(2, '0')}`, 'UTC')
}
