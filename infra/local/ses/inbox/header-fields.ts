/** The header block of a message, unfolded. */
export const headerFields = (mime: string): { name: string; value: string }[] => {
  const block = (mime.split(/\r?\n\r?\n/u, 1)[0] ?? '').replaceAll(/\r?\n(?=[ \t])/gu, '')
  return block.split(/\r?\n/u).map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
  })
}
