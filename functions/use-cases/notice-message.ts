import * as z from 'zod'
import { Notice } from '#functions/core/digest.ts'
import { DigestRef } from '#functions/core/digest-key.ts'

/** What asks a worker to tell the staff of a digest, or, with `to`, the one whom the newsletter names at that place. */
export const NoticeMessage = DigestRef.extend({
  notice: Notice,
  to: z.int().min(0).optional(),
  /** How often SES let it not leave. */
  tries: z.int().min(0).optional(),
})
export type NoticeMessage = z.infer<typeof NoticeMessage>
