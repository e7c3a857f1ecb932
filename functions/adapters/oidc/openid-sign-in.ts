import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { SignIn } from '#functions/use-cases/staff-ports.ts'
import { identityOf } from './identity-of.ts'
import { isWrongAnswer } from './is-wrong-answer.ts'

/** Where the provider ends its session, and where it leads afterwards. Cognito has a way of its own and names none in its discovery. */
export type SignOut =
  | { readonly by: 'standard'; readonly afterwards: string }
  | { readonly by: 'cognito'; readonly domain: string; readonly afterwards: string }

export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  /** A public client has none; PKCE then proves that who asks for the tokens is who began. */
  readonly clientSecret?: string
  /** The claim of ID tokens that lists the groups. */
  readonly groupsClaim: string
  /** Where the provider sends browsers back to, as it knows it. */
  readonly redirectUrl: string
  readonly signOut: SignOut
}

const SCOPE = 'openid email profile'

/** For each request to the provider: somebody waits. */
const TIMEOUT_SECONDS = 5

/** Only a provider on this machine may do without TLS, on which the trust in its tokens rests (OpenID Connect Core 1.0, 3.1.3.7). */
const isOnLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)

/** OpenID Connect by authorisation code with PKCE. What the provider says of itself is read once a container; a failed read is not kept. */
export const openIdSignIn = (settings: OpenIdSettings): SignIn => {
  const { issuer, clientId, clientSecret, groupsClaim, redirectUrl, signOut } = settings
  let known: Promise<Configuration> | undefined

  const discovered = (): Promise<Configuration> => {
    const server = new URL(issuer)
    const execute = isOnLoopback(server) ? [allowInsecureRequests] : []
    return discovery(server, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS })
  }
  const configuration = (): Promise<Configuration> => {
    known ??= discovered().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }

  return {
    async begin(next) {
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
      const { href } = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUrl,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: href, pending: { state, nonce, verifier, next } }
    },

    async finish(query, { state, nonce, verifier }) {
      const answer = new URL(redirectUrl)
      answer.search = query
      try {
        const tokens = await authorizationCodeGrant(await configuration(), answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        return identityOf(tokens.claims() ?? {}, groupsClaim)
      } catch (error) {
        if (isWrongAnswer(error)) return undefined
        throw error
      }
    },

    async signOutUrl() {
      const { afterwards } = signOut
      if (signOut.by === 'cognito') {
        const asked = new URLSearchParams({ client_id: clientId, logout_uri: afterwards })
        return `https://${signOut.domain}/logout?${asked}`
      }
      const provider = await configuration()
      if (provider.serverMetadata().end_session_endpoint === undefined) return undefined
      return buildEndSessionUrl(provider, { post_logout_redirect_uri: afterwards }).href
    },
  }
}
