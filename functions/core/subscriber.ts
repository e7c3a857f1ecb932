import * as z from 'zod'
import { CategoryId } from './category-id.ts'
import { Instant } from './instant.ts'
import { LanguageTag } from './language-tag.ts'
import { ReaderId } from './reader-id.ts'
import { Slug } from './slug.ts'

export const SubscriberStatus = z.enum(['pending', 'active', 'unsubscribed'])
export const SuppressionCause = z.enum(['bounce', 'complaint', 'admin'])
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
  language: LanguageTag.optional(),
  layout: z.enum(['full', 'compact', 'plain']).optional(),
  zone: z.string().max(50).optional(),
  pausedUntil: Instant.optional(),
  suppressed: SuppressionCause.optional(),
  /** A changed address is a new row; the old one names it here, and old tokens follow. */
  movedTo: ReaderId.optional(),
  consentAt: Instant.optional(),
  statusAt: Instant,
})
export type Subscriber = z.infer<typeof Subscriber>
