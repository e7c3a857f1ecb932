import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Suppressions } from '#functions/use-cases/ports.ts'
import { suppressionKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Table } from './table.ts'

/** A lifted one keeps when that was, so that what is told late of the time before does not bring it back. */
const Suppression = z.union([
  z.strictObject({ cause: SuppressionCause, at: Instant }),
  z.strictObject({ liftedAt: Instant }),
])

/** The causes that each one takes the place of. */
const OUTRANKED: Readonly<Record<SuppressionCause, readonly SuppressionCause[]>> = {
  erased: [],
  admin: ['erased'],
  bounce: ['erased'],
  complaint: ['erased', 'bounce'],
}

/** What SES tells may come late; what people decide counts at once. */
const isToldBySes = (cause: SuppressionCause): boolean => cause === 'bounce' || cause === 'complaint'

const mayStand = (cause: SuppressionCause, at: Instant) => {
  const outranked = OUTRANKED[cause].map((other, index) => [`:other${index}`, other] as const)
  const free = ['attribute_not_exists(cause)', ...outranked.map(([name]) => `cause = ${name}`)].join(' OR ')
  const late = isToldBySes(cause) ? ' AND (attribute_not_exists(liftedAt) OR liftedAt < :at)' : ''
  return {
    text: `(${free})${late}`,
    values: { ...Object.fromEntries(outranked), ...(late !== '' && { ':at': at }) },
  }
}

export const dynamoSuppressions = (table: Table): Suppressions => ({
  async get(id) {
    const item = await table.get(suppressionKey(id))
    const suppression = item && Suppression.parse(domainOf(item))
    return suppression && 'cause' in suppression ? suppression.cause : undefined
  },

  async put(id, cause, at) {
    const written = await table.put({ ...suppressionKey(id), cause, at }, mayStand(cause, at))
    return written ? cause : this.get(id)
  },

  lift(id, cause, at) {
    const condition = { text: 'cause = :cause', values: { ':cause': cause } }
    return table.put({ ...suppressionKey(id), liftedAt: at }, condition)
  },
})
