import { digestKeyIn } from '#functions/core/digest-key.ts'
import { WrongUsage } from '../command.ts'

// The options of a command by which a person acts, for parseArgs.

export const AS = { as: { type: 'string' } } as const
export const WHY = { ...AS, why: { type: 'string' } } as const
export const ACTS = { ...WHY, newsletter: { type: 'string' } } as const

export const HELP_AS = '  --as           who you are'
export const HELP_NEWSLETTER =
  '  --newsletter   the newsletter’s short name; needed when there are several and no digest is named'
export const HELP_WHY = `${HELP_AS}; it is kept with what you do
  --why          why, for who looks at it later`
export const HELP_ACTS = `${HELP_WHY}
${HELP_NEWSLETTER}`

const given = (value: string | undefined, missing: string): string => {
  if (value === undefined || value.trim() === '') throw new WrongUsage(missing)
  return value
}

/** Who acts. */
export const personOf = ({ as }: { as?: string | undefined }): string =>
  given(as, 'Say who you are with --as PERSON.')

/** Who acts, and why. */
export const actorOf = (values: { as?: string | undefined; why?: string | undefined }) => ({
  by: personOf(values),
  why: given(values.why, 'Say why with --why TEXT.'),
})

/** The only positional argument there may be. */
export const onlyOne = (positionals: readonly string[], what: string): string | undefined => {
  if (positionals.length > 1) throw new WrongUsage(`Name one ${what} at most.`)
  return positionals[0]
}

/** Positional arguments of which the first may be a digest’s key. */
export const keyFirst = (positionals: readonly string[]): { key: string | undefined; rest: string[] } => {
  const [first = '', ...others] = positionals
  return digestKeyIn(first) === undefined
    ? { key: undefined, rest: [...positionals] }
    : { key: first, rest: others }
}
