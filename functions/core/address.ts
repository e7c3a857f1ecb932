/**
 * The form under which an address is one person: trimmed, lower case, domain in punycode. Dots and plus signs
 * stay, since only the mailbox's owner knows what they mean. Undefined for what SES could not mail to: it takes
 * an ASCII local part and a punycode domain only.
 */
export const normaliseAddress = (value: string): string | undefined => {
  const [, local, domain] =
    /^([^@\s]{1,64})@([^@\s/\\?#:%]{1,253})$/.exec(value.trim().normalize('NFC')) ?? []
  if (local === undefined || domain === undefined) return undefined
  if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local)) return undefined
  const host = URL.canParse(`http://${domain}/`) ? new URL(`http://${domain}/`).host : ''
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host)) return undefined
  // RFC 5321 §4.5.3.1.3: a path has at most 256 characters, two of them its brackets.
  return local.length + host.length < 254 ? `${local.toLowerCase()}@${host}` : undefined
}

/** An address as it is mailed: the local part as typed, the domain in punycode. For an address that `normaliseAddress` takes. */
export const mailedAddress = (typed: string, normalised: string): string => {
  const trimmed = typed.trim()
  return trimmed.slice(0, trimmed.lastIndexOf('@')) + normalised.slice(normalised.lastIndexOf('@'))
}

/** An address as a page may show it: enough for its owner to know it, not for a stranger. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…@${address.slice(at + 1, at + 2)}…`
}
