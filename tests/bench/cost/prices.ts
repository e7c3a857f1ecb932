import { type Price, SEND_PRICES } from '#functions/core/prices.ts'

const M = 1_000_000

const LIST = 'AWS Price List as of 2024, in the golden files of infracost'
const SINCE_2024 = 'AWS, on-demand prices since 2024-11-01; infracost'

/** Readers are what SES counts. Essentials: the first ten millions of a month. */
export const SES_PLANS = {
  'à la carte': SEND_PRICES.reader,
  Essentials: { ...SEND_PRICES.reader, dollars: 0.16 },
} as const satisfies Record<string, Price>
export type SesPlan = keyof typeof SES_PLANS

export const PRICES = {
  publish: SEND_PRICES.publish,
  queueRequest: SEND_PRICES.queueRequest,
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
