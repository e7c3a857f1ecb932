const WISHED = 76

/**
 * Folds before a space and never inside a token (RFC 5322 §2.2.3), so that whoever unfolds gets the value back
 * verbatim. Each continuation holds a visible token: a line of spaces alone would end the header block for some.
 */
export const foldHeader = (name: string, value: string): string => {
  const [first = '', ...tokens] = value.match(/^ *[^ ]*| +[^ ]+| +$/gu) ?? []
  let line = `${name}: ${first}`
  const lines: string[] = []
  for (const token of tokens) {
    if (line.length + token.length > WISHED && token.trim() !== '') {
      lines.push(line)
      line = token
    } else line += token
  }
  return [...lines, line].join('\r\n')
}
