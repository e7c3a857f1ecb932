/** A list price in us-east-1, in dollars, without free tiers. */
export interface Price {
  readonly dollars: number
  /** Of how many it is the price. */
  readonly per: number
  readonly unit: string
  /** When the price stood so, and where. */
  readonly of: string
}

export const costOf = (count: number, { dollars, per }: Price): number => (count * dollars) / per

const M = 1_000_000
const LIST = 'AWS Price List as of 2024, in the golden files of infracost'

/** What a digest to many readers costs for the most part: SES as it is paid à la carte, which counts readers, and its events. */
export const SEND_PRICES = {
  reader: { dollars: 0.1, per: 1000, unit: 'reader', of: 'AWS Price List API, 2026-07-22' },
  /** Deliveries from a topic to a queue are free. */
  publish: { dollars: 0.5, per: M, unit: 'publish', of: LIST },
  queueRequest: { dollars: 0.4, per: M, unit: 'request', of: LIST },
} as const satisfies Record<string, Price>

/** Send and Delivery. */
const EVENTS_A_READER = 2
/** Messages that one request receives or deletes (SQS: ten at most). */
const MESSAGES_A_REQUEST = 10

/** What SES and its events cost for so many readers, in dollars: each event is published, received and deleted. */
export const sendDollars = (readers: number): number => {
  const events = readers * EVENTS_A_READER
  return (
    costOf(readers, SEND_PRICES.reader) +
    costOf(events, SEND_PRICES.publish) +
    costOf((2 * events) / MESSAGES_A_REQUEST, SEND_PRICES.queueRequest)
  )
}
