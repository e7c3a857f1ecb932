import * as z from 'zod'

/** A text, where there is one. */
const Text = z.string().optional().catch(undefined)
const Texts = z.array(z.string().catch('')).catch([])

const Recipient = z.object({ emailAddress: z.string().min(1), status: Text, diagnosticCode: Text })
export type Recipient = z.infer<typeof Recipient>

export const addressesOf = (recipients: readonly Recipient[]): string[] =>
  recipients.map(({ emailAddress }) => emailAddress)

/** What is listed and names nobody is kept as such, for how many are listed may matter. */
const Recipients = z.array(Recipient.optional().catch(undefined)).catch([])

const Bounce = z.object({
  bounceType: Text,
  bounceSubType: Text,
  bouncedRecipients: Recipients,
  timestamp: Text,
})
const Complaint = z.object({
  complainedRecipients: Recipients,
  complaintFeedbackType: Text,
  complaintSubType: Text,
  timestamp: Text,
})
const Tags = z.record(z.string(), z.array(z.string()).catch([])).catch({})
const Mail = z.object({ messageId: Text, timestamp: Text, destination: Texts, tags: Tags })

/** A sending event of SES, as far as it is used; what is odd in it counts as absent, for it must not stop the rest. */
export const SesEvent = z.object({
  eventType: Text,
  /** An identity's own notifications name their kind so. */
  notificationType: Text,
  mail: Mail.optional().catch(undefined),
  bounce: Bounce.optional().catch(undefined),
  complaint: Complaint.optional().catch(undefined),
  delivery: z.object({ timestamp: Text, recipients: Texts }).optional().catch(undefined),
  deliveryDelay: z.object({ timestamp: Text }).optional().catch(undefined),
  subscription: z
    .object({ timestamp: Text, newTopicPreferences: z.object({ unsubscribeAll: z.literal(true) }) })
    .optional()
    .catch(undefined),
})
export type SesEvent = z.infer<typeof SesEvent>
