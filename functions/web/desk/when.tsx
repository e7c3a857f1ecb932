import { momentWords } from '#functions/core/clock-words.ts'
import type { Instant } from '#functions/core/instant.ts'

/** A moment on the clocks of a zone, which it names: of the reader of the page where that is known. */
export const When = ({
  at,
  zone = 'UTC',
  seconds = false,
}: {
  at: Instant
  zone?: string | undefined
  seconds?: boolean
}) => (
  <time datetime={at}>
    {momentWords(at, zone)}
    {seconds && at.slice(16, 19)} <span class="zone">{zone}</span>
  </time>
)
