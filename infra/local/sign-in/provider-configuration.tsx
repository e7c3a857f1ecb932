import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider'
import { memoryAdapter } from './memory-adapter.ts'
import { EndedPage, htmlOf } from './pages.tsx'
import { SAMPLE_PEOPLE } from './sample-people.ts'

export interface ProviderOptions {
  readonly issuer: string
  readonly clientId: string
  readonly publicOrigin: string
}

/** Below it stands the page of each sign-in. */
export const CHOICE_PATH = '/people/'

const SCOPE = 'openid email profile'
const DAY_SECONDS = 86_400

const findAccount = (_: unknown, id: string) => {
  const person = SAMPLE_PEOPLE.find((one) => one.id === id)
  if (person === undefined) return undefined
  const { name, email, groups } = person
  // As Cognito says it: who is of no group has no such claim.
  const ofGroups = groups.length > 0 ? { 'cognito:groups': groups } : {}
  return {
    accountId: id,
    claims: () => ({ sub: id, name, email, email_verified: true, 'cognito:username': id, ...ofGroups }),
  }
}

/** Nobody is asked what they consent to. */
const grantAll = async ({ oidc }: KoaContextWithOIDC) => {
  const { client, session, provider } = oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(SCOPE)
  await grant.save()
  return grant
}

/** All that the library would otherwise fill in with a warning is set. */
export const providerConfiguration = ({ issuer, clientId, publicOrigin }: ProviderOptions): Configuration => {
  const desk = `${publicOrigin}/desk`
  // Cookies know no ports: whatever else runs at this address sees them.
  const cookieOf = (kind: string): string => `gazette-sign-in-${new URL(issuer).port}-${kind}`
  const names = { session: cookieOf('session'), interaction: cookieOf('choice'), resume: cookieOf('resume') }
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' } as JWK
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${publicOrigin}/auth/callback`],
        post_logout_redirect_uris: [desk],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: {
      openid: ['sub', 'cognito:groups', 'cognito:username'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    // Claims stand in the ID token, as Cognito has them.
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    cookies: { keys: [randomBytes(32).toString('base64url')], names, long: cookie, short: cookie },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // Who signed out at the desk is not asked once more.
        async logoutSource(ctx) {
          const { session } = ctx.oidc
          const to = session?.state?.postLogoutRedirectUri
          await session?.destroy()
          ctx.cookies.set(names.session, null, cookie)
          ctx.status = 303
          ctx.redirect(typeof to === 'string' ? to : desk)
        },
        postLogoutSuccessSource: (ctx) => ctx.redirect(desk),
      },
    },
    findAccount,
    interactions: { url: (_, { uid }) => `${CHOICE_PATH}${uid}` },
    jwks: { keys: [key] },
    loadExistingGrant: grantAll,
    pkce: { required: () => true },
    renderError(ctx, { error, error_description }) {
      ctx.type = 'html'
      ctx.body = htmlOf(<EndedPage why={`${error}: ${error_description ?? ''}`} desk={desk} />)
    },
    scopes: SCOPE.split(' '),
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: DAY_SECONDS,
      IdToken: 3600,
      Interaction: DAY_SECONDS,
      Session: 365 * DAY_SECONDS,
    },
  }
}
