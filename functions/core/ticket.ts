import { createHmac, timingSafeEqual } from 'node:crypto'
import { currentKey, type SigningKeys } from './token.ts'

const macOf = (secret: string, label: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`s1|${label}|${text}`).digest().subarray(0, 16)

/** A text that a form carries and gives back, with a proof that we wrote it, for what is named by the label. */
export const signTicket = (keys: SigningKeys, label: string, text: string): string =>
  `${text}~${macOf(currentKey(keys).secret, label, text).toString('base64url')}`

/** The text of a ticket, or undefined when it is not ours. Compared in constant time; keys that were rotated since still count. */
export const readTicket = ({ keys }: SigningKeys, label: string, ticket: string): string | undefined => {
  const [, text, given] = /^([^~]{0,4000})~([A-Za-z0-9_-]{22})$/.exec(ticket) ?? []
  if (text === undefined || given === undefined) return undefined
  const isOurs = Object.values(keys)
    .filter(({ compromised }) => !compromised)
    .map(({ secret }) => timingSafeEqual(macOf(secret, label, text), Buffer.from(given, 'base64url')))
  return isOurs.includes(true) ? text : undefined
}

/** A name under which something is counted for a day, and that cannot be turned back without the key. */
export const anonymous = (keys: SigningKeys, what: string, day: string): string =>
  macOf(currentKey(keys).secret, `count|${day}`, what).toString('base64url')
