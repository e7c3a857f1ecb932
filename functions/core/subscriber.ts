import * as z from 'zod'
import { CategoryId } from './category-id.ts'
import { Instant } from './instant.ts'
import { LanguageTag } from './language-tag.ts'
import { Layout } from './newsletter.ts'
import { ReaderId } from './reader-id.ts'
import { Slug } from './slug.ts'

export const SubscriberStatus = z.enum(['pending', 'active', 'unsubscribed'])
/** Why an id must not be mailed. `erased`: its owner had their data erased; they alone can come back, by signing up. */
export const SuppressionCause = z.enum(['bounce', 'complaint', 'admin', 'erased'])
export type SuppressionCause = z.infer<typeof SuppressionCause>

/** One address on one newsletter. The row stays under 1 KB. */
export const Subscriber = z.strictObject({
  newsletter: Slug,
  id: ReaderId,
  /** As it is mailed: local part as typed, domain in punycode. */
  address: z.string().max(254),
  status: SubscriberStatus,
  /** The categories that the reader chose, or all, also those to come. */
  categories: z.union([z.literal('all'), z.array(CategoryId).max(12)]),
  /** Absent: every digest. */
  frequency: z.literal('monthly').optional(),
  language: LanguageTag.optional(),
  layout: Layout.optional(),
  zone: z.string().max(50).optional(),
  /** What the mail shows of entries with a content note; absent: all of it. */
  notes: z.enum(['titles', 'leave-out']).optional(),
  /** Their subjects say the date alone. */
  subject: z.literal('date').optional(),
  pausedUntil: Instant.optional(),
  suppressed: SuppressionCause.optional(),
  /** A mail to this address bounced softly of late: their next deliveries are looked at. */
  bouncing: z.literal(true).optional(),
  /** A changed address is a new row; the old one names it here, and old tokens follow. */
  movedTo: ReaderId.optional(),
  /** They left by a page's button, and nothing since: the page's next button may take it back. */
  undoable: z.literal(true).optional(),
  /** When they confirmed that they want this; absent for who was imported without proof of it. */
  consentAt: Instant.optional(),
  /** Their last sign of life since: a choice, an answer. */
  seenAt: Instant.optional(),
  /** When they were asked whether they still want this. */
  askedAt: Instant.optional(),
  statusAt: Instant,
})
export type Subscriber = z.infer<typeof Subscriber>
