/** RFC 5322 §3.2.3: what the part before the @ is without quotes. */
export const isDotAtom = (text: string): boolean =>
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(text)

// RFC 1035 §2.3.4: a label has at most 63 characters. RFC 5891 §4.2.3.1: hyphens in its third and fourth place mark
// punycode alone. RFC 3696 §2: a top-level domain is not all digits; as punycode ends in a letter, each one does.
const DOMAIN =
  /^((?!(?!xn)..--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!(?!xn)..--)[a-z][a-z0-9-]{0,61}[a-z]$/

/** A domain as it is mailed to, in lower-case punycode. Undefined for an IP address and for what has a single label. */
export const mailDomain = (typed: string): string | undefined => {
  if (!/^[^@\s/\\?#:%]{1,253}$/.test(typed)) return undefined
  // The punycode of a host that is all ASCII is taken unread. With ideographic full stops, which mean the same, none is.
  const url = `http://${typed.replaceAll('.', '。')}/`
  const host = URL.canParse(url) ? new URL(url).host : ''
  return DOMAIN.test(host) ? host : undefined
}

/**
 * The form under which an address is one person: trimmed, lower case, domain in punycode. Dots and plus signs
 * stay, since only the mailbox's owner knows what they mean. Undefined for what SES could not mail to: it takes
 * an ASCII local part and a punycode domain only.
 */
export const normaliseAddress = (value: string): string | undefined => {
  const [, local = '', domain = ''] = /^([^@]{1,64})@([^@]+)$/.exec(value.trim()) ?? []
  const host = mailDomain(domain)
  if (host === undefined || !isDotAtom(local)) return undefined
  // RFC 5321 §4.5.3.1.3: a path has at most 256 characters, two of them its brackets.
  return local.length + host.length < 254 ? `${local.toLowerCase()}@${host}` : undefined
}

/** An address as it is mailed: the local part as typed, the domain in punycode. For an address that `normaliseAddress` takes. */
export const mailedAddress = (typed: string, normalised: string): string => {
  const trimmed = typed.trim()
  return trimmed.slice(0, trimmed.lastIndexOf('@')) + normalised.slice(normalised.lastIndexOf('@'))
}

/** The domain of an address, as it is spelt there. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** An address as it was mailed and as it is normalised: SES's lists know an address by its spelling. */
export const spellingsOf = (typed: string, normalised: string): readonly string[] => [
  mailedAddress(typed, normalised),
  normalised,
]

/** An address as a page may show it: enough for its owner to know it, not for a stranger. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…@${address.slice(at + 1, at + 2)}…`
}
