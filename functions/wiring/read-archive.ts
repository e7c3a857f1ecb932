import { readHtml } from '#functions/adapters/html/read-html.ts'
import type { Archive, Zone } from '#functions/core/archive/archive.ts'
import { checkArchive } from '#functions/core/archive/check-archive.ts'
import { decodeText } from '#functions/core/archive/decode-text.ts'
import { readText } from '#functions/core/archive/read-text.ts'

/** A page without the comments in front of it. */
const withoutComments = (page: string): string => {
  let rest = page.trimStart()
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->')
    if (end < 0) return rest
    rest = rest.slice(end + 3).trimStart()
  }
  return rest
}

const isHtml = (page: string): boolean =>
  /^<(?:!doctype\b|\?xml\b|[a-z][a-z0-9]*[\s/>])/i.test(withoutComments(page).slice(0, 100))

/** Reads the bytes of a saved archive page, HTML or text. Refuses what is no text, and a page without posts, with `Invalid`. */
export const readArchive = (bytes: Uint8Array, zone: Zone): Archive => {
  const page = decodeText(bytes)
  return checkArchive(isHtml(page) ? readHtml(page, zone) : readText(page, zone))
}
