/** A browser’s cookies of one host, whatever the port, sent where their paths fit; and its redirects, each followed by hand. Secure ones are sent to a loopback address without TLS as well, which browsers trust alike. */
export const cookieJar = () => {
  const kept = new Map<string, { pair: string; path: string; until: number }>()

  const keep = (header: string): void => {
    const [pair = '', ...attributes] = header.split('; ')
    const attribute = (name: string): string | undefined =>
      attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)
    const [path, seconds, expires] = [attribute('path') ?? '/', attribute('max-age'), attribute('expires')]
    // `Max-Age` goes before `Expires` (RFC 6265, 5.3).
    const ends = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires)
    const until = seconds === undefined ? ends : Date.now() + Number(seconds) * 1000
    kept.set(`${nameOf(pair)} ${path}`, { pair, path, until })
  }

  const held = () => [...kept.values()].filter(({ until }) => until > Date.now())

  const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url)
    const fitting = held().filter(({ path }) => pathname.startsWith(path))
    const cookie = fitting.map(({ pair }) => pair).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const header of response.headers.getSetCookie()) keep(header)
    return response
  }

  return {
    names: () => held().map(({ pair }) => nameOf(pair)),

    /** What a cookie holds, as it was set. */
    value: (name: string): string | undefined =>
      held()
        .find(({ pair }) => nameOf(pair) === name)
        ?.pair.slice(name.length + 1),

    /** Sets a cookie as a site would by its header. */
    keep,

    /** Asks, and follows redirects until one leaves the origin: answers with the last page, or with where that leads. */
    async follow(url: string, init?: RequestInit): Promise<{ url: string; response: Response }> {
      const response = await request(url, init)
      const location = response.headers.get('location')
      if (location === null) return { url, response }
      const next = new URL(location, url)
      return next.origin === new URL(url).origin ? this.follow(next.href) : { url: next.href, response }
    },
  }
}

export type CookieJar = ReturnType<typeof cookieJar>

const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? ''
