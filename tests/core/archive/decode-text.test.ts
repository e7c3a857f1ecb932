import { describe, expect, test } from 'vitest'
import { decodeText } from '#functions/core/archive/decode-text.ts'
import { Invalid } from '#functions/core/errors.ts'

const TEXT = 'Posts Tagged ‘café’\r\n– 日本'
const utf16le = Buffer.from(TEXT, 'utf16le')

describe('the bytes of a saved page', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), Buffer.from(TEXT)])],
    ['UTF-16, little end first', Buffer.concat([Buffer.of(0xff, 0xfe), utf16le])],
    ['UTF-16, big end first', Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16le).swap16()])],
  ])('are read as %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT)
  })

  test('are read as windows-1252 where they are not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.of(0x91),
      Buffer.from('caf'),
      Buffer.of(0xe9, 0x92, 0x20, 0x96, 0x80),
    ])
    expect(decodeText(bytes)).toBe('‘café’ –€')
  })

  test('are refused when there are none, or when they are no text', () => {
    expect(() => decodeText(Buffer.of())).toThrow(Invalid)
    expect(() => decodeText(Buffer.from('89504e470d0a1a0a0000000d', 'hex'))).toThrow(/not text/)
    expect(() => decodeText(utf16le)).toThrow(Invalid)
  })
})
