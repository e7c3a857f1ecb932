import type { Instant } from '#functions/core/instant.ts'
import { happenedAt } from './event-time.ts'
import { isEcho, type Judged, none, odd, suppresses } from './judged.ts'
import { readerIn, readersIn } from './readers-in.ts'
import { addressesOf, type SesEvent } from './ses-event.ts'

/** Reports that are no complaints: the mail was moved out of the spam folder, or its signature failed. */
const NO_COMPLAINT = ['not-spam', 'auth-failure']

/** One complainer is suppressed. SES delivers nothing to its own list, so an echo of that is nobody's complaint of this mail; who complained before was suppressed then. */
export const judgeComplaint = (event: SesEvent, now: Instant): Judged => {
  const { complaint } = event
  if (complaint === undefined) return odd('It has no complaint.')
  const { complainedRecipients, complaintFeedbackType, complaintSubType } = complaint
  const recipients = addressesOf(complainedRecipients.filter((one) => one !== undefined))
  if (NO_COMPLAINT.includes(complaintFeedbackType?.toLowerCase() ?? ''))
    return { ...none('It reports something other than a complaint.'), recipients }
  if (isEcho(complaintSubType))
    return { ...none('It repeats the suppression list of SES, and is no new complaint.'), recipients }
  const counts = { counts: 'complained' } as const
  // One person may be listed in several spellings; each of those who are no address is one more.
  const people = new Set(complainedRecipients.map((one, index) => readerIn(one?.emailAddress ?? '') ?? index))
  if (people.size > 1)
    return { ...none('SES does not know which of those listed complained.'), ...counts, recipients }
  const addresses = readersIn(recipients)
  if (addresses.length === 0) return { ...odd('It does not list who complained.'), ...counts, recipients }
  const at = happenedAt(complaint.timestamp, event, now)
  return { ...suppresses('complaint', 'The reader complained.', addresses, at), ...counts, recipients }
}
