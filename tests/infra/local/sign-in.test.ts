import { request } from 'node:http'
import { load } from 'cheerio/slim'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { openIdSignIn } from '#functions/adapters/oidc/openid-sign-in.ts'
import { SAMPLE_PEOPLE } from '#infra/local/sign-in/sample-people.ts'
import { startSignIn } from '#infra/local/sign-in/start-sign-in.ts'
import { cookieJar } from '#tests/support/cookie-jar.ts'

const ORIGIN = 'http://127.0.0.1:4799'
const warned = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info'), vi.spyOn(console, 'error')]
const provider = await startSignIn(0, ORIGIN)
afterAll(async () => {
  for (const one of warned) one.mockRestore()
  await provider.stop()
})

const atTheDesk = () =>
  openIdSignIn({
    issuer: provider.issuer,
    clientId: provider.clientId,
    groupsClaim: 'cognito:groups',
    redirectUrl: `${ORIGIN}/auth/callback`,
    signOut: { by: 'standard', afterwards: `${ORIGIN}/desk` },
  })
const signIn = atTheDesk()

/** Begins in a browser, and presses the button of somebody. */
const begun = async (id: string, browser = cookieJar()) => {
  const { url, pending } = await signIn.begin('/desk/digests')
  const page = await browser.follow(url)
  const body = new URLSearchParams({ person: id })
  const answered = await browser.follow(page.url, { method: 'POST', body })
  return { pending, browser, page, answer: new URL(answered.url) }
}

describe('signing in on this machine', () => {
  test.each(SAMPLE_PEOPLE)('$name chooses who they are, and comes back as that', async (person) => {
    const { pending, answer } = await begun(person.id)
    expect(answer.href).toMatch(`${ORIGIN}/auth/callback?code=`)
    const { id, name, email, groups } = person
    expect(await signIn.finish(answer.search, pending)).toEqual({ id, name, email, groups })
    expect(pending.next).toBe('/desk/digests')
  })

  test('the page lists the sample people, each with a button that says what they may do', async () => {
    const { url } = await signIn.begin('/desk')
    const { response } = await cookieJar().follow(url)
    const $ = load(await response.text())
    expect($('h1').text()).toBe('Sign in to try the desk')
    const told = $('button')
      .toArray()
      .map((button) => ({
        name: $(button).text(),
        may: $(`#${$(button).attr('aria-describedby')}`).text(),
      }))
    expect(told).toEqual(SAMPLE_PEOPLE.map(({ name, may }) => ({ name, may })))
    expect($('main').text()).toContain('on this machine alone')
    expect(response.headers.get('content-security-policy')).toContain(`form-action 'self' ${ORIGIN};`)
  })

  test('who signed in is not asked again, until they sign out', async () => {
    const { browser } = await begun('ben-okoro')
    const again = await signIn.begin('/desk')
    const back = new URL((await browser.follow(again.url)).url)
    expect(await signIn.finish(back.search, again.pending)).toMatchObject({ id: 'ben-okoro' })
    const signedOut = await browser.follow((await signIn.signOutUrl()) ?? '')
    expect(signedOut.url).toBe(`${ORIGIN}/desk`)
    const { response } = await browser.follow((await signIn.begin('/desk')).url)
    expect(await response.text()).toContain('Sign in to try the desk')
  })

  test('a page that was left open says that its sign-in is over', async () => {
    const { page, browser } = await begun('ada-marlow')
    const { response } = await browser.follow(page.url)
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('This sign-in is over'),
    ])
  })

  test('nobody else can be chosen', async () => {
    const { answer, page } = await begun('somebody')
    expect(answer.href).toBe(page.url)
  })

  test('its cookies are named for its port, so that another Gazette beside it has its own', async () => {
    const { browser } = await begun('ada-marlow')
    expect(browser.names().length).toBeGreaterThan(0)
    for (const name of browser.names()) expect(name).toMatch(`gazette-sign-in-${provider.port}-`)
  })

  test('it answers to its address alone', async () => {
    const statusFor = (host: string) =>
      new Promise((resolve) => {
        const path = '/.well-known/openid-configuration'
        const asked = request({ host: '127.0.0.1', port: provider.port, path, headers: { host } })
        asked.on('response', ({ statusCode }) => resolve(statusCode)).end()
      })
    expect(await statusFor(`127.0.0.1:${provider.port}`)).toBe(200)
    expect(await statusFor(`rebound.example:${provider.port}`)).toBe(421)
    expect(await statusFor('127.0.0.1:1')).toBe(421)
  })

  test('it says nothing on the console', () => {
    for (const one of warned) expect(one).not.toHaveBeenCalled()
  })
})

describe('an answer that does not fit', () => {
  test('of another state is nobody’s', async () => {
    const [mine, other] = [await begun('ada-marlow'), await begun('ben-okoro')]
    expect(await signIn.finish(other.answer.search, mine.pending)).toBeUndefined()
    expect(await signIn.finish('', mine.pending)).toBeUndefined()
    expect(await signIn.finish('?state=a&state=b', mine.pending)).toBeUndefined()
  })

  test('without its code, or with a code twice, is nobody’s', async () => {
    const { pending, answer } = await begun('ada-marlow')
    const without = new URLSearchParams(answer.search)
    without.delete('code')
    expect(await signIn.finish(without.toString(), pending)).toBeUndefined()
    expect(await signIn.finish(`${answer.search}&code=another`, pending)).toBeUndefined()
  })

  test('that comes a second time is nobody’s', async () => {
    const { pending, answer } = await begun('ada-marlow')
    expect(await signIn.finish(answer.search, pending)).toMatchObject({ name: 'Ada Marlow' })
    expect(await signIn.finish(answer.search, pending)).toBeUndefined()
  })

  test('to another browser’s beginning is nobody’s: neither its verifier nor its nonce fits', async () => {
    const { pending: other } = await signIn.begin('/desk')
    for (const swapped of ['verifier', 'nonce'] as const) {
      const { pending, answer } = await begun('ada-marlow')
      const mixed = { ...pending, [swapped]: other[swapped] }
      expect(await signIn.finish(answer.search, mixed)).toBeUndefined()
    }
  })

  test('by which somebody said no is nobody’s, and a fault of the provider is an error', async () => {
    const { pending } = await signIn.begin('/desk')
    const said = (error: string) =>
      `?${new URLSearchParams({ error, state: pending.state, iss: provider.issuer })}`
    expect(await signIn.finish(said('access_denied'), pending)).toBeUndefined()
    await expect(signIn.finish(said('server_error'), pending)).rejects.toThrow()
  })
})
