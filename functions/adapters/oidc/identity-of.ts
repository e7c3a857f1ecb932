import * as z from 'zod'
import { clip } from '#functions/core/plain-text.ts'
import { Identity } from '#functions/core/staff.ts'

/** What acts and revisions keep of a name. */
const NAME_BYTES = 64

/** Standard claims (OpenID Connect Core 1.0, 5.1), and what Cognito calls the user. */
const Claims = z.looseObject({
  sub: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  'cognito:username': z.string().optional(),
  email: z.string().optional(),
})

const Groups = z.array(z.string()).default([])

/** Who the claims of an ID token speak of, with the groups of the claim that lists them; a token without it is of no group. */
export const identityOf = (token: object, groupsClaim: string): Identity => {
  const claims = Claims.parse(token)
  const { sub, email } = claims
  // Where people sign in with their address, Cognito makes their user names up, the same as their ids.
  const username = claims['cognito:username'] === sub ? undefined : claims['cognito:username']
  const names = [claims.name, claims.preferred_username, username, email?.split('@')[0], sub]
  return Identity.parse({
    id: sub,
    name: names.map((name) => clip(name ?? '', NAME_BYTES)).find((name) => name !== ''),
    email,
    groups: Groups.parse(claims[groupsClaim]),
  })
}
