import { SesError } from '../ses-error.ts'
import type { State } from '../store/state.ts'

/**
 * The identity that covers an address, the most particular first: itself, itself without its `+label`, its domain, a
 * parent domain. Only domains ignore case.
 */
export const identityFor = (state: State, address: string) => {
  const at = address.lastIndexOf('@')
  const labels = address
    .slice(at + 1)
    .toLowerCase()
    .split('.')
  const names = [
    address,
    address.replace(/\+[^@]*@/u, '@'),
    ...labels.map((_label, index) => labels.slice(index).join('.')),
  ]
  return names.map((name) => state.identities.get(name)).find((identity) => identity?.verified)
}

export const notVerified = (addresses: string[], region: string) =>
  new SesError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${addresses.join(', ')}`,
  )

/** MessageRejected: the sender's address or domain must be verified. */
export const checkSenderVerified = (state: State, address: string, region: string) => {
  const identity = identityFor(state, address)
  if (!identity) throw notVerified([address], region)
  return identity
}

/** MailFromDomainNotVerifiedException: the identity's custom MAIL FROM domain lacks its DNS records. */
export const checkMailFromDomain = (identity: { mailFromDomainVerified: boolean }): void => {
  if (!identity.mailFromDomainVerified)
    throw new SesError('MailFromDomainNotVerifiedException', 'The MAIL FROM domain is not verified.')
}
