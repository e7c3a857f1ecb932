import * as z from 'zod'
import { BatchRef, MOST_IN_A_BATCH, parseBatchTag, stampOf } from '#functions/core/batch.ts'
import type { EventSet } from '#functions/core/disposition.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { SuppressionCause } from '#functions/core/subscriber.ts'

const Recipients = z.array(z.object({ emailAddress: z.string() })).default([])

const Report = z.object({
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())).default({}) }),
  bounce: z
    .object({ bounceType: z.string(), bounceSubType: z.string().default(''), bouncedRecipients: Recipients })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: Recipients,
      complaintFeedbackType: z.string().nullish(),
      complaintSubType: z.string().nullish(),
    })
    .optional(),
})

/** A sending event of SES; what we do not use is not looked at. An identity's own notifications name their kind otherwise. */
export const SesEvent = z.union([
  Report.extend({ eventType: z.string() }),
  Report.extend({ notificationType: z.string() }).transform(({ notificationType, ...report }) => ({
    eventType: notificationType,
    ...report,
  })),
])
export type SesEvent = z.infer<typeof SesEvent>

const SETS = new Map<string, EventSet>([
  ['Send', 'sent'],
  ['Delivery', 'delivered'],
  ['DeliveryDelay', 'delayed'],
  ['Bounce', 'bounced'],
  ['Complaint', 'complained'],
  ['Reject', 'rejected'],
  ['Rendering Failure', 'renderingFailed'],
])

const UpTo99 = z
  .string()
  .regex(/^[1-9]?\d$/)
  .transform(Number)
const Position = UpTo99.refine((position) => position < MOST_IN_A_BATCH)

const entryOf = (tags: SesEvent['mail']['tags']): FeedbackEvent['entry'] => {
  const place = parseBatchTag(tags.batch?.[0] ?? '')
  const batch = BatchRef.safeParse({ digest: tags.digest?.[0], attempt: tags.attempt?.[0], ...place })
  const position = Position.safeParse(tags.entry?.[0])
  const call = UpTo99.safeParse(tags.call?.[0])
  if (!batch.success || !position.success || !call.success) return undefined
  return { batch: batch.data, stamp: stampOf(call.data, position.data) }
}

/** Reports that are no complaints: the mail was moved out of the spam folder, or its signature failed. */
const NO_COMPLAINT = ['not-spam', 'auth-failure']

const suppressionOf = ({ eventType, bounce, complaint }: SesEvent): FeedbackEvent['suppress'] => {
  const told = (cause: SuppressionCause, recipients: z.infer<typeof Recipients>) => ({
    cause,
    addresses: recipients.map(({ emailAddress }) => emailAddress),
  })
  if (eventType === 'Bounce' && bounce?.bounceType === 'Permanent')
    return told('bounce', bounce.bouncedRecipients)
  if (eventType !== 'Complaint' || complaint === undefined) return undefined
  if (NO_COMPLAINT.includes(complaint.complaintFeedbackType ?? '')) return undefined
  // With several recipients SES does not know which of them complained.
  return complaint.complainedRecipients.length === 1
    ? told('complaint', complaint.complainedRecipients)
    : undefined
}

/** An echo of the account's own suppression list tells nothing new, and SES counts it against nobody (aws-ses, account-level suppression list). */
const isEcho = (subType: string | null | undefined): boolean => /^On\w+SuppressionList$/i.test(subType ?? '')

const countsAs = ({ eventType, bounce, complaint }: SesEvent): FeedbackEvent['counts'] => {
  if (eventType === 'Bounce' && bounce?.bounceType === 'Permanent')
    return isEcho(bounce.bounceSubType) ? undefined : 'bounced'
  if (eventType !== 'Complaint' || complaint === undefined) return undefined
  const isOne =
    !NO_COMPLAINT.includes(complaint.complaintFeedbackType ?? '') && !isEcho(complaint.complaintSubType)
  return isOne ? 'complained' : undefined
}

/** What an event means to us; undefined for kinds that change nothing here. */
export const feedbackOf = (event: SesEvent): FeedbackEvent | undefined => {
  const set = SETS.get(event.eventType)
  if (set === undefined) return undefined
  const entry = entryOf(event.mail.tags)
  const suppress = suppressionOf(event)
  const counts = countsAs(event)
  return { set, ...(entry && { entry }), ...(suppress && { suppress }), ...(counts && { counts }) }
}
