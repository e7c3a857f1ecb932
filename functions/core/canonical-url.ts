export const isWebUrl = (value: string): boolean =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && value.length <= 2000

// Our own, and not a library's, because a post's id is made from it: it must not change with an upgrade.
const TRACKING = /^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hs(enc|mi))$/i

/** The one form under which a web address is known: no scheme, fragment, user, tracking, default port, `www.` or trailing slash. Only for comparing; links keep the address as it came. */
export const canonicalUrl = (value: string): string => {
  const url = new URL(value)
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  const query = url.searchParams.toString()
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${query === '' ? '' : `?${query}`}`
}
