import { describe, expect, test } from 'vitest'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'

const NOW = at('2026-11-24T07:00:00Z')
const LATER = plusSeconds(NOW, 3600)

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

  test('and every other cause outranks an erasure, which outranks none', async () => {
    for (const cause of ['bounce', 'complaint', 'admin'] as const) {
      const id = freshId()
      await suppressions.put(id, 'erased', NOW)
      expect(await suppressions.put(id, cause, NOW)).toBe(cause)
      expect(await suppressions.put(id, 'erased', NOW)).toBe(cause)
      expect(await suppressions.get(id)).toBe(cause)
    }
  })

  test('the cause that stands is lifted, once, and no other', async () => {
    const id = freshId()
    await suppressions.put(id, 'complaint', NOW)
    expect(await suppressions.lift(id, 'bounce', LATER)).toBe(false)
    expect(await suppressions.get(id)).toBe('complaint')
    expect(await suppressions.lift(id, 'complaint', LATER)).toBe(true)
    expect(await suppressions.get(id)).toBeUndefined()
    expect(await suppressions.lift(id, 'complaint', LATER)).toBe(false)
    expect(await suppressions.lift(freshId(), 'bounce', LATER)).toBe(false)
  })

  test.each(['bounce', 'complaint'] as const)(
    'a %s of before the lifting that is told late does not bring it back; a later one does',
    async (cause) => {
      const id = freshId()
      await suppressions.put(id, 'complaint', NOW)
      await suppressions.lift(id, 'complaint', LATER)
      for (const late of [NOW, LATER]) expect(await suppressions.put(id, cause, late)).toBeUndefined()
      expect(await suppressions.get(id)).toBeUndefined()
      expect(await suppressions.put(id, cause, plusSeconds(LATER, 1))).toBe(cause)
      expect(await suppressions.get(id)).toBe(cause)
    },
  )

  test.each(['admin', 'erased'] as const)(
    'a suppression by %s counts after a lifting by any clock',
    async (cause) => {
      const id = freshId()
      await suppressions.put(id, 'bounce', NOW)
      await suppressions.lift(id, 'bounce', LATER)
      expect(await suppressions.put(id, cause, NOW)).toBe(cause)
    },
  )
})
