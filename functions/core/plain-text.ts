// Everything that a person or a feed wrote is kept as plain text and escaped where it is shown.

// C0, DEL and C1 but for tab, line feed and carriage return. Our template sentinels are control characters
// too, so text that passed here can never contain one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g
// Overrides and isolates that could reorder the text around them (UAX #9).
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g
// A half of a surrogate pair is no character: it could not be written as UTF-8.
const LONE_SURROGATE = /\p{Surrogate}/gu

const clean = (value: string): string =>
  value.replace(CONTROL, '').replace(BIDI, '').replace(LONE_SURROGATE, '').normalize('NFC')

/** One line of text: a title, a name, a header value. Line breaks and runs of blanks become one blank. */
export const oneLine = (value: string): string => clean(value).replace(/\s+/g, ' ').trim()

/** Text of several paragraphs, which are parted by one blank line. */
export const paragraphs = (value: string): string =>
  clean(value)
    .split(/\r?\n\s*\r?\n|\r\r/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')

/** The start of a text that fits into a number of bytes, for rows that must stay small. */
export const clip = (text: string, bytes: number): string => {
  let clipped = ''
  for (const character of oneLine(text)) {
    if (Buffer.byteLength(clipped + character) > bytes) break
    clipped += character
  }
  return clipped
}

/** Words of SES without the addresses that they may name. */
export const withoutAddresses = (words: string): string =>
  words.replace(/[^\s<>"',;:]+@[^\s<>"',;:]+/g, '…@…')

const SENTENCE_END = /[.!?。！？…]["'”’»)]*(?=\s|$)|[。！？]/g

/** Characters of an excerpt, at most. */
export const LONGEST_EXCERPT = 320

/** The start of a text, at most `limit` characters, cut after a sentence if one ends in its second half, else after a word. */
export const excerptOf = (text: string, limit = LONGEST_EXCERPT): string => {
  const line = oneLine(text)
  const characters = [...line]
  if (characters.length <= limit) return line
  const head = characters.slice(0, limit).join('')
  // A full stop at the cut may stand inside a number: the character that follows tells.
  const oneMore = characters.slice(0, limit + 1).join('')
  const ends = [...oneMore.matchAll(SENTENCE_END)]
    .map((match) => match.index + match[0].length)
    .filter((end) => end <= head.length)
  const sentence = ends.at(-1)
  if (sentence !== undefined && sentence >= head.length / 2) return head.slice(0, sentence)
  const room = characters.slice(0, limit - 1).join('')
  const word = room.lastIndexOf(' ')
  const cut = room.slice(0, word > room.length / 2 ? word : room.length)
  return `${cut.replace(/[\s,;:،؛、–—-]+$/u, '')}…`
}
