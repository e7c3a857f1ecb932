import { describe, expect, test } from 'vitest'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusDays, toInstant } from '#functions/core/instant.ts'
import { NO_RUN } from '#functions/core/soft-bounces.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'

const NOW = toInstant(Date.now())
const RUN = { bounces: [{ mail: 'm1', at: NOW }], version: 0 }

describe.each(engines)('Soft bounces on $name', ({ audience }) => {
  const softBounces = dynamoSoftBounces(audience)

  test('an id of which nothing is known has an empty run', async () => {
    expect(await softBounces.get(freshId())).toEqual(NO_RUN)
  })

  test('a run is kept, with a version that counts up', async () => {
    const id = freshId()
    const first = await softBounces.replace(id, RUN)
    expect(await softBounces.get(id)).toEqual(first)
    const second = await softBounces.replace(id, { ...first, deliveredAt: plusDays(NOW, -1) })
    expect([first.version, second.version]).toEqual([1, 2])
    expect(await softBounces.get(id)).toEqual(second)
  })

  test('who read an older version does not write over a newer one', async () => {
    const id = freshId()
    const first = await softBounces.replace(id, RUN)
    await softBounces.replace(id, first)
    await expect(softBounces.replace(id, first)).rejects.toThrow(Conflict)
    await expect(softBounces.replace(id, RUN)).rejects.toThrow(Conflict)
  })

  test('an empty run remembers its delivery for a year', async () => {
    const [young, old] = [freshId(), freshId()]
    const ended = (days: number) => ({ bounces: [], deliveredAt: plusDays(NOW, -days), version: 0 })
    await softBounces.replace(young, ended(360))
    await softBounces.replace(old, ended(366))
    expect((await softBounces.get(young)).deliveredAt).toBe(plusDays(NOW, -360))
    expect(await softBounces.get(old)).toEqual(NO_RUN)
    expect((await softBounces.replace(old, RUN)).version).toBe(1)
  })
})
