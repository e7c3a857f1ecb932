import { Invalid } from '#functions/core/errors.ts'

interface Schema<Said> {
  safeParse(values: unknown): {
    data?: Said | undefined
    error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
  }
}

const optionOf = (part: PropertyKey | undefined): string =>
  `--${String(part).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What options say, each piece of it by its option's name in camel case. Throws Invalid, which names the options that are refused. */
export const parseOptions = <Said>(schema: Schema<Said>, values: unknown): Said => {
  const { data, error } = schema.safeParse(values)
  if (data !== undefined) return data
  const issues = error?.issues ?? []
  throw new Invalid(issues.map(({ path, message }) => `${optionOf(path[0])} ${message}.`).join('\n'))
}
