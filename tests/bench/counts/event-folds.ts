import { type Arriving, arrivalTimes } from './arrivals.ts'
import { type Gathering, gather } from './gather.ts'

export type EventType = 'Send' | 'Delivery'

export interface FoldQuestion {
  readonly readers: number
  readonly batchSize: number
  readonly types: readonly EventType[]
  readonly arriving: Arriving
  readonly gathering: Gathering
}

/** An event as far as its gathering goes. */
interface Told {
  readonly reader: number
  readonly type: EventType
  readonly at: number
}

/** The calls of Lambda in which the events of a send come, each as readers with the type of the event. */
export const eventCalls = ({ readers, batchSize, types, arriving, gathering }: FoldQuestion): Told[][] => {
  const timeOf = arrivalTimes(arriving, batchSize)
  const told = Array.from({ length: readers }, (_, reader) =>
    types.map((type): Told => ({ reader, type, at: timeOf(reader, type) })),
  ).flat()
  told.sort((one, other) => one.at - other.at)
  const positions = gather(
    told.map(({ at }) => at),
    gathering,
  )
  return positions.map((call) => call.flatMap((position) => told[position] ?? []))
}

/** Calls, and writes in them: a call writes once for each batch that its events speak of, and once for the hour. */
export const foldsOf = (question: FoldQuestion): { calls: number; writes: number } => {
  const calls = eventCalls(question)
  const folds = calls.reduce(
    (sum, call) => sum + new Set(call.map(({ reader }) => Math.floor(reader / question.batchSize))).size,
    0,
  )
  return { calls: calls.length, writes: folds + calls.length }
}
