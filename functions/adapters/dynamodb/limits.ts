import { msOf, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Limits } from '#functions/use-cases/ports.ts'
import { limitKey } from './audience-keys.ts'
import { expiry, type Table } from './table.ts'

export const dynamoLimits = (table: Table): Limits => ({
  async count(what, windowSeconds, now) {
    const length = windowSeconds * 1000
    const window = toInstant(Math.floor(msOf(now) / length) * length)
    const { expiresAt } = expiry(plusSeconds(window, windowSeconds))
    const after = await table.update(limitKey(what, window), {
      text: 'SET expiresAt = :expires ADD hits :one',
      values: { ':expires': expiresAt, ':one': 1 },
    })
    return Number(after?.hits ?? 1)
  },
})
