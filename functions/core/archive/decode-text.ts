import { Invalid } from '../errors.ts'

const BOMS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const

const SAMPLE = 8192

const decodeAs = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** UTF-16 without its mark has a zero in every other byte of Latin text. */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const sample = bytes.subarray(0, SAMPLE)
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const half = sample.length / 2
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : undefined
}

/** What an HTML page says of its own encoding (HTML, 13.2.3.2), if the decoder knows it. */
const declared = (bytes: Uint8Array): string | undefined => {
  const head = decodeAs(bytes.subarray(0, 4096), 'windows-1252')
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head)?.[1]
  try {
    return name === undefined ? undefined : new TextDecoder(name).encoding
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** How many characters of a text are lost to decoding, and how many are beyond ASCII. */
const judge = (text: string): { lost: number; foreign: number } => {
  let [lost, foreign] = [0, 0]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) lost += 1
    else if (code > 0x7f) foreign += 1
  }
  return { lost, foreign }
}

/** UTF-8 all through, or all but a few bytes of it: a page that was cut inside a letter, or pasted together. */
const asUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = decodeAs(bytes, 'utf-8')
  const { lost, foreign } = judge(text)
  if (lost === 0) return text
  const isCut = text.endsWith('\uFFFD') && foreign > 0
  return (isCut ? lost - 1 : lost) * 10 <= foreign ? text.replace(/\uFFFD$/, '') : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this counts
const CONTROL = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/g

const decode = (bytes: Uint8Array): string => {
  const marked = BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte))
  const utf16 = marked?.encoding ?? unmarkedUtf16(bytes)
  if (utf16 !== undefined) return decodeAs(bytes, utf16)
  return asUtf8(bytes) ?? decodeAs(bytes, declared(bytes) ?? 'windows-1252')
}

/** The text of a saved page: UTF-8 or UTF-16, what its HTML declares, or else windows-1252, which old pages are in. Bytes that are no text are refused. */
export const decodeText = (bytes: Uint8Array): string => {
  const text = decode(bytes)
  const sample = text.slice(0, SAMPLE)
  if ((sample.match(CONTROL)?.length ?? 0) > sample.length / 100)
    throw new Invalid('It is not text. Save the page as text or HTML and try that file.')
  if (text.trim() === '') throw new Invalid('It is empty. Save the page again, or leave it out.')
  return text
}
