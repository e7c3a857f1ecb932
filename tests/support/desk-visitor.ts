import { type CookieJar, cookieJar } from './cookie-jar.ts'
import { type Ask, type SeenPage, seen } from './visitor.ts'

export type DeskPerson = 'Ada Marlow' | 'Ben Okoro' | 'Chidi Brandt' | 'Dana Weiss'

/** Somebody at a browser that runs no scripts. Pages are what they see in the end: redirects are followed. */
export interface DeskVisitor {
  /** By its path on the desk, or by its whole address. */
  visit(path: string, headers?: Readonly<Record<string, string>>): Promise<SeenPage>
  /** Sends a form that stands on a page of the desk; headers that are given go before what a browser says. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<SeenPage>
  readonly cookies: CookieJar
}

/** A browser that nobody signed in with. */
export const browserAt = (publicOrigin: string, cookies: CookieJar = cookieJar()): DeskVisitor => {
  const follow = async (url: string, init?: RequestInit): Promise<Response> => {
    const { url: at, response } = await cookies.follow(url, init)
    // A redirect to another port is followed with the same cookies, which know none.
    return at === response.url ? response : follow(at)
  }

  /** What a browser says of where a request comes from (Fetch Metadata Request Headers, 2.3). Ports of one host are one site, and the pages of the desk tell their address to their own origin alone. */
  const fromPage = (url: string, from: string): Record<string, string> =>
    new URL(url).origin === new URL(from).origin
      ? { 'sec-fetch-site': 'same-origin', referer: from }
      : { 'sec-fetch-site': 'same-site' }

  const ask: Ask = async (url, init, from) => {
    const origin = init.method === 'POST' ? { origin: new URL(from).origin } : {}
    const headers = { ...fromPage(url, from), ...origin, ...(init.headers as Record<string, string>) }
    return seen(await follow(url, { ...init, headers }), ask)
  }

  const addressOf = (path: string): string => new URL(path, publicOrigin).href

  return {
    cookies,
    async visit(path, headers = {}) {
      return seen(await follow(addressOf(path), { headers: { 'sec-fetch-site': 'none', ...headers } }), ask)
    },
    post(path, fields, headers = {}) {
      const body = new URLSearchParams()
      for (const [name, values] of Object.entries(fields))
        for (const value of [values].flat()) body.append(name, value)
      return ask(addressOf(path), { method: 'POST', body, headers }, addressOf('/desk'))
    },
  }
}

/** Signs somebody in through the provider of the local cloud, in a browser of their own unless one is given. */
export const signedIn = async (
  { publicOrigin }: { readonly publicOrigin: string },
  person: DeskPerson,
  visitor: DeskVisitor = browserAt(publicOrigin),
): Promise<DeskVisitor> => {
  const page = await visitor.visit('/auth/login?next=/desk')
  // Who signed in with this browser before is not asked again.
  const arrived = page.url.startsWith(publicOrigin) ? page : await page.press(person)
  if (arrived.url !== `${publicOrigin}/desk`)
    throw new Error(`${person} did not come to the desk: ${arrived.status} at ${arrived.url}`)
  return visitor
}
