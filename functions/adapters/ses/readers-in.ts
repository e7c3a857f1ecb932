import { normaliseAddress } from '#functions/core/address.ts'

/** RFC 5322 §3.4: a name may stand before an address in angle brackets. */
const NAME_ADDR = /^(?:[^"<>,;:]|"(?:[^"\\]|\\.)*")*<([^<>]*)>\s*$/

/** What SES tells of a recipient as the address under which it is one person. Undefined for what we could not mail to. */
export const readerIn = (told: string): string | undefined =>
  normaliseAddress(NAME_ADDR.exec(told)?.[1] ?? told)

/** Those of some recipients that are addresses, each once. */
export const readersIn = (told: readonly string[]): string[] => [
  ...new Set(told.map(readerIn).filter((address) => address !== undefined)),
]
