import * as z from 'zod'
import { safeNext } from './safe-next.ts'

/** What an act came to, told on the page that follows it; with what takes it back, where that is real. */
export const Said = z.strictObject({
  text: z.string().max(400),
  undo: z
    .strictObject({
      action: z
        .string()
        .max(300)
        .refine((action) => safeNext(action, '/') === action),
      fields: z.record(z.string(), z.string().max(500)),
    })
    .optional(),
})
export type Said = z.infer<typeof Said>

/** As a cookie holds it: at most 4096 bytes with its name (RFC 6265 §6.1). */
export const writeSaid = (said: Said): string => Buffer.from(JSON.stringify(said)).toString('base64url')

/** Undefined for what is none: cookies can be made up. */
export const readSaid = (cookie: string | undefined): Said | undefined => {
  if (cookie === undefined) return undefined
  try {
    return Said.safeParse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
