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
    ['UTF-16 without its mark', utf16le],
    ['UTF-16 without its mark, big end first', Buffer.from(utf16le).swap16()],
    ['UTF-8, cut inside its last letter', Buffer.from(`${TEXT}é`).subarray(0, -1)],
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

  test('are read as what their HTML declares', () => {
    const page = (charset: string) => Buffer.from(`<html><head><meta charset="${charset}"></head><p>`)
    const korean = Buffer.of(0xc7, 0xd1, 0xb1, 0xdb)
    expect(decodeText(Buffer.concat([page('euc-kr'), korean]))).toMatch(/<p>한글$/)
    expect(decodeText(Buffer.concat([page('no-such-thing'), Buffer.of(0xe9)]))).toMatch(/<p>é$/)
    expect(decodeText(Buffer.concat([page('euc-kr'), Buffer.from('한글')]))).toMatch(/<p>한글$/)
  })

  test('lose only what is broken in them', () => {
    const broken = Buffer.concat([
      Buffer.from('“Größe” “Maß” “Fuß” “Öl”'),
      Buffer.of(0xff),
      Buffer.from(' ×'),
    ])
    expect(decodeText(broken)).toBe('“Größe” “Maß” “Fuß” “Öl”\uFFFD ×')
  })

  test.each([
    ['there are none', Buffer.of(), /empty/],
    ['they are blank', Buffer.from(' \n\t'), /empty/],
    ['they are a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /not text/],
    [
      'they are noise',
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 193 + 7) % 256)),
      /not text/,
    ],
  ])('are refused when %s', (_, bytes, reason) => {
    expect(() => decodeText(bytes)).toThrow(Invalid)
    expect(() => decodeText(bytes)).toThrow(reason)
  })
})
