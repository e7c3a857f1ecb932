import { describe, expect, test } from 'vitest'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'

const NOW = at('2026-11-24T07:00:00Z')

describe.each(engines)('Suppressions on $name', ({ audience }) => {
  const suppressions = dynamoSuppressions(audience)

  test('an id that was never suppressed has no cause', async () => {
    expect(await suppressions.get(freshId())).toBeUndefined()
  })

  test.each(['bounce', 'complaint', 'admin'] as const)('a suppression by %s is kept', async (cause) => {
    const id = freshId()
    await suppressions.put(id, cause, NOW)
    expect(await suppressions.get(id)).toBe(cause)
  })

  test('the first cause stays', async () => {
    const id = freshId()
    await suppressions.put(id, 'complaint', NOW)
    await suppressions.put(id, 'bounce', NOW)
    expect(await suppressions.get(id)).toBe('complaint')
  })
})
