/** A line with every blank in it plain, for comparing: pages set no-break spaces for looks. */
export const plain = (line: string): string => line.replace(/\s+/g, ' ')

/** The lines of a page that say something, trimmed; a line is a paragraph, as browsers copy them. No-break spaces stay. */
export const linesOf = (page: string): string[] =>
  page
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/[\u200B\u200C\u200E\u200F\u2060\uFEFF]/g, '')
        .replace(/[^\S\u00A0]+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')

const ABBREVIATION = /(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Jr|Sr|Co|Corp|Ltd|No|vs|etc)\.)$/
const CLOSING = /["'”’»)\]]+$/

const LONGEST_END = 60

/** Whether a line ends as a sentence does. */
export const endsSentence = (line: string): boolean => {
  const bare = line.slice(-LONGEST_END).replace(CLOSING, '')
  return /[.!?…。！？]$/.test(bare) && !ABBREVIATION.test(bare)
}

/** Titles are as long as that at the most, those that are sentences shorter. */
const LONGEST_TITLE = 300
const LONGEST_OUTCRY = 200
/** Headlines ask and shout; longer lines that do are sentences. */
const LONGEST_QUESTION = 120

/** Whether a line that nothing else explains can be a title: short, and no statement. */
export const looksLikeTitle = (line: string): boolean => {
  if (line === '' || line.length > LONGEST_TITLE) return false
  if (!endsSentence(line)) return !/[:,;]$/.test(line)
  return line.length <= LONGEST_QUESTION && /[?!…]$/.test(line.slice(-LONGEST_END).replace(CLOSING, ''))
}

/** Whether a line that stands where titles do can be one: statements are, while they are short. */
export const canBeTitle = (line: string): boolean => {
  if (line === '') return false
  if (!endsSentence(line)) return line.length <= LONGEST_TITLE
  return (
    line.length <=
    (/[?!…]$/.test(line.slice(-LONGEST_END).replace(CLOSING, '')) ? LONGEST_OUTCRY : LONGEST_QUESTION)
  )
}
