import { SESv2ServiceException } from '@aws-sdk/client-sesv2'
import * as z from 'zod'
import type { Answer } from '#functions/core/ses-answers.ts'

const Thrown = z.object({
  name: z.string().default('Error'),
  message: z.string().default(''),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
})

/** Failures before a connection stood: no byte of the request left. A reset is not among them. */
const BEFORE_THE_FIRST_BYTE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CredentialsProviderError',
]

/** What the SDK calls an answer that gives no name. */
const NO_NAMES = ['Error', 'Unknown', 'UnknownError']

/** Which of the four kinds of answer a failed SendBulkEmail is. What cannot be told is unknown, never retried. */
export const answerOfError = (error: unknown): Answer => {
  const { name, message, code, $metadata } = Thrown.catch({ name: 'Error', message: String(error) }).parse(
    error,
  )
  const words = `${name}: ${message}`.slice(0, 250)
  if (BEFORE_THE_FIRST_BYTE.some((sign) => sign === code || sign === name)) return { kind: 'not-sent', words }
  const status = $metadata?.httpStatusCode
  const isNamed = error instanceof SESv2ServiceException && !NO_NAMES.includes(name)
  // A 4xx without SES's error name may come from something in between; only SES's own word is a refusal.
  if (status !== undefined && status >= 400 && status < 500 && isNamed)
    return { kind: 'refused', error: name, words: message.slice(0, 250) }
  return { kind: 'unknown', words }
}
