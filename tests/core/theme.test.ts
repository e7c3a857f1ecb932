import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrastOf, LEAST_CONTRAST, readableOn } from '#functions/core/contrast.ts'
import { lookOf, Theme } from '#functions/core/theme.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('the contrast of two colours', () => {
  test('is 21 of black on white, 1 of a colour on itself, and the same both ways (WCAG 2.2)', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrastOf('#0b4f8a', '#ffffff')).toBeCloseTo(8.4, 1)
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        expect(contrastOf(one, other)).toBe(contrastOf(other, one))
        expect(contrastOf(one, one)).toBe(1)
      }),
    )
  })

  test('is enough of what was made readable, and a colour that has it stays as it is', () => {
    fc.assert(
      fc.property(colour, (one) => {
        const readable = readableOn('#fdfdfc', one, '#000000')
        expect(contrastOf('#fdfdfc', readable)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
        if (contrastOf('#fdfdfc', one) >= LEAST_CONTRAST) expect(readable).toBe(one)
      }),
    )
  })
})

describe('a theme', () => {
  test('has links that can be read in light and dark, whatever accent was accepted', () => {
    fc.assert(
      fc.property(colour, fc.option(colour, { nil: undefined }), (accent, accentDark) => {
        const theme = Theme.safeParse({ accent, accentDark })
        if (!theme.success) return
        const { light, dark } = lookOf(theme.data)
        expect(contrastOf(light.accent, light.paper)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
        expect(contrastOf(dark.accent, dark.paper)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      }),
    )
  })

  test.each(['light', 'dark'] as const)('has words that can be read in the %s', (mode) => {
    const { paper, ink, quiet } = lookOf(Theme.parse({}))[mode]
    for (const words of [ink, quiet]) expect(contrastOf(words, paper)).toBeGreaterThan(LEAST_CONTRAST)
  })

  test.each([
    [
      { accent: '#ffcc00' },
      /^accent .*contrast of 1\.\d+ : 1 on the light paper.*nearest colour that has it is #/,
    ],
    [{ accentDark: '#333333' }, /^accentDark .*on the dark paper/],
    [{ accent: 'red' }, /^accent must be a colour such as #0b4f8a/],
  ])('of %j is refused, with the reason and what would do', (given, words) => {
    const [issue] = Theme.safeParse(given).error?.issues ?? []
    expect(`${issue?.path.join('.')} ${issue?.message}`).toMatch(words)
  })
})
