// East Asian wide and fullwidth characters take two columns of a terminal (UAX #11), marks none.
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u
const MARK = /\p{Mark}|\p{Format}/u

/** What may not begin a line of Chinese or Japanese, and what may not end one (JIS X 4051). */
const NOT_FIRST = '、。，．・：；？！」』）】〉》〕｝”’ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥'
const NOT_LAST = '「『（【〈《〔｛“‘'
const BREAKS = new RegExp(
  `(?= )|(?<=[\\u3001-\\u30FF\\u3400-\\u9FFF\\uFF00-\\uFF60])(?<![${NOT_LAST}])(?![${NOT_FIRST}])`,
  'u',
)

/** How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : MARK.test(character) ? 0 : 1), 0)

/** Wraps one paragraph after words to a number of columns, each line behind an indent. A word that is longer than a line keeps a line to itself; text without blanks breaks between wide characters. */
export const wrapText = (paragraph: string, columns: number, indent = ''): string => {
  const lines: string[] = []
  let line = ''
  // A wide character is a place to break on its own; other text breaks at blanks only, which end with the line.
  for (const piece of paragraph.split(BREAKS)) {
    if (line !== '' && columnsOf(line + piece) > columns - indent.length) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  return [...lines, line].map((text) => indent + text).join('\n')
}
