import { plusDays } from '#functions/core/instant.ts'
import { Job } from '#functions/core/job.ts'
import type { Jobs } from '#functions/use-cases/staff-ports.ts'
import { changeOf } from './change-of.ts'
import { jobKey, jobsKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, type Item, isAbsent, isPresent, type Table } from './table.ts'

const KEPT_DAYS = 30

const fromItem = (item: Item): Job => Job.parse(domainOf(item))

export const dynamoJobs = (table: Table): Jobs => ({
  create: (job) =>
    table.put({ ...jobKey(job), ...job, ...expiry(plusDays(job.askedAt, KEPT_DAYS)) }, isAbsent()),

  async get(ref) {
    const item = await table.get(jobKey(ref))
    return item && fromItem(item)
  },

  async update(ref, change) {
    const fields = changeOf(change)
    if (fields === undefined) return this.get(ref)
    const { text, values } = isPresent()
    const all = { ...fields, values: { ...fields.values, ...values } }
    const after = await table.update(jobKey(ref), all, text)
    return after && fromItem(after)
  },

  latest(newsletter, limit) {
    const query = { text: 'pk = :pk', values: { ':pk': jobsKey(newsletter) }, newestFirst: true, limit }
    return Array.fromAsync(table.query({ ...query, consistent: true }), fromItem)
  },
})
