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

  test('the first cause stands, and is told', async () => {
    const id = freshId()
    expect(await suppressions.put(id, 'complaint', NOW)).toBe('complaint')
    expect(await suppressions.put(id, 'bounce', NOW)).toBe('complaint')
    expect(await suppressions.get(id)).toBe('complaint')
  })

  test('but a complaint outranks a bounce', async () => {
    const id = freshId()
    await suppressions.put(id, 'bounce', NOW)
    expect(await suppressions.put(id, 'complaint', NOW)).toBe('complaint')
    expect(await suppressions.get(id)).toBe('complaint')
  })
})
