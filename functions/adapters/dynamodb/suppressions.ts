import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Suppressions } from '#functions/use-cases/ports.ts'
import { suppressionKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

const Suppression = z.strictObject({ cause: SuppressionCause, at: Instant })

export const dynamoSuppressions = (table: Table): Suppressions => ({
  async get(id) {
    const item = await table.get(suppressionKey(id))
    return item && Suppression.parse(domainOf(item)).cause
  },

  async put(id, cause, at) {
    const outranks = cause === 'complaint' ? ' OR cause = :bounce' : ''
    const written = await table.put(
      { ...suppressionKey(id), cause, at },
      {
        text: `attribute_not_exists(pk)${outranks}`,
        ...(outranks !== '' && { values: { ':bounce': 'bounce' } }),
      },
    )
    return written ? cause : ((await this.get(id)) ?? cause)
  },
})
