import * as z from 'zod'
import { allRecipients } from '#infra/local/ses/all-recipients.ts'
import { destinationSchema } from '#infra/local/ses/operations/request-schemas.ts'

const anyCallSchema = z.object({
  Destination: destinationSchema.optional(),
  BulkEmailEntries: z.array(z.object({ Destination: destinationSchema })).optional(),
})

/** Everybody whom a call names, for fault rules about a recipient; nobody if it is not a call that sends. */
export function callRecipients(body: unknown): string[] {
  const parsed = anyCallSchema.safeParse(body)
  if (!parsed.success) return []
  const { Destination, BulkEmailEntries } = parsed.data
  const destinations = [
    ...(Destination ? [Destination] : []),
    ...(BulkEmailEntries ?? []).map((entry) => entry.Destination),
  ]
  return destinations.flatMap(allRecipients)
}
