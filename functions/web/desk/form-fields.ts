import * as z from 'zod'
import { Invalid } from '#functions/core/errors.ts'
import type { DeskContext } from './desk-route.ts'

/** The fields of a posted form, as they came. Throws Invalid where its body is not what it says it is. */
export const sentFields = async (c: DeskContext) => {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    if (error instanceof TypeError) throw new Invalid('The form cannot be taken: it cannot be read.')
    throw error
  }
}

/** Of a form, by name. */
export type Fields = readonly (readonly [string, string])[]

/** The texts of a form, each with its name: of a field that it holds several times, one for each. */
export const textsIn = (sent: Readonly<Record<string, unknown>>): Fields =>
  Object.entries(sent).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )

/** The fields of a posted form, as a schema wants them. Throws Invalid, which names each field that is wrong. */
export const fieldsOf = async <T>(c: DeskContext, schema: z.ZodType<T>): Promise<T> => {
  const parsed = schema.safeParse(await sentFields(c))
  if (!parsed.success) throw new Invalid(`The form cannot be taken. ${describeIssues(parsed.error)}`)
  return parsed.data
}

/** What of a form cannot be taken, field by field. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${String(path[0] ?? 'It')}: ${message}.`).join(' ')

/** The values of a field that a form may hold once, several times or not at all. */
export const Several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))

/** A ticked box. */
export const Ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined)

/** Blank is none. */
export const OrNone = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined)
