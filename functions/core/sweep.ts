import * as z from 'zod'
import { Instant, msOf } from './instant.ts'
import { KEY_RANGES } from './reader-id.ts'
import { Slug } from './slug.ts'

/** A walk over one key range of a newsletter's readers, that finds who is to be asked whether they want it. */
export const Sweep = z.strictObject({ newsletter: Slug, range: z.string().regex(/^[0-9a-f]$/), at: Instant })
export type Sweep = z.infer<typeof Sweep>

const DAY_MS = 86_400_000

/** The sweep of a UTC day: one of the 16 ranges, so that each reader is looked at every 16 days. */
export const sweepOf = (newsletter: string, at: Instant): Sweep => {
  const day = Math.floor(msOf(at) / DAY_MS)
  return { newsletter, range: (day % KEY_RANGES.length).toString(16), at }
}
