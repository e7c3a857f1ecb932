import { gunzipSync, gzipSync } from 'node:zlib'
import * as z from 'zod'

// An item has at most 400 KB. Text shrinks to a fifth, so what a digest says, its page and a story's full text fit
// compressed.

export const packJson = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value))

export const unpackJson = (value: unknown): unknown =>
  JSON.parse(gunzipSync(z.instanceof(Uint8Array).parse(value)).toString('utf8'))

/** A row of one packed text. */
export const PackedText = z.strictObject({ packed: z.unknown().transform(unpackJson).pipe(z.string()) })
