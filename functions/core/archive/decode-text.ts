import { Invalid } from '../errors.ts'

const BOMS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const

const decodeAs = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes)

/** The text of a saved page: UTF-8, or UTF-16 with its mark, or else windows-1252, which old pages are in. Bytes that are no text are refused. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes.length === 0) throw new Invalid('It is empty. Save the page again, or leave it out.')
  const marked = BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte))
  try {
    if (marked !== undefined) return decodeAs(bytes, marked.encoding)
    if (bytes.subarray(0, 8192).includes(0))
      throw new Invalid('It is not text. Save the page as text or HTML and try that file.')
    return decodeAs(bytes, 'utf-8')
  } catch (error) {
    if (error instanceof Invalid) throw error
    return decodeAs(bytes, 'windows-1252')
  }
}
