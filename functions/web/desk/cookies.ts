import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { DeskContext } from './desk-route.ts'

/** `__Host-` cookies: of this origin alone, over TLS, out of reach of scripts (RFC 6265bis §4.1.3.2). Lax, since the provider's answer leads here from another site. */
const OPTIONS = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Lax',
  prefix: 'host',
} as const satisfies CookieOptions

/** `session`: who signed in; `sign-in`: a sign-in under way; `said`: what the last act came to. */
export type CookieName = 'session' | 'sign-in' | 'said'

export const keep = (c: DeskContext, name: CookieName, value: string, seconds: number): void =>
  setCookie(c, name, value, { ...OPTIONS, maxAge: seconds })

export const kept = (c: DeskContext, name: CookieName): string | undefined => getCookie(c, name, 'host')

export const forget = (c: DeskContext, name: CookieName): void => {
  deleteCookie(c, name, OPTIONS)
}

/** The zone of the browser's clock, as the script keeps it; a plain cookie, since a script sets it. */
export const keptZone = (c: DeskContext): string | undefined => getCookie(c, 'zone')
