/** Letters without case and accents. Upper case, since more letters are one there: ß is SS, and ς is Σ as σ is. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toUpperCase()

/** A test whether texts have, among them, all words of a query somewhere; case and accents count for nothing. */
export const hasAllWords = (query: string): ((texts: readonly (string | undefined)[]) => boolean) => {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  return (texts) => {
    const all = folded(texts.join('\n'))
    return words.every((word) => all.includes(word))
  }
}
