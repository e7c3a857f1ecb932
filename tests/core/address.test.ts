import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAddress, normaliseAddress } from '#functions/core/address.ts'

const LOCAL = fc.stringMatching(/^[A-Za-z0-9+_-]{1,20}(\.[A-Za-z0-9+_-]{1,10})?$/)
const LABEL = fc.stringMatching(/^[a-z]{1,10}$/)
const anAddress = fc.tuple(LOCAL, LABEL, LABEL).map(([local, host, end]) => `${local}@${host}.${end}x`)

describe('a normalised address', () => {
  test.each([
    ['Ada@Example.COM', 'ada@example.com'],
    [' ada@example.com\r\n', 'ada@example.com'],
    ['a.d.a+list@example.com', 'a.d.a+list@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BU\u0308CHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    ["o'hara@mail.example", "o'hara@mail.example"],
  ])('of %j is %j', (value, address) => {
    expect(normaliseAddress(value)).toBe(address)
  })

  test.each([
    'ädä@example.com',
    '用户@example.com',
    'ada@lovelace@example.com',
    'ada.example.com',
    '@example.com',
    'ada@',
    'ada@localhost',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    '.ada@example.com',
    'ada..b@example.com',
    'ada@-example.com',
    'ada@exa mple.com',
    'a b@example.com',
    '"a b"@example.com',
    'Ada <ada@example.com>',
    '\u212Aate@example.com',
    'ada@xn--0.example',
    'ada@yy--0.example',
    'ada@example.c0',
    'ada@example.com,bob@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(64)}.com`,
    '',
  ])('is none of %j', (value) => {
    expect(normaliseAddress(value)).toBeUndefined()
  })

  test.each(['/', '/path', '?query', '#part', ':80', ':8080', '\\x', '%2e'])(
    'is none of one that goes on like a web address: %s',
    (rest) => {
      expect(normaliseAddress(`ada@example.com${rest}`)).toBeUndefined()
    },
  )

  test('is its own, and that of any other case or blanks around it', () => {
    fc.assert(
      fc.property(anAddress, (address) => {
        const normalised = normaliseAddress(address)
        expect(normalised).toBe(address.toLowerCase())
        for (const same of [normalised ?? '', address.toUpperCase(), ` ${address}\n`])
          expect(normaliseAddress(same)).toBe(normalised)
      }),
    )
  })
})

describe('a mask', () => {
  test.each([
    ['ada@mail.example', 'a…@m…'],
    ['l@x.example', 'l…@x…'],
    ["o'hara+list@example.com", 'o…@e…'],
    ['ada@xn--bcher-kva.example', 'a…@x…'],
    ['7of9@3.example', '7…@3…'],
  ])('of %j shows of each part its first character: %j', (address, mask) => {
    expect(maskAddress(address)).toBe(mask)
  })

  test('is as long for every address', () => {
    fc.assert(
      fc.property(anAddress, (address) => {
        const mask = maskAddress(address)
        expect(mask).toMatch(/^[^@]…@[^@]…$/)
        expect(address.startsWith(mask.charAt(0))).toBe(true)
        expect(address).toContain(`@${mask.charAt(3)}`)
      }),
    )
  })

  test('never shows a local part of two characters or more', () => {
    fc.assert(
      fc.property(
        anAddress.filter((address) => address.indexOf('@') > 1),
        (address) => {
          expect(maskAddress(address)).not.toContain(address.slice(0, address.indexOf('@')))
        },
      ),
    )
  })
})
