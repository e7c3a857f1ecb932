import { Instant, plusDays } from '#functions/core/instant.ts'
import type { SesEvent } from './ses-event.ts'

/** The time in a text; one with a blank and without a zone, as some programs save it, is UTC. Undefined for what is no time. */
const eventTime = (text: string | undefined): Instant | undefined => {
  const [, day, time, zone = ''] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?$/i.exec(text?.trim() ?? '') ??
    []
  const ms = Date.parse(`${day}T${time}${zone === '' ? 'Z' : zone}`)
  return Number.isNaN(ms) ? undefined : Instant.safeParse(new Date(ms).toISOString()).data
}

/** More than clocks differ. */
const MOST_DAYS_AHEAD = 1

/** When it happened, by what the event says, or else its mail. A time that lies ahead is none: it would outdo all that follows. */
export const happenedAt = (own: string | undefined, { mail }: SesEvent, now: Instant): Instant | undefined =>
  [own, mail?.timestamp].map(eventTime).find((at) => at !== undefined && at <= plusDays(now, MOST_DAYS_AHEAD))
