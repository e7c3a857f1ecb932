import { keep } from './cookies.ts'
import type { DeskContext } from './desk-route.ts'
import { type Said, writeSaid } from './said.ts'

const SAID_SECONDS = 60

/** Leads on from an act to a page, which then says what the act came to. */
export const leadTo = (c: DeskContext, path: string, said?: Said): Response => {
  if (said !== undefined) keep(c, 'said', writeSaid(said), SAID_SECONDS)
  return c.redirect(path, 303)
}
