import { contrastOf } from '#functions/core/contrast.ts'
import { lookOf, type Theme } from '#functions/core/theme.ts'

/** A theme for who sets it: type, spacing, and the contrasts of its words on their paper. */
export const describeTheme = (theme: Theme): string => {
  const look = lookOf(theme)
  const told = (['light', 'dark'] as const).map((scheme) => {
    const { paper, ink, quiet, accent } = look[scheme]
    const words = Object.entries({ words: ink, 'quiet words': quiet, links: accent }).map(
      ([what, colour]) => `${what} ${colour} ${contrastOf(paper, colour).toFixed(2)} : 1`,
    )
    return `  ${scheme.padEnd(5)} on ${paper}: ${words.join(', ')}`
  })
  return [`${theme.font} type, ${theme.density}.`, ...told].join('\n')
}
