import { median } from '../report.ts'
import type { Answered, Ask } from './ask.ts'

export interface Rounds {
  readonly warmUp: number
  readonly timed: number
}

export interface Measured {
  readonly firstByte: Spread
  readonly whole: Spread
  readonly last: Answered
}

/** In ms. */
export interface Spread {
  readonly median: number
  readonly p95: number
}

/** The least value that so many of all are not above (nearest rank). */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN
}

const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  p95: percentile(values, 95),
})

/** Asks for a page that must be there. */
export const seen = async (ask: Ask, path: string): Promise<Answered> => {
  const answer = await ask(path)
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${answer.body.slice(0, 500)}`)
  return answer
}

/** Asks for a page again and again, one request after the other. */
export const measured = async (ask: Ask, path: string, { warmUp, timed }: Rounds): Promise<Measured> => {
  for (let round = 0; round < warmUp; round += 1) await seen(ask, path)
  const answers: Answered[] = []
  for (let round = 0; round < timed; round += 1) answers.push(await seen(ask, path))
  return {
    firstByte: spreadOf(answers.map(({ firstByteMs }) => firstByteMs)),
    whole: spreadOf(answers.map(({ wholeMs }) => wholeMs)),
    last: answers.at(-1) as Answered,
  }
}
