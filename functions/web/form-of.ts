import type { HonoRequest } from 'hono'
import { FormFields } from '#functions/core/preferences.ts'

/** The fields of a posted form, in either encoding; what is no form has none. */
export const formOf = async (request: HonoRequest): Promise<FormFields> => {
  const body: unknown = await request.parseBody({ all: true }).catch(() => ({}))
  return FormFields.parse(body)
}
