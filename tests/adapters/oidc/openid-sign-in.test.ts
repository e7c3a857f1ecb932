import { createServer } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { type OpenIdSettings, openIdSignIn } from '#functions/adapters/oidc/openid-sign-in.ts'
import { listen } from '#infra/local/listen.ts'

const AFTERWARDS = 'https://gazette.example/desk'

/** A provider of which it says no more than it must, and whose tokens are as told. */
const startProvider = async (port = 0) => {
  let told: { status: number; body: object } = { status: 200, body: {} }
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`
    const isDiscovery = request.url?.startsWith('/.well-known/')
    const known = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` }
    const { status, body } = isDiscovery ? { status: 200, body: known } : told
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const bound = await listen(server, port, 'a provider')
  return {
    port: bound,
    issuer: `http://127.0.0.1:${bound}`,
    tell: (status: number, body: object) => {
      told = { status, body }
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

const provider = await startProvider()
afterAll(provider.stop)

const signInAt = (over: Partial<OpenIdSettings> = {}) =>
  openIdSignIn({
    issuer: provider.issuer,
    clientId: 'the desk',
    groupsClaim: 'groups',
    redirectUrl: 'https://gazette.example/auth/callback',
    signOut: { by: 'standard', afterwards: AFTERWARDS },
    ...over,
  })

describe('a provider', () => {
  test('is spoken to in plain text on this machine alone', async () => {
    for (const issuer of ['http://provider.example', 'http://127.0.0.1.provider.example', 'http://10.0.0.1'])
      await expect(signInAt({ issuer }).begin('/desk')).rejects.toThrow(/HTTPS/)
    expect((await signInAt().begin('/desk')).url).toMatch(`${provider.issuer}/auth?`)
  })

  test('is asked by code, with PKCE, for who somebody is', async () => {
    const { url, pending } = await signInAt().begin('/desk')
    const { nonce, state } = pending
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      client_id: 'the desk',
      redirect_uri: 'https://gazette.example/auth/callback',
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      nonce,
      state,
    })
    expect(url).not.toContain(pending.verifier)
  })

  test('that cannot be reached at first is found later', async () => {
    const { port, issuer, stop } = await startProvider()
    await stop()
    const signIn = signInAt({ issuer })
    await expect(signIn.begin('/desk')).rejects.toThrow()
    const { stop: stopAgain } = await startProvider(port)
    expect((await signIn.begin('/desk')).url).toMatch(`${issuer}/auth?`)
    await stopAgain()
  })

  test('whose fault it is that a sign-in fails is an error, and no reason to sign in again', async () => {
    const signIn = signInAt()
    const { pending } = await signIn.begin('/desk')
    const answer = `?code=a-code&state=${pending.state}`
    const faults: [number, object][] = [
      [200, { token_type: 'bearer' }],
      [200, { access_token: 'a', token_type: 'bearer' }],
      [200, { access_token: 'a', token_type: 'bearer', id_token: 'no token' }],
      [401, { error: 'invalid_client' }],
      [500, {}],
    ]
    for (const [status, body] of faults) {
      provider.tell(status, body)
      await expect(signIn.finish(answer, pending), JSON.stringify(body)).rejects.toThrow()
    }
    provider.tell(400, { error: 'invalid_grant' })
    expect(await signIn.finish(answer, pending)).toBeUndefined()
  })
})

describe('signing out', () => {
  test('leads nowhere where a provider has no page for it', async () => {
    expect(await signInAt().signOutUrl()).toBeUndefined()
  })

  test('of Cognito is its own way', async () => {
    const signOut = { by: 'cognito', domain: 'auth.example.org', afterwards: AFTERWARDS } as const
    const url = new URL((await signInAt({ signOut }).signOutUrl()) ?? '')
    expect([url.origin, url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      'https://auth.example.org',
      '/logout',
      { client_id: 'the desk', logout_uri: AFTERWARDS },
    ])
  })
})
