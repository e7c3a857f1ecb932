import type * as z from 'zod'
import { Invalid } from '#functions/core/errors.ts'

const optionOf = (part: PropertyKey | undefined): string =>
  `--${String(part).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What options say, each part of it under its option's name. Throws Invalid, which names the options that are refused. */
export const parseOptions = <Said>(schema: z.ZodType<Said>, values: unknown): Said => {
  const { data, error } = schema.safeParse(values)
  if (error === undefined) return data
  throw new Invalid(error.issues.map(({ path, message }) => `${optionOf(path[0])} ${message}.`).join('\n'))
}
