/** As people write it: `12,480`. */
export const figure = (value: number): string => value.toLocaleString('en')

const MOST_IN_FULL = 99_999_999
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })

/** For the scale of a picture: `500`, `12.5K`, `1M`. */
export const shortFigure = (value: number): string => short.format(value)

/** In full, as long as a picture has room for it. */
export const roomyFigure = (value: number): string =>
  value > MOST_IN_FULL ? short.format(value) : figure(value)

/** What part of a whole it is: `62 %`. Only all of it is 100, and only nothing is 0. */
export const percentOf = (part: number, whole: number): string => {
  if (part === 0 || whole === 0) return '0 %'
  const percent = (100 * part) / whole
  if (percent < 0.1) return '< 0.1 %'
  if (percent > 99.9 && part < whole) return '> 99.9 %'
  const digits = percent < 10 || (percent > 99 && part < whole) ? 1 : 0
  return `${percent.toLocaleString('en', { maximumFractionDigits: digits })} %`
}
