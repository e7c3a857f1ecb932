import * as z from 'zod'
import { Instant } from '#functions/core/instant.ts'
import { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Suppressions } from '#functions/use-cases/ports.ts'
import { suppressionKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import type { Item, Table } from './table.ts'

type Cause = Exclude<SuppressionCause, 'erased'>

/** What is kept of an id for good. An erasure stands whenever no cause does. */
const Suppression = z.strictObject({
  cause: SuppressionCause.exclude(['erased']).optional(),
  at: Instant.optional(),
  erasedAt: Instant.optional(),
  /** Of what an admin saw when they lifted: one told late, of before that, counts no more. */
  bounceLiftedAt: Instant.optional(),
  complaintLiftedAt: Instant.optional(),
})

/** The causes that each one takes the place of, beside an erasure. */
const OUTRANKED: Readonly<Record<Cause, readonly Cause[]>> = {
  admin: [],
  bounce: ['admin'],
  complaint: ['bounce', 'admin'],
}

/** What SES tells may come late; what people decide counts at once. */
const LIFTED_AT = { bounce: 'bounceLiftedAt', complaint: 'complaintLiftedAt' } as const

/** Who lifts a suppression has seen what stood, and no cause that would have outranked it. */
const SEEN: Readonly<Record<Cause, readonly (keyof typeof LIFTED_AT)[]>> = {
  admin: [],
  bounce: ['bounce'],
  complaint: ['bounce', 'complaint'],
}

const mayStand = (cause: Cause) => {
  const outranked = OUTRANKED[cause].map((other, index) => [`:other${index}`, other] as const)
  const free = ['attribute_not_exists(cause)', ...outranked.map(([name]) => `cause = ${name}`)].join(' OR ')
  const lifted = cause === 'admin' ? undefined : LIFTED_AT[cause]
  const late = lifted === undefined ? '' : ` AND (attribute_not_exists(${lifted}) OR ${lifted} < :at)`
  return { text: `(${free})${late}`, values: Object.fromEntries(outranked) as Item }
}

export const dynamoSuppressions = (table: Table): Suppressions => {
  const read = async (id: string) => {
    const item = await table.get(suppressionKey(id))
    return item && Suppression.parse(domainOf(item))
  }
  const erase = (id: string, at: Instant) => {
    const change = { text: 'SET erasedAt = :at', values: { ':at': at } }
    return table.update(suppressionKey(id), change, 'attribute_not_exists(erasedAt) OR erasedAt < :at')
  }
  const suppress = (id: string, cause: Cause, at: Instant) => {
    const { text, values } = mayStand(cause)
    const change = {
      text: 'SET cause = :cause, #at = :at',
      names: { '#at': 'at' },
      values: { ...values, ':cause': cause, ':at': at },
    }
    return table.update(suppressionKey(id), change, text)
  }
  return {
    async standing(id) {
      const { cause, at, erasedAt } = (await read(id)) ?? {}
      if (cause !== undefined && at !== undefined) return { cause, at }
      return erasedAt && { cause: 'erased', at: erasedAt }
    },

    async get(id) {
      return (await this.standing(id))?.cause
    },

    async erasedAt(id) {
      return (await read(id))?.erasedAt
    },

    async put(id, cause, at) {
      await (cause === 'erased' ? erase(id, at) : suppress(id, cause, at))
      return this.get(id)
    },

    async lift(id, { cause, at: since }, at) {
      if (cause === 'erased') return false
      const seen = SEEN[cause].map((each) => `${LIFTED_AT[each]} = :lifted`).join(', ')
      const change = {
        text: `${seen === '' ? '' : `SET ${seen} `}REMOVE cause, #at`,
        names: { '#at': 'at' },
        values: { ':cause': cause, ':since': since, ...(seen !== '' && { ':lifted': at }) },
      }
      const condition = 'cause = :cause AND #at = :since'
      return (await table.update(suppressionKey(id), change, condition)) !== undefined
    },
  }
}
