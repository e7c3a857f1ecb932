import type { Slot } from './newsletter.ts'

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

const listed = (words: readonly string[]): string => new Intl.ListFormat('en-GB').format(words)

/** How often a newsletter goes out: `Every Tuesday and Friday at 07:00`. */
export const rhythmWords = ({ weekday, time, rhythm }: Slot): string => {
  const days = listed([weekday].flat().map(capital))
  if (rhythm === undefined) return `Every ${days} at ${time}`
  return 'ofMonth' in rhythm
    ? `On the ${rhythm.ofMonth} ${days} of each month at ${time}`
    : `Every ${rhythm.everyWeeks} weeks on ${days} at ${time}`
}
