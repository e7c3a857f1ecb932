import * as z from 'zod'
import { isDotAtom, mailDomain, normaliseAddress } from './address.ts'
import { suggestDomain } from './suggest-domain.ts'

/**
 * Why an address is refused, the first of these that applies:
 * `control-character` a line end, also as `%0A`, or a character that nobody sees · `display-name` angle brackets ·
 * `blank` in it or around it · `at-sign` not one @ with something on both sides · `local-part-not-ascii` SES cannot
 * mail to it (API reference, `Destination`) · `local-part` no dot-atom · `domain` none that mail can go to ·
 * `too-long` over 64 characters before the @ or 254 in all · `special-use-domain` it reaches nobody ·
 * `disposable-domain` the newsletter refuses it.
 */
export const AddressProblem = z.enum([
  'control-character',
  'display-name',
  'blank',
  'at-sign',
  'local-part-not-ascii',
  'local-part',
  'domain',
  'too-long',
  'special-use-domain',
  'disposable-domain',
])
export type AddressProblem = z.infer<typeof AddressProblem>

export type CheckedAddress = (
  | {
      readonly ok: true
      /** As it is mailed: the local part as typed, the domain in punycode. */
      readonly normalized: string
    }
  | { readonly ok: false; readonly reason: AddressProblem }
) & {
  /** The address that was likely meant, of one that is refused or not. */
  readonly hint: string | undefined
}

// RFC 6761, 6762 and 7686, and RFC 3172 for `arpa`. `example` is for documents and samples, so it is taken.
const SPECIAL_USE = ['arpa', 'invalid', 'local', 'localhost', 'onion', 'test']

const isUnder = (domain: string, above: string): boolean => domain === above || domain.endsWith(`.${above}`)

const partsOf = (typed: string) => {
  const at = typed.lastIndexOf('@')
  // RFC 5321 §4.1.2: in quotes that nothing needs it is the same mailbox.
  const local = typed.slice(0, Math.max(at, 0)).replace(/^"([^"\\]*)"$/, '$1')
  return { local, domain: typed.slice(at + 1) }
}

const problemOf = (typed: string, refusedDomains: readonly string[]): AddressProblem | undefined => {
  if (/\p{C}|%0[adAD]/u.test(typed)) return 'control-character'
  if (/[<>]/.test(typed)) return 'display-name'
  if (/\p{Z}/u.test(typed)) return 'blank'
  if (!/^[^@]+@[^@]+$/.test(typed)) return 'at-sign'
  const { local, domain } = partsOf(typed)
  if (/[^!-~]/.test(local)) return 'local-part-not-ascii'
  if (!isDotAtom(local)) return 'local-part'
  const host = mailDomain(domain)
  if (host === undefined) return 'domain'
  if (normaliseAddress(`${local}@${host}`) === undefined) return 'too-long'
  if (SPECIAL_USE.some((one) => isUnder(host, one))) return 'special-use-domain'
  return refusedDomains.some((one) => isUnder(host, one)) ? 'disposable-domain' : undefined
}

/**
 * Whether an address that a person typed may sign up, every character counted: a form trims first. Stricter than
 * `normaliseAddress`, which knows again whatever is stored. The refused domains are as `mailDomain` writes them.
 */
export const checkAddress = (typed: string, refusedDomains: readonly string[] = []): CheckedAddress => {
  const { local, domain } = partsOf(typed)
  const meant = `${local}@${suggestDomain(domain) ?? ''}`
  const hint = problemOf(meant, refusedDomains) === undefined ? meant : undefined
  const reason = problemOf(typed, refusedDomains)
  return reason === undefined
    ? { ok: true, normalized: `${local}@${mailDomain(domain)}`, hint }
    : { ok: false, reason, hint }
}
