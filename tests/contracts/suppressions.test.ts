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

  test('but a complaint outranks a bounce, a bounce an admin’s word, and each of them an erasure', async () => {
    const causes = ['erased', 'admin', 'bounce', 'complaint'] as const
    for (const [rank, cause] of causes.entries())
      for (const other of causes.slice(0, rank)) {
        const id = freshId()
        await suppressions.put(id, other, NOW)
        expect(await suppressions.put(id, cause, NOW)).toBe(cause)
        expect(await suppressions.put(id, other, LATER)).toBe(cause)
        expect(await suppressions.standing(id)).toEqual({ cause, at: NOW })
      }
  })

  test('the suppression that stands is lifted, once, and no other', async () => {
    const id = freshId()
    const complaint = { cause: 'complaint', at: NOW } as const
    await suppressions.put(id, 'complaint', NOW)
    expect(await suppressions.lift(id, { cause: 'bounce', at: NOW }, LATER)).toBe(false)
    expect(await suppressions.lift(id, { ...complaint, at: LATER }, LATER)).toBe(false)
    expect(await suppressions.get(id)).toBe('complaint')
    expect(await suppressions.lift(id, complaint, LATER)).toBe(true)
    expect(await suppressions.get(id)).toBeUndefined()
    expect(await suppressions.lift(id, complaint, LATER)).toBe(false)
    expect(await suppressions.lift(freshId(), complaint, LATER)).toBe(false)
  })

  const lifted = async (cause: 'bounce' | 'complaint' | 'admin') => {
    const id = freshId()
    await suppressions.put(id, cause, NOW)
    expect(await suppressions.lift(id, { cause, at: NOW }, LATER)).toBe(true)
    return id
  }

  test.each(['bounce', 'complaint'] as const)(
    'a %s of before the lifting of a complaint that is told late does not bring it back; a later one does',
    async (cause) => {
      const id = await lifted('complaint')
      for (const late of [NOW, LATER]) expect(await suppressions.put(id, cause, late)).toBeUndefined()
      expect(await suppressions.get(id)).toBeUndefined()
      expect(await suppressions.put(id, cause, plusSeconds(LATER, 1))).toBe(cause)
      expect(await suppressions.get(id)).toBe(cause)
    },
  )

  test.each([
    ['bounce', 'complaint'],
    ['admin', 'complaint'],
    ['admin', 'bounce'],
  ] as const)(
    'of a lifted suppression by %s nobody saw a %s that is told late: it counts',
    async (seen, late) => {
      const id = await lifted(seen)
      expect(await suppressions.put(id, late, NOW)).toBe(late)
    },
  )

  test('a complaint that was lifted stays so, whatever is lifted after it', async () => {
    const id = await lifted('complaint')
    const bounce = { cause: 'bounce', at: plusSeconds(LATER, 1) } as const
    await suppressions.put(id, bounce.cause, bounce.at)
    await suppressions.lift(id, bounce, plusSeconds(LATER, 2))
    await suppressions.put(id, 'erased', plusSeconds(LATER, 3))
    expect(await suppressions.put(id, 'complaint', NOW)).toBe('erased')
    expect(await suppressions.put(id, 'bounce', plusSeconds(LATER, 2))).toBe('erased')
  })

  test.each(['admin', 'erased'] as const)(
    'a suppression by %s counts after a lifting by any clock',
    async (cause) => {
      const id = await lifted('bounce')
      expect(await suppressions.put(id, cause, NOW)).toBe(cause)
    },
  )

  test.each(['admin', 'bounce', 'complaint'] as const)(
    'an erasure is kept for good: it stands again when a %s of before or after it is lifted',
    async (cause) => {
      for (const causes of [['erased', cause] as const, [cause, 'erased'] as const]) {
        const id = freshId()
        for (const each of causes)
          expect(await suppressions.put(id, each, NOW)).toBe(each === causes[0] ? each : cause)
        expect(await suppressions.erasedAt(id)).toBe(NOW)
        expect(await suppressions.lift(id, { cause, at: NOW }, LATER)).toBe(true)
        expect(await suppressions.standing(id)).toEqual({ cause: 'erased', at: NOW })
        expect(await suppressions.lift(id, { cause: 'erased', at: NOW }, LATER)).toBe(false)
      }
    },
  )

  test('of two erasures the later one is told', async () => {
    const id = freshId()
    expect(await suppressions.erasedAt(id)).toBeUndefined()
    for (const at of [NOW, LATER, NOW]) expect(await suppressions.put(id, 'erased', at)).toBe('erased')
    expect(await suppressions.erasedAt(id)).toBe(LATER)
  })
})
