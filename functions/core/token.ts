import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** `leave` unsubscribes, `adjust` changes choices. Neither shows the address, and neither expires. */
export const Scope = z.enum(['leave', 'adjust'])
export type Scope = z.infer<typeof Scope>

/** Signing keys by id. A retired key verifies for ever; a compromised one verifies for `leave` only. */
export const SigningKeys = z.strictObject({
  current: z.string(),
  keys: z.record(
    z.string().regex(/^[a-z0-9]{1,8}$/),
    z.strictObject({ secret: z.string().min(32), compromised: z.boolean().default(false) }),
  ),
})
export type SigningKeys = z.infer<typeof SigningKeys>

export interface TokenSubject {
  readonly newsletter: string
  readonly reader: string
  readonly scope: Scope
}

const LETTER = { leave: 'u', adjust: 'p' } as const

const macOf = (secret: string, keyId: string, { newsletter, reader, scope }: TokenSubject): string =>
  createHmac('sha256', secret)
    .update(`t1|${keyId}|${newsletter}|${reader}|${scope}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** The key with which everything new is signed. */
export const currentKey = ({ current, keys }: SigningKeys): SigningKeys['keys'][string] => {
  const key = keys[current]
  if (key === undefined) throw new RangeError(`No signing key ${current}`)
  return key
}

/** `KEY.NEWSLETTER.READER.SCOPE.MAC`, in characters that SES template values and URL paths carry unchanged. */
export const signToken = (keys: SigningKeys, subject: TokenSubject): string => {
  const mac = macOf(currentKey(keys).secret, keys.current, subject)
  return [keys.current, subject.newsletter, subject.reader, LETTER[subject.scope], mac].join('.')
}

const TOKEN = /^([a-z0-9]{1,8})\.([a-z0-9-]{1,40})\.([0-9a-f]{24})\.([up])\.([A-Za-z0-9_-]{22})$/

/** What a token stands for, or undefined when it is not one of ours. Compared in constant time. */
export const verifyToken = (keys: SigningKeys, token: string): TokenSubject | undefined => {
  const [, keyId = '', newsletter = '', reader = '', letter = '', mac = ''] = TOKEN.exec(token) ?? []
  const key = keys.keys[keyId]
  if (key === undefined) return undefined
  const scope: Scope = letter === LETTER.leave ? 'leave' : 'adjust'
  if (key.compromised && scope !== 'leave') return undefined
  const subject = { newsletter, reader, scope }
  // As text: its last character has spare bits, so that several texts are the same bytes.
  return timingSafeEqual(Buffer.from(macOf(key.secret, keyId, subject)), Buffer.from(mac))
    ? subject
    : undefined
}

/** Whether a token's key was never lost. */
export const isSound = ({ keys }: SigningKeys, token: string): boolean =>
  keys[token.split('.', 1)[0] ?? '']?.compromised === false
