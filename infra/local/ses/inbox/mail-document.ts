const BASE = '<base target="_blank">'

/**
 * The mail with its links opening in a new tab. The base goes behind the doctype and into the head if there is
 * one: before the doctype it would switch the browser to quirks mode, and the mail would look different.
 */
export const mailDocument = (html: string): string => {
  const opening = /<head(?:\s[^>]*)?>|<html(?:\s[^>]*)?>|<!doctype[^>]*>/giu
  const found = [...html.matchAll(opening)]
  const place =
    found.find((match) => match[0].toLowerCase().startsWith('<head')) ??
    found.find((match) => match[0].toLowerCase().startsWith('<html')) ??
    found[0]
  const at = place ? place.index + place[0].length : 0
  return html.slice(0, at) + BASE + html.slice(at)
}
