import * as z from 'zod'

/** How far an accepted mail has come, as the inbox shows it. */
export const MailStatus = z.enum([
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'rejected',
  'rendering failed',
  'suppressed',
])
export type MailStatus = z.infer<typeof MailStatus>
