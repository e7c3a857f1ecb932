// A server does not know which type a browser has: these widths, in parts of the size, are those of a wide one.
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u
const NARROW = /[iljtfr.,:;'|!()[\] ]/
const BROAD = /[A-ZÄÖÜmw@%&]/

const widthOfCharacter = (character: string): number => {
  if (WIDE.test(character)) return 1.05
  if (NARROW.test(character)) return 0.4
  return BROAD.test(character) ? 0.85 : 0.64
}

/** At most so many pixels wide is a text of a size. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + widthOfCharacter(character) * size, 0)

/** As much of a text as has room, with an ellipsis where that is not all. */
export const fitted = (text: string, room: number, size: number): string => {
  if (widthOf(text, size) <= room) return text
  let head = ''
  for (const character of text) {
    if (widthOf(`${head}${character}…`, size) > room) break
    head += character
  }
  return `${head.trimEnd()}…`
}
