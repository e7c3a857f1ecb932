import { describe, expect, test } from 'vitest'
import { dynamoJobs } from '#functions/adapters/dynamodb/jobs.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { ImportResult, Job } from '#functions/core/job.ts'
import { jobId } from '#functions/core/job-id.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { newId } from '#functions/wiring/new-id.ts'
import { aJob, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { tenAtOnce } from '#tests/support/ten-at-once.ts'

const RESULT: ImportResult = { kind: 'import', found: 3, added: 2, updated: 1, kept: 0, warnings: ['Look.'] }

describe.each(engines)('Jobs on $name', ({ content }) => {
  const jobs = dynamoJobs(content)
  const given = async (over: Partial<Job> = {}): Promise<Job> => {
    const job = aJob({ newsletter: freshSlug(), id: newId(), askedAt: systemClock(), ...over })
    await jobs.create(job)
    return job
  }

  test('a job reads as it was asked for; one that never was is undefined', async () => {
    const job = await given()
    expect(await jobs.get(job)).toEqual(job)
    expect(await jobs.get({ newsletter: job.newsletter, id: newId() })).toBeUndefined()
    expect(await jobs.get({ newsletter: freshSlug(), id: job.id })).toBeUndefined()
  })

  test('is created once, however often it is asked for at once', async () => {
    const job = aJob({ newsletter: freshSlug(), askedAt: systemClock() })
    const made = await tenAtOnce((number) => jobs.create({ ...job, by: `person ${number}` }))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect((await jobs.get(job))?.by).toBe(`person ${made.indexOf(true)}`)
  })

  test('keeps what a change does not name', async () => {
    const job = await given()
    const running = { status: 'running', progress: { done: 3, of: 10 } } as const
    expect(await jobs.update(job, running)).toEqual({ ...job, ...running })
    const done = { status: 'done', result: RESULT, endedAt: at('2026-11-24T07:00:00Z') } as const
    expect(await jobs.update(job, done)).toEqual({ ...job, ...running, ...done })
    expect(await jobs.get(job)).toEqual({ ...job, ...running, ...done })
    expect(await jobs.update(job, {})).toEqual({ ...job, ...running, ...done })
  })

  test('a job that is not there is not changed and not made', async () => {
    const absent = { newsletter: freshSlug(), id: newId() }
    expect(await jobs.update(absent, { status: 'running' })).toBeUndefined()
    expect(await jobs.get(absent)).toBeUndefined()
  })

  test('is forgotten after 30 days', async () => {
    const kept = await given({ askedAt: plusDays(systemClock(), -29) })
    const over = await given({ newsletter: kept.newsletter, askedAt: plusDays(systemClock(), -31) })
    expect(await jobs.get(over)).toBeUndefined()
    expect(await jobs.update(over, { status: 'running' })).toBeUndefined()
    expect(await jobs.latest(kept.newsletter, 5)).toEqual([kept])
  })

  test('the latest are those of one newsletter, the newest first, whatever asked for them', async () => {
    const newsletter = freshSlug()
    const asked = ['2', '4', '1', '3'].map((hour) => plusDays(systemClock(), Number(hour) / 24 - 1))
    for (const askedAt of asked) await given({ newsletter, askedAt, id: jobId(askedAt, 'of1revision1') })
    const byHand = await given({ newsletter })
    await given()
    const inOrder = [byHand.askedAt, ...asked.toSorted().toReversed()]
    const times = async (limit: number) => (await jobs.latest(newsletter, limit)).map((job) => job.askedAt)
    expect(await times(2)).toEqual(inOrder.slice(0, 2))
    expect(await times(10)).toEqual(inOrder)
  })
})
