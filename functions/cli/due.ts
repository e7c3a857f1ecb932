import type { Instant } from '#functions/core/instant.ts'
import { shownIn, when } from './when.ts'

/** When a digest is due, on the clocks of its newsletter or of each reader: what follows the word “due”. */
export const due = (
  { dueAt, localTime }: { readonly dueAt: Instant; readonly localTime?: string | null | undefined },
  zone: string,
): string => {
  const first = when(dueAt, zone)
  if (localTime === undefined || localTime === null) return first
  const shown = shownIn('UTC', Date.parse(`${localTime}Z`))
  return `when each reader’s clock shows ${shown}; the first, in UTC+14, at ${first}, which is also the deadline for approval`
}
