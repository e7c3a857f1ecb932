/** The text of a file: UTF-16 where a byte order mark says so, as PowerShell writes, or else UTF-8. */
export const decodeMarked = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  const isLittle = first === 0xff && second === 0xfe
  const isBig = first === 0xfe && second === 0xff
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes)
}
