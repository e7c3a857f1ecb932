import { describe, expect, test } from 'vitest'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusDays, toInstant } from '#functions/core/instant.ts'
import { NO_RUN } from '#functions/core/soft-bounces.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'

const NOW = toInstant(Date.now())
const LATER = plusDays(NOW, 365)
const RUN = { bounces: [{ mail: 'm1', at: NOW }], version: 0 }

describe.each(engines)('Soft bounces on $name', ({ audience }) => {
  const softBounces = dynamoSoftBounces(audience)

  test('an id of which nothing is known has an empty run', async () => {
    expect(await softBounces.get(freshId())).toEqual(NO_RUN)
  })

  test('a run is kept, with a version that counts up', async () => {
    const id = freshId()
    const first = await softBounces.replace(id, RUN, LATER)
    expect(await softBounces.get(id)).toEqual(first)
    const second = await softBounces.replace(id, { ...first, deliveredAt: plusDays(NOW, -1) }, LATER)
    expect([first.version, second.version]).toEqual([1, 2])
    expect(await softBounces.get(id)).toEqual(second)
  })

  test('who read an older version does not write over a newer one', async () => {
    const id = freshId()
    const first = await softBounces.replace(id, RUN, LATER)
    await softBounces.replace(id, first, LATER)
    await expect(softBounces.replace(id, first, LATER)).rejects.toThrow(Conflict)
    await expect(softBounces.replace(id, RUN, LATER)).rejects.toThrow(Conflict)
  })

  test('a run whose time is over is empty, and another may begin', async () => {
    const id = freshId()
    await softBounces.replace(id, RUN, plusDays(NOW, -1))
    expect(await softBounces.get(id)).toEqual(NO_RUN)
    expect((await softBounces.replace(id, RUN, LATER)).version).toBe(1)
  })
})
