/**
 * Mail providers that very many people have their address at, and whose names a slip does not turn into another
 * word: who typed `libera.it` or `never.com` may well have meant it, so `libero.it` and `naver.com` are not here.
 */
const PROVIDERS = `gmail.com googlemail.com outlook.com icloud.com protonmail.com fastmail.com
  hotmail.com hotmail.co.uk hotmail.com.br hotmail.de hotmail.es hotmail.fr hotmail.it
  yahoo.com yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com.ar yahoo.com.au yahoo.com.br
  yahoo.com.mx yahoo.com.tr yahoo.com.vn yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it
  bigpond.com btinternet.com comcast.net freenet.de hanmail.net laposte.net rambler.ru rediffmail.com
  rocketmail.com sbcglobal.net seznam.cz t-online.de verizon.net wanadoo.fr yandex.com yandex.ru`.split(/\s+/)

/** Domains of others, one letter away from a provider's. */
const OTHERS = ['gail.com', 'grail.com']

/** Country domains differ in one letter and are all real: yahoo.es is no slip for yahoo.se. */
const COUNTRY = /\.[a-z]{2}$/

/** Whether the two differ by one letter, too many, missing or other, or by two neighbours that changed places. */
const isSlip = (typed: string, meant: string): boolean => {
  let from = 0
  while (from < meant.length && typed[from] === meant[from]) from++
  let rest = 0
  while (rest < Math.min(typed.length, meant.length) - from && typed.at(-1 - rest) === meant.at(-1 - rest))
    rest++
  const [wrong, right] = [typed.slice(from, typed.length - rest), meant.slice(from, meant.length - rest)]
  if (wrong.length === 2 && right.length === 2) return wrong === [...right].reverse().join('')
  // People get the first letter right; ymail.com, email.com and cloud.com are themselves.
  return from > 0 && wrong.length < 2 && right.length < 2
}

/** The domain that was likely meant by another, if any: a well-known one, as `gmail.com` for `gmial.com`, or its own name under `.com` for `.con`, which is no top-level domain. */
export const suggestDomain = (typed: string): string | undefined => {
  const domain = typed.toLowerCase()
  if (PROVIDERS.includes(domain) || OTHERS.includes(domain)) return undefined
  if (domain.endsWith('.con')) return domain.replace(/n$/, 'm')
  const [meant, ...others] = PROVIDERS.filter((one) => {
    const [country] = COUNTRY.exec(one) ?? ['']
    return domain.endsWith(country) && isSlip(domain, one)
  })
  return others.length === 0 ? meant : undefined
}
