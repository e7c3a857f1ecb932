import * as z from 'zod'
import { type Colour, contrastOf, LEAST_CONTRAST, readableOn } from './contrast.ts'
import { Picture } from './picture.ts'

// Neither pure white nor black: mail programs that turn colours over by force leave the middle of the scale alone.
const LIGHT = { paper: '#fdfdfc', around: '#f3f4f2', ink: '#1f2933', quiet: '#52606d', line: '#cbd2d9' }
const DARK = { paper: '#12181f', around: '#12181f', ink: '#e4e7eb', quiet: '#a9b4c0', line: '#3a4653' }

/** Type that is there in every mail program: nothing is loaded. */
const FONTS = {
  system: "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  sans: 'Helvetica, Arial, sans-serif',
  humanist: "Verdana, Geneva, 'DejaVu Sans', sans-serif",
  serif: "Georgia, 'Times New Roman', 'Noto Serif', serif",
} as const

export const Font = z.enum(['system', 'sans', 'humanist', 'serif'])
export const Density = z.enum(['airy', 'dense'])

const GAPS = { airy: { entry: 28, section: 40 }, dense: { entry: 18, section: 28 } } as const

const Accent = z
  .string()
  .transform((typed) => typed.toLowerCase())
  .pipe(z.string().regex(/^#[0-9a-f]{6}$/, { error: 'must be a colour such as #0b4f8a', abort: true }))

const BLUE = { light: '#0b4f8a', dark: '#8ab4f8' }

/** What is wrong with a colour for words on a paper, and the nearest that is right. */
const problemOn = (what: string, paper: Colour, colour: Colour, towards: Colour): string | undefined => {
  const contrast = contrastOf(paper, colour)
  if (contrast >= LEAST_CONTRAST) return undefined
  const instead = readableOn(paper, colour, towards)
  return `has a contrast of ${contrast.toFixed(2)} : 1 on the ${what} paper, ${paper}; words need ${LEAST_CONTRAST} : 1. The nearest colour that has it is ${instead}`
}

/** The look of a newsletter's mails. `accent` colours links; in the dark `accentDark` does, or a lighter tone of `accent`. */
export const Theme = z
  .strictObject({
    accent: Accent.default(BLUE.light),
    accentDark: Accent.optional(),
    font: Font.default('system'),
    density: Density.default('airy'),
    /** Stands above the name, which is said in words below: so it is decorative. */
    logo: Picture.optional(),
  })
  .superRefine(({ accent, accentDark }, { addIssue }) => {
    const light = problemOn('light', LIGHT.paper, accent, '#000000')
    if (light !== undefined) addIssue({ code: 'custom', path: ['accent'], message: light })
    const dark = accentDark && problemOn('dark', DARK.paper, accentDark, '#ffffff')
    if (dark) addIssue({ code: 'custom', path: ['accentDark'], message: dark })
  })
export type Theme = z.infer<typeof Theme>

/** A derived accent is well above the least: links are small. */
const DERIVED_CONTRAST = 7

const darkOf = (accent: Colour): Colour =>
  accent === BLUE.light ? BLUE.dark : readableOn(DARK.paper, accent, '#ffffff', DERIVED_CONTRAST)

/** A theme as templates name it. */
export const lookOf = ({ accent, accentDark, font, density, logo }: Theme) => ({
  light: { ...LIGHT, accent },
  dark: { ...DARK, accent: accentDark ?? darkOf(accent) },
  font: FONTS[font],
  gap: GAPS[density],
  logo: logo ?? null,
})
export type Look = ReturnType<typeof lookOf>
