import type { CheckedMail, Fault } from '#functions/core/checked-mail.ts'
import { kB, REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import { leavePath } from '#functions/core/public-paths.ts'
import { type ParsedView, plain } from './parsed-view.ts'

/** Gmail shows so many bytes, and then a link to the rest (seen to vary between 102 and 105 kB). */
const CLIPPED_BYTES = 102_000

/** The mail is small enough, and who wants to leave finds the link in what every program shows. */
export const sizeFaults = (
  { publicOrigin, newsletter }: CheckedMail,
  { html, words }: ParsedView,
): Fault[] => {
  const bytes = Buffer.byteLength(html)
  const large =
    bytes > REFUSED_HTML_BYTES
      ? [
          `The HTML has ${kB(bytes)}; more than ${kB(REFUSED_HTML_BYTES)} is refused. Show fewer entries a category.`,
        ]
      : []
  const leave = html.indexOf(`${publicOrigin}${leavePath('')}`)
  const before = leave === -1 ? 0 : Buffer.byteLength(html.slice(0, leave))
  const footer = [
    ...(before > CLIPPED_BYTES
      ? [
          `The link to leave stands behind ${kB(before)}, where Gmail cuts the mail. Show fewer entries a category.`,
        ]
      : []),
    ...(words.includes(plain(newsletter.postalAddress))
      ? []
      : ['The HTML has no postal address, which the law asks for. Add it with postalAddress.']),
  ]
  return [
    ...large.map((said) => ({ check: 'size', words: said })),
    ...footer.map((said) => ({ check: 'footer', words: said })),
  ]
}
