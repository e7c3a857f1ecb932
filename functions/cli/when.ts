import { type Instant, msOf } from '#functions/core/instant.ts'

/** An instant to the second in UTC: `2026-11-24T06:00:00Z`. */
export const utc = (instant: Instant): string => instant.replace(/\.\d+Z$/, 'Z')

/** What the clocks of a zone show at a moment: `Tue, 24 Nov 2026, 07:00`. */
export const shownIn = (zone: string, ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms)

/** An instant on the clocks of a zone, and in UTC. */
export const when = (instant: Instant, zone: string): string =>
  `${shownIn(zone, msOf(instant))} ${zone} (${utc(instant)})`
