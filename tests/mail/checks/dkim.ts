import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import type { Fault } from '#functions/core/checked-mail.ts'

const SELECTOR = 's1'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})

/** Answers for the one name that there is. */
const resolver = async (name: string, type: string): Promise<string[][]> => {
  if (type === 'TXT' && name.startsWith(`${SELECTOR}._domainkey.`))
    return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
  throw Object.assign(new Error(`There is no ${type} record of ${name}.`), { code: 'ENOTFOUND' })
}

/** A one-click unsubscribe counts only if both are signed (RFC 8058 §4). */
const MUST_BE_SIGNED = ['list-unsubscribe', 'list-unsubscribe-post']

export const SIGNED_HEADERS: readonly string[] = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'list-id',
  ...MUST_BE_SIGNED,
]

const verdictOf = async (mime: string) => {
  const { results } = await dkimVerify(mime, { resolver })
  return results[0]?.status
}

/** Whether a message of a domain can be signed so that receivers trust it and its one-click unsubscribe. */
export const dkimFaults = async (
  mime: string,
  signingDomain: string,
  signed: readonly string[] = SIGNED_HEADERS,
): Promise<Fault[]> => {
  const key = { signingDomain, selector: SELECTOR, privateKey }
  const { signatures, errors } = await dkimSign(mime, {
    // Only its types ask for the key here.
    ...key,
    headerList: [...signed],
    signatureData: [key],
  })
  const [error] = errors
  if (error !== undefined)
    return [{ check: 'dkim', words: `The message cannot be signed: ${error.err.message}` }]
  const covered = /\bh=([^;]*)/.exec(signatures)?.[1]?.replace(/\s/g, '').toLowerCase().split(':') ?? []
  const uncovered = MUST_BE_SIGNED.filter((name) => !covered.includes(name))
  const status = await verdictOf(signatures + mime)
  const changed = await verdictOf(`${signatures}${mime.trimEnd()} \r\nAn offer.\r\n`)
  return [
    ...uncovered.map(
      (name) => `The signature does not cover ${name}, so that one-click unsubscribe counts for nothing.`,
    ),
    ...(status?.result === 'pass'
      ? []
      : [`The signature does not verify: ${status?.result} ${status?.comment ?? ''}`]),
    ...(changed?.result !== 'pass' ? [] : ['The signature verifies though the body was changed.']),
  ].map((words) => ({ check: 'dkim', words }))
}
