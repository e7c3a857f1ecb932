import * as z from 'zod'
import { allRecipients } from './all-recipients.ts'
import { Destination } from './operations/request-schemas.ts'

const AnyCall = z.object({
  Destination: Destination.optional(),
  BulkEmailEntries: z.array(z.object({ Destination })).optional(),
})

/** Everybody whom a call names, for fault rules about a recipient; nobody if it is not a call that sends. */
export const callRecipients = (body: unknown): string[] => {
  const parsed = AnyCall.safeParse(body)
  if (!parsed.success) return []
  const { Destination, BulkEmailEntries } = parsed.data
  const destinations = [
    ...(Destination ? [Destination] : []),
    ...(BulkEmailEntries ?? []).map((entry) => entry.Destination),
  ]
  return destinations.flatMap(allRecipients)
}
