const LEADS = /\b(?:continue|keep) reading\b|\bread more\b/gi
const LONGEST = 320

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')

/**
 * A page whose `Continue reading The ferry is late` says `Continue reading`: programs name a post's title in it for those
 * who listen to the page. Only words that stand on the page as a line before are taken for a title.
 */
export const withoutOwnTitles = (lines: readonly string[]): string[] => {
  const known = new Set<string>()
  return lines.map((line) => {
    const [lead] = [...line.slice(-LONGEST).matchAll(LEADS)].slice(-1)
    if (line.length <= LONGEST) known.add(letters(line))
    if (lead === undefined) return line
    const end = Math.max(0, line.length - LONGEST) + lead.index + lead[0].length
    const title = letters(line.slice(end).replace(/^:? about /i, ''))
    return title !== '' && known.has(title) ? line.slice(0, end) : line
  })
}
