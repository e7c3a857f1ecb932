/** A list price in us-east-1, in dollars, without free tiers. */
export interface Price {
  readonly dollars: number
  /** Of how many it is the price. */
  readonly per: number
  readonly unit: string
  /** When the price stood so, and where. */
  readonly of: string
}

const M = 1_000_000

const SES = 'AWS Price List API, 2026-07-22'
const LIST = 'AWS Price List as of 2024, in the golden files of infracost'
const SINCE_2024 = 'AWS, on-demand prices since 2024-11-01; infracost'

/** Readers are what SES counts. Essentials: the first ten millions of a month. */
export const SES_PLANS = {
  'à la carte': { dollars: 0.1, per: 1000, unit: 'reader', of: SES },
  Essentials: { dollars: 0.16, per: 1000, unit: 'reader', of: SES },
} as const satisfies Record<string, Price>
export type SesPlan = keyof typeof SES_PLANS

export const PRICES = {
  /** Deliveries from a topic to a queue are free. */
  publish: { dollars: 0.5, per: M, unit: 'publish', of: LIST },
  queueRequest: { dollars: 0.4, per: M, unit: 'request', of: LIST },
  functionCall: { dollars: 0.2, per: M, unit: 'request', of: LIST },
  gigabyteSecond: { dollars: 13.3334, per: M, unit: 'GB-s', of: LIST },
  writeUnit: { dollars: 0.625, per: M, unit: 'write unit', of: SINCE_2024 },
  readUnit: { dollars: 0.125, per: M, unit: 'read unit', of: SINCE_2024 },
  /** With point-in-time recovery, a month. */
  storedGigabyte: { dollars: 0.45, per: 1, unit: 'GB-month', of: SINCE_2024 },
  loggedGigabyte: { dollars: 0.5, per: 1, unit: 'GB', of: LIST },
  /** Whether a rule's schedule is charged as an event is not said; this is the most that it can be. */
  ruleEvent: { dollars: 1, per: M, unit: 'event', of: 'aws.amazon.com/eventbridge/pricing, 2026-11' },
  secretRequest: {
    dollars: 0.05,
    per: 10_000,
    unit: 'request',
    of: 'aws.amazon.com/secrets-manager/pricing, 2026-11',
  },
} as const satisfies Record<string, Price>

export const costOf = (count: number, { dollars, per }: Price): number => (count * dollars) / per
