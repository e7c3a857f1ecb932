import { fetchCertificate } from '#functions/adapters/sns/fetch-certificate.ts'
import { verifySignature } from '#functions/adapters/sns/verify-signature.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { SavedEvent } from './read-feedback.ts'

/** Takes all effect from events whose signature by SNS is bad or cannot be checked. */
export const verifyFeedback = (fetchText = fetchCertificate) => {
  const problemOf = verifySignature(fetchText)
  return async ({ event, envelope }: SavedEvent): Promise<FeedbackEvent> => {
    const reason = await problemOf(envelope)
    return reason === undefined ? event : { verdict: { ...event.verdict, effect: 'none', reason } }
  }
}
