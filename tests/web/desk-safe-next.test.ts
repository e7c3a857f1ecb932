import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeNext } from '#functions/web/desk/safe-next.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const ORIGIN = 'https://desk.example'

test('a way back from a sign-in leads to no other site, whatever is asked for, and fits into a header', () => {
  const piece = fc.constantFrom('/', '\\', '//', '.', '..', '@', ':', '#', '?', '%2f', '%5c', 'evil.example')
  const asked = fc.oneof(
    fc.array(fc.oneof(piece, hostileText), { maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('')}`),
    hostileText.map((text) => `/${text}`),
    fc.webUrl(),
    fc.constantFrom(
      'javascript:alert(1)',
      '/\t/evil.example',
      '/\n/evil.example',
      '/\u0000',
      '/é',
      undefined,
    ),
  )
  fc.assert(
    fc.property(asked, (next) => {
      const to = safeNext(next, '/desk')
      for (const base of [ORIGIN, `${ORIGIN}/auth/callback?code=1`])
        expect(new URL(to, base).origin).toBe(ORIGIN)
      expect(new Headers({ location: to }).get('location')).toBe(to)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ...['/', '/desk', '/auth/done', '/desk/digests/a-regular-2026-11-24/mail?part=text&width=phone#top'],
  ...['/desk/newsletters/sample/inbox?q=%D7%A9%D7%9C%D7%95%D7%9D'],
])('%s is a way back', (path) => {
  expect(safeNext(path, '/elsewhere')).toBe(path)
})
