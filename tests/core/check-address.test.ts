import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { normaliseAddress } from '#functions/core/address.ts'
import { type AddressProblem, checkAddress } from '#functions/core/check-address.ts'

const verdictOn = (typed: string, refused: string[] = []): string => {
  const checked = checkAddress(typed, refused)
  return checked.ok ? checked.normalized : checked.reason
}

describe('an address that may sign up', () => {
  test.each([
    ['ada@example.org', 'ada@example.org'],
    ['Ada.Lovelace+list@Example.ORG', 'Ada.Lovelace+list@example.org'],
    ["!#$%&'*+-/=?^_`.{|}~@example.org", "!#$%&'*+-/=?^_`.{|}~@example.org"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BU\u0308CHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@g--a.com', 'ada@g--a.com'],
    ['ada@1.2.3.example', 'ada@1.2.3.example'],
    ['ada@latest.com', 'ada@latest.com'],
    ['xn--ada@example.org', 'xn--ada@example.org'],
    ['"ada.lovelace"@example.org', 'ada.lovelace@example.org'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('such as %s is mailed as %s', (typed, normalized) => {
    expect(checkAddress(typed)).toEqual({ ok: true, normalized, hint: undefined })
  })
})

const LONG = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`
const REFUSED: Record<AddressProblem, string[]> = {
  'control-character': [
    'ada@example.org\n',
    '\rada@example.org',
    'ada@example.org\r\nBcc: bob@example.org',
    'ada@example.org%0ABcc: bob@example.org',
    'ada%0d%0aBcc@example.org',
    'ada\u0000@example.org',
    'ada\t@example.org',
    'ada\u202E@example.org',
    'ada@exam\u00ADple.org',
    'ada\u200B@example.org',
    '\uD800@example.org',
    'ada@\uDC00example.org',
  ],
  'display-name': ['Ada <ada@example.org>', '<ada@example.org>', '<ada@example.org', 'ada@example.org>'],
  blank: [
    ' ada@example.org',
    'ada@example.org ',
    'a da@example.org',
    'ada@exa mple.org',
    'ada@\u00A0example.org',
  ],
  'at-sign': ['', 'ada', '@', 'ada@', '@example.org', 'a@b.com@c.com', 'a@b.com,c@d.com', 'ada＠example.org'],
  'local-part-not-ascii': ['ädä@example.org', '用户@example.org', '\u212Aate@example.org', '"ä"@example.org'],
  'local-part': [
    '.ada@example.org',
    'ada.@example.org',
    'a..da@example.org',
    'a(comment)da@example.org',
    'a,da@example.org',
    'a\\da@example.org',
    'mailto:ada@example.org',
    '""@example.org',
    '"a..da"@example.org',
    '"a\\da"@example.org',
    '"ada@example.org',
    'a."d".a@example.org',
  ],
  domain: [
    'ada@example',
    'ada@localhost',
    'ada@example.org.',
    'ada@.example.org',
    'ada@example..org',
    'ada@example．．org',
    'ada@-example.org',
    'ada@example-.org',
    'ada@example.org-',
    'ada@example.123',
    'ada@example.org2',
    'ada@127.0.0.1',
    'ada@[127.0.0.1]',
    'ada@[IPv6:::1]',
    'ada@(comment)example.org',
    'ada@exam_ple.org',
    'ada@example;.org',
    'ada@example\u037E.org',
    'ada@example.org/path',
    'ada@example.org:25',
    'ada@example%2eorg',
    'ada@yy--0.example',
    'ada@example.yy--z',
    'ada@xn--0.example',
    'ada@xn--.example',
    'ada@\u0300a.example',
    'ada@⒈example.org',
    `ada@${'a'.repeat(64)}.org`,
    `ada@${`${'a'.repeat(49)}.`.repeat(5)}${'a'.repeat(10)}.org`,
  ],
  'too-long': [`${'a'.repeat(65)}@example.org`, `${'a'.repeat(62)}@${LONG}.example`],
  'special-use-domain': [
    'ada@host.localhost',
    'ada@a.test',
    'ada@printer.local',
    'ada@no.invalid',
    'ada@hidden.onion',
    'ada@home.arpa',
    'ada@A.TEST',
  ],
  'disposable-domain': ['ada@throwaway.example', 'ada@a.b.throwaway.example', 'ada@THROWAWAY.example'],
}

describe.each(Object.entries(REFUSED))('an address is refused with the reason %s', (reason, addresses) => {
  test.each(addresses)('such as %j', (typed) => {
    expect(verdictOn(typed, ['throwaway.example'])).toBe(reason)
  })
})

describe('a refused domain', () => {
  test('is refused with what is below it, not with what ends in its letters', () => {
    expect(verdictOn('ada@notthrowaway.example', ['throwaway.example'])).toBe('ada@notthrowaway.example')
    expect(verdictOn('ada@throwaway.example')).toBe('ada@throwaway.example')
  })
})

describe('a hint', () => {
  test.each([
    ['Ada@gmial.com', 'Ada@gmail.com'],
    ['"ada"@gmail.con', 'ada@gmail.com'],
    ['ada@gmail,com', 'ada@gmail.com'],
    ['ada@gmailcom', 'ada@gmail.com'],
  ])('for %s is %s', (typed, hint) => {
    expect(checkAddress(typed).hint).toBe(hint)
  })

  test('is none where that could not sign up either', () => {
    for (const typed of ['a da@gmial.com', 'a%0ab@gmial.com', `${'a'.repeat(65)}@gmial.com`, 'gmial.com'])
      expect(checkAddress(typed).hint).toBeUndefined()
    expect(checkAddress('ada@gmial.com', ['gmail.com']).hint).toBeUndefined()
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('@', '.', '"', ' ', '<', '%0a', '\r\n', 'xn--', '-', 'ada', 'example', 'org', 'ü', '。'),
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.string({ maxLength: 5 }),
  )
  const someText = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.tuple(fc.string(), fc.string({ unit: 'binary' })).map(([local, host]) => `${local}@${host}.example`),
    fc.string({ unit: 'binary', maxLength: 6 }).map((label) => `ada@a${label}z.example`),
  )

  test('that may sign up is mailed as an address that is taken again as it is, and that a reader is known by', () => {
    fc.assert(
      fc.property(someText, (typed) => {
        const checked = checkAddress(typed)
        fc.pre(checked.ok)
        expect(checkAddress(checked.normalized)).toMatchObject({ ok: true, normalized: checked.normalized })
        expect(checked.normalized).toMatch(/^[!-~]{1,64}@[a-z0-9.-]{4,}$/)
        expect(normaliseAddress(checked.normalized)).toBe(checked.normalized.toLowerCase())
      }),
      { numRuns: 500 },
    )
  })

  test('with a line end in it, as it is or in per cent, is refused', () => {
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n', '%0a', '%0D%0A', '\u2028', '\u0085')
    fc.assert(
      fc.property(someText, lineEnd, someText, (before, end, after) => {
        for (const typed of [before + end + after, `ada${end}@example.org`, `ada@example${end}.org`])
          expect(checkAddress(typed).ok).toBe(false)
      }),
    )
  })
})

const FOLDER = new URL('../../../shared/inputs/emails/', import.meta.url)
const Sample = z.object({ address: z.string(), valid: z.boolean(), note: z.string() })
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))

/** What SES cannot mail to, whatever the standards say. */
const isBeyondSes = ({ address, note }: z.infer<typeof Sample>): boolean =>
  note.includes('SMTPUTF8') || /\s/.test(address.slice(0, Math.max(0, address.lastIndexOf('@'))))

describe.skipIf(!existsSync(FOLDER))('collected addresses (skipped where they are absent)', () => {
  test('are judged as python-email-validator judges them, in at least 98 of 100', () => {
    const disputed = z.array(z.object({ address: z.string() })).parse(read('conflicts.json'))
    const judged = z
      .array(Sample)
      .parse(read('python-email-validator.json'))
      .filter((one) => !isBeyondSes(one) && disputed.every(({ address }) => address !== one.address))
    const others = judged.filter(({ address, valid }) => checkAddress(address).ok !== valid)
    expect(judged.length).toBeGreaterThan(100)
    expect(1 - others.length / judged.length, JSON.stringify(others, null, 2)).toBeGreaterThanOrEqual(0.98)
  })

  test('that inject headers are refused, each', () => {
    const samples = z.array(Sample).parse(read('header-injection-addresses.json'))
    expect(samples.filter(({ address, valid }) => checkAddress(address).ok !== valid)).toEqual([])
    expect(samples.length).toBeGreaterThan(0)
  })
})
