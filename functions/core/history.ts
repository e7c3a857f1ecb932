import * as z from 'zod'
import { Instant } from './instant.ts'
import { Slug } from './slug.ts'

/** One event in the history of a reader's consent to a newsletter, with what proves it. */
export const HistoryEvent = z.strictObject({
  newsletter: Slug,
  at: Instant,
  what: z.enum([
    'asked',
    'confirmed',
    'changed',
    'unsubscribed',
    'resubscribed',
    'moved',
    'still-wanted',
    'asked-again',
    'ended',
    'suppressed',
    'lifted',
  ]),
  /** By what means: a page's form, a link in a letter or a mail, SES's event, an admin, Gazette itself. */
  how: z.enum(['form', 'link', 'mail', 'event', 'admin', 'gazette']),
  /** The words that were agreed to, as they stood on the page, and their version. */
  words: z.string().max(1000).optional(),
  version: z.string().max(20).optional(),
  /** What changed: names with their new values as text. */
  change: z.record(z.string(), z.string()).optional(),
})
export type HistoryEvent = z.infer<typeof HistoryEvent>

/** From where something was asked. Kept for 90 days at most (GDPR article 5: no longer than needed to prove a consent that is disputed). */
export const Trace = z.strictObject({ ip: z.string().max(45), agent: z.string().max(300) })
export type Trace = z.infer<typeof Trace>

/** Deleted some days late, as DynamoDB does, it is still within 90. */
export const TRACE_DAYS = 87

/** A change of a row as the history tells it. */
export const changeAsText = (change: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(change)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
