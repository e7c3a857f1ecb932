import type { PreviewQuery } from './preview-wanted.ts'

// The iframe of a preview has the colours of its page, so what the mail asks of the screen is decided in its styles.
const DARK = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g
const LIGHT = /\(\s*prefers-color-scheme\s*:\s*light\s*\)/g
const ALWAYS = '(min-width: 0px)'
const NEVER = '(max-width: 0px)'

/** Turns colours over roughly as programs do that force the dark; pictures stay. */
const FORCED = `<style>html{filter:invert(.9) hue-rotate(180deg);background:#fff}img{filter:invert(1) hue-rotate(180deg)}</style>`

/** A mail's HTML as a program shows it in light, in dark, or in a dark that it forces on mails. */
export const mailDocument = (html: string, scheme: PreviewQuery['scheme']): string => {
  const isDark = scheme === 'dark'
  const decided = html.replace(DARK, isDark ? ALWAYS : NEVER).replace(LIGHT, isDark ? NEVER : ALWAYS)
  return scheme === 'forced' ? decided.replace('</head>', `${FORCED}</head>`) : decided
}
