/** The components that take any content as it is. */
const HOLDS_TEXT = /<(\/)?mj-(?:text|button|table|raw|style|title|preview)\b[^>]*?(\/)?>/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sentinels are control characters
const GUARDS = /\u0002[^\u0003]*\u0003(?:\s*\u0002[^\u0003]*\u0003)*/g

const wrapped = (between: string): string => between.replace(GUARDS, (guards) => `<mj-raw>${guards}</mj-raw>`)

/** Between components MJML passes nothing through but what stands in mj-raw, and so do guards there. */
export const withRawGuards = (mjml: string): string => {
  let output = ''
  let end = 0
  let isInside = false
  for (const match of mjml.matchAll(HOLDS_TEXT)) {
    const piece = mjml.slice(end, match.index)
    output += isInside ? piece : wrapped(piece)
    output += match[0]
    end = match.index + match[0].length
    const [, closes, isEmpty] = match
    isInside = closes === undefined && isEmpty === undefined
  }
  return output + wrapped(mjml.slice(end))
}
