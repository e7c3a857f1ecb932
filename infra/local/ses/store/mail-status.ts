import * as z from 'zod'

export const mailStatusSchema = z.enum([
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'rejected',
  'rendering failed',
  'suppressed',
])

/** How far an accepted mail has come, as the inbox shows it. */
export type MailStatus = z.infer<typeof mailStatusSchema>
