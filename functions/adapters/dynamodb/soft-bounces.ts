import { Conflict } from '#functions/core/errors.ts'
import { NO_RUN, SoftRun } from '#functions/core/soft-bounces.ts'
import type { SoftBounces } from '#functions/use-cases/ports.ts'
import { personKey, SOFT_BOUNCES } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, isAbsent, type Table } from './table.ts'

export const dynamoSoftBounces = (table: Table): SoftBounces => ({
  async get(id) {
    const item = await table.get(personKey(id, SOFT_BOUNCES))
    return item === undefined ? NO_RUN : SoftRun.parse(domainOf(item))
  },

  async replace(id, run, expiresAt) {
    const next = { ...run, version: run.version + 1 }
    const condition =
      run.version === 0 ? isAbsent() : { text: 'version = :version', values: { ':version': run.version } }
    const item = { ...personKey(id, SOFT_BOUNCES), ...next, ...expiry(expiresAt) }
    if (await table.put(item, condition)) return next
    throw new Conflict('The soft bounces of a reader were changed by another worker.')
  },
})
