import { SesError } from '#infra/local/ses/ses-error.ts'
import type { State } from '#infra/local/ses/store/state.ts'

/** The identity that covers an address: itself, its domain or a parent domain. Domains ignore case. */
export function identityFor(state: State, address: string) {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  const labels = domain.split('.')
  const names = [
    `${address.slice(0, at)}@${domain}`,
    ...labels.map((_label, index) => labels.slice(index).join('.')),
  ]
  return names.map((name) => state.identities.get(name)).find((identity) => identity?.verified)
}

/** MessageRejected: the sender's address or domain must be verified. */
export function checkSenderVerified(state: State, address: string, region: string) {
  const identity = identityFor(state, address)
  if (!identity) throw notVerified([address], region)
  return identity
}

/** MailFromDomainNotVerifiedException: the identity's custom MAIL FROM domain lacks its DNS records. */
export function checkMailFromDomain(identity: { mailFromDomainVerified: boolean }): void {
  if (!identity.mailFromDomainVerified)
    throw new SesError('MailFromDomainNotVerifiedException', 'The MAIL FROM domain is not verified.')
}

export const notVerified = (addresses: string[], region: string) =>
  new SesError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${addresses.join(', ')}`,
  )
