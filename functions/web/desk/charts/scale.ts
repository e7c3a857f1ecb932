/** As exact as a screen. */
export const rounded = (value: number): number => Math.round(value * 10) / 10

/** Round values from 0 to one that is at least `most`, at most `count` steps apart: of whole numbers. */
export const roundValues = (most: number, count: number): number[] => {
  const least = Math.max(1, most) / count
  const power = 10 ** Math.floor(Math.log10(least))
  const step = Math.max(
    1,
    power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= least && (one * power) % 1 === 0) ?? 10),
  )
  const steps = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: steps + 1 }, (_, index) => index * step)
}

/** Shares a length out among values as they are; who has something has at least so much, so that it can be seen. */
export const shares = (values: readonly number[], length: number, least: number): number[] => {
  const sum = values.reduce((total, value) => total + value, 0)
  if (sum === 0) return values.map(() => 0)
  const isSmall = (value: number) => value > 0 && (value / sum) * length < least
  const small = values.filter(isSmall)
  const rest = length - small.length * least
  const large = sum - small.reduce((total, value) => total + value, 0)
  return values.map((value) => (isSmall(value) ? least : (value / large) * rest))
}

/** Where labels of a height stand that want to stand at some places: as near as they can, in their order, none over another. */
export const spread = (wanted: readonly number[], height: number, from: number, to: number): number[] => {
  const order = wanted
    .map((_, index) => index)
    .toSorted((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0))
  const places = wanted.map(() => from)
  let next = from
  for (const [rank, index] of order.entries()) {
    // Those that follow need room, too.
    const last = to - (order.length - rank) * height
    const place = Math.max(next, Math.min((wanted[index] ?? 0) - height / 2, Math.max(next, last)))
    places[index] = place
    next = place + height
  }
  return places
}
