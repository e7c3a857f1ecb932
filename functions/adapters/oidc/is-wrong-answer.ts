import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import * as z from 'zod'

/** The provider wants another sign-in, or who was asked said no (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const SIGN_IN_AGAIN = [
  'access_denied',
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
]

/** The query string is refused: the library then says nothing more, or shows its parameters. What it refuses of the provider itself it says otherwise. */
const RefusedQuery = z.object({
  code: z.literal('OAUTH_INVALID_RESPONSE'),
  cause: z.object({ cause: z.object({ parameters: z.instanceof(URLSearchParams) }).optional() }),
})

/** The ID token is of another sign-in. */
const OtherNonce = z.object({
  code: z.literal('OAUTH_JWT_CLAIM_COMPARISON_FAILED'),
  cause: z.object({ cause: z.object({ claim: z.literal('nonce') }) }),
})

/** Whether it is what came back that failed, forged, repeated or too late, so that another sign-in mends it; else the provider or the settings did. */
export const isWrongAnswer = (error: unknown): boolean => {
  if (error instanceof AuthorizationResponseError) return SIGN_IN_AGAIN.includes(error.error)
  // The code was used before, or is over (RFC 6749, 5.2).
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant'
  return (
    error instanceof ClientError && [RefusedQuery, OtherNonce].some((kind) => kind.safeParse(error).success)
  )
}
