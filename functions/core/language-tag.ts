import * as z from 'zod'

/** A BCP 47 tag of language, script and region: `en`, `pt-BR`, `zh-Hant-HK`. Short, since it is part of variants' names. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'must be a language tag such as en or pt-BR')
