import { type Instant, toInstant } from '#functions/core/instant.ts'

export const systemClock = (): Instant => toInstant(Date.now())
