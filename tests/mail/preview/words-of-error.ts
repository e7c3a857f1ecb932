import { LiquidError } from 'liquidjs'
import { ExpectedError } from '#functions/core/errors.ts'

/** What went wrong, in words: in a template with the lines around it, in code with where it was. */
export const wordsOfError = (error: unknown): string => {
  if (LiquidError.is(error)) return `${error.message}\n\n${error.context}`
  if (error instanceof ExpectedError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
