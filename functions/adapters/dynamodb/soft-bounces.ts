import { Conflict } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import { NO_RUN, SoftRun } from '#functions/core/soft-bounces.ts'
import type { SoftBounces } from '#functions/use-cases/ports.ts'
import { personKey, SOFT_BOUNCES } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, isAbsent, type Table } from './table.ts'

/** How long a delivery is remembered with nothing after it, for bounces of before it that are told of later. */
const REMEMBERED_DAYS = 365

const endOf = ({ bounces, deliveredAt }: SoftRun) =>
  bounces.length === 0 && deliveredAt !== undefined && expiry(plusDays(deliveredAt, REMEMBERED_DAYS))

export const dynamoSoftBounces = (table: Table): SoftBounces => ({
  async get(id) {
    const item = await table.get(personKey(id, SOFT_BOUNCES))
    return item === undefined ? NO_RUN : SoftRun.parse(domainOf(item))
  },

  async replace(id, run) {
    const next = { ...run, version: run.version + 1 }
    const condition =
      run.version === 0 ? isAbsent() : { text: 'version = :version', values: { ':version': run.version } }
    if (await table.put({ ...personKey(id, SOFT_BOUNCES), ...next, ...endOf(run) }, condition)) return next
    throw new Conflict('The soft bounces of a reader were changed by another worker.')
  },
})
