import { seededRandom } from '#infra/local/seeded-random.ts'

/** How Lambda gathers messages of a queue for calls of a function. */
export interface Gathering {
  /** Calls that are gathered for at once: what Lambda reads goes to any of them. */
  readonly gatherers: number
  readonly windowSeconds: number
  /** Messages in one call, at most. */
  readonly most: number
  /** Lambda ends a call's messages at 6 MB too. */
  readonly bytesEach: number
}

/** A synchronous call of Lambda takes 6 MB. */
const MOST_BYTES = 6 * 1024 * 1024

export const mostInACall = ({ most, bytesEach }: Pick<Gathering, 'most' | 'bytesEach'>): number =>
  Math.min(most, Math.floor(MOST_BYTES / bytesEach))

/**
 * The calls that messages come in, each as the positions of its messages. `arrivals` are their times in seconds, first
 * to last. A message goes to any gatherer by chance, which parts what belongs together as far as it can be parted.
 */
export const gather = (arrivals: readonly number[], gathering: Gathering): number[][] => {
  const random = seededRandom(5)
  const most = mostInACall(gathering)
  const open = Array.from({ length: gathering.gatherers }, () => ({ until: 0, messages: [] as number[] }))
  const calls: number[][] = []
  for (const [message, at] of arrivals.entries()) {
    const one = open[Math.floor(random() * open.length)]
    if (one === undefined) continue
    if (one.messages.length >= most || (one.messages.length > 0 && at >= one.until)) {
      calls.push(one.messages)
      one.messages = []
    }
    if (one.messages.length === 0) one.until = at + gathering.windowSeconds
    one.messages.push(message)
  }
  return [...calls, ...open.map(({ messages }) => messages).filter(({ length }) => length > 0)]
}
