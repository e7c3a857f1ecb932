import * as z from 'zod'
import { Trace } from '#functions/core/history.ts'
import { Instant } from '#functions/core/instant.ts'
import { Preferences } from '#functions/core/preferences.ts'
import { ReaderId } from '#functions/core/reader-id.ts'
import { Slug } from '#functions/core/slug.ts'

const common = {
  /** Names the request for good, so that what it asks for is mailed once. */
  id: z.string(),
  newsletter: Slug,
  at: Instant,
}

/** What somebody asked for on a page, done by a worker after the page has answered: so each answer is the same, whoever is a reader. */
export const ReaderRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('sign-up'),
    address: z.string(),
    preferences: Preferences,
    /** The words of the page that were agreed to, and their version. */
    words: z.string(),
    version: z.string(),
    trace: Trace,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('link'),
    reader: ReaderId,
    purpose: z.enum(['download', 'move', 'erase']),
  }),
  /** A letter to the address to which a reader moves. */
  z.strictObject({ ...common, kind: z.literal('arrive'), reader: ReaderId, address: z.string() }),
  z.strictObject({ ...common, kind: z.literal('erase'), reader: ReaderId }),
  /** The yearly question; `prove` to who was imported without proof of consent. */
  z.strictObject({ ...common, kind: z.enum(['still', 'prove']), reader: ReaderId }),
])
export type ReaderRequest = z.infer<typeof ReaderRequest>
export type RequestOf<Kind extends ReaderRequest['kind']> = Extract<ReaderRequest, { kind: Kind }>
