import { readHtml } from '#functions/adapters/html/read-html.ts'
import type { Archive, Zone } from '#functions/core/archive/archive.ts'
import { checkArchive } from '#functions/core/archive/check-archive.ts'
import { decodeText } from '#functions/core/archive/decode-text.ts'
import { readText } from '#functions/core/archive/read-text.ts'

const IS_HTML =
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div)\b/i

/** Reads the bytes of a saved archive page, HTML or text. Refuses what is no text, and a page without posts, with `Invalid`. */
export const readArchive = (bytes: Uint8Array, zone: Zone): Archive => {
  const page = decodeText(bytes)
  return checkArchive(IS_HTML.test(page) ? readHtml(page, zone) : readText(page, zone))
}
