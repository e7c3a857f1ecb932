import { Instant } from '#functions/core/instant.ts'

/** The time in an event; one with a blank and without a zone, as some programs save it, is UTC. Undefined for what is no time. */
export const eventTime = (text: string | undefined): Instant | undefined => {
  const [, day, time, zone = ''] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?$/i.exec(text?.trim() ?? '') ??
    []
  const ms = Date.parse(`${day}T${time}${zone === '' ? 'Z' : zone}`)
  return Number.isNaN(ms) ? undefined : Instant.safeParse(new Date(ms).toISOString()).data
}
