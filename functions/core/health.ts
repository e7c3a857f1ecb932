import * as z from 'zod'
import type { FailureCode } from './disposition.ts'
import { Instant } from './instant.ts'

const Names = z.set(z.string()).default(new Set())

/** What is counted of a digest while it is sent: one row, written once a call and once a report of SES. */
export const Health = z.strictObject({
  accepted: z.int().default(0),
  /** Hard bounces and complaints that SES counts against the sender. */
  bounced: z.int().default(0),
  complained: z.int().default(0),
  /** The entries that SES took and then rejected or could not render, as `wave-number-stamp`. */
  stopped: Names,
  /** The entries that SES refused before it had accepted any other of their batch, by failure code. */
  refusedM: Names,
  refusedP: Names,
  refusedB: Names,
  /** When something was counted last. */
  at: Instant.optional(),
})
export type Health = z.infer<typeof Health>

export const refusedWith = (health: Health, code: FailureCode): ReadonlySet<string> =>
  ({ M: health.refusedM, P: health.refusedP, B: health.refusedB })[code]

export interface HealthChange {
  readonly accepted?: number
  readonly bounced?: number
  readonly complained?: number
  readonly stopped?: readonly string[]
  readonly refused?: { readonly code: FailureCode; readonly entries: readonly string[] }
}

/** Three mails that SES took and then could not send speak of the edition. */
export const MOST_STOPPED = 3

const LEAST_ACCEPTED = 1000
const BOUNCES = { rate: 0.05, least: 10 }
const COMPLAINTS = { rate: 0.001, least: 3 }

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`

export interface Brake {
  readonly cause: 'ses' | 'health'
  readonly words: string
}

/** Why a digest must not go on, judged by its own health and by that of all its newsletter sent in seven days; SES reviews an account at 5 % bounces or 0.1 % complaints. */
export const brake = (own: Health, week: readonly Health[], heeded: boolean): Brake | undefined => {
  if (own.stopped.size >= MOST_STOPPED) {
    const words = `SES accepted ${own.stopped.size} mails and then rejected or could not render them.`
    return { cause: 'ses', words }
  }
  const sum = (count: (health: Health) => number) => week.reduce((total, one) => total + count(one), 0)
  const accepted = sum((one) => one.accepted)
  if (heeded || accepted < LEAST_ACCEPTED) return undefined
  const bounced = sum((one) => one.bounced)
  const complained = sum((one) => one.complained)
  if (bounced >= BOUNCES.least && bounced >= accepted * BOUNCES.rate) {
    const words = `${bounced} of ${accepted} mails bounced in seven days (${percent(bounced, accepted)}); SES reviews an account at 5 %.`
    return { cause: 'health', words }
  }
  if (complained >= COMPLAINTS.least && complained >= accepted * COMPLAINTS.rate) {
    const words = `${complained} readers of ${accepted} complained in seven days (${percent(complained, accepted)}); SES reviews an account at 0.1 %.`
    return { cause: 'health', words }
  }
  return undefined
}
