import { Instant } from '#functions/core/instant.ts'
import { When } from './when.tsx'

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/

/** A sentence in which moments stand as instants, with these as clocks show them. */
export const WithTimes = ({ words, zone }: { words: string; zone: string }) => (
  <>
    {words.split(INSTANT).map((part) => {
      const at = Instant.safeParse(part).data
      return at === undefined ? <bdi>{part}</bdi> : <When at={at} zone={zone} seconds />
    })}
  </>
)
