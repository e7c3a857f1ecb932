import { describe, expect, test } from 'vitest'
import { dynamoStaffBook } from '#functions/adapters/dynamodb/staff-book.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { aStaffMember, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'

const MONDAY = at('2026-11-23T09:00:00Z')
const TUESDAY = at('2026-11-24T09:00:00Z')

describe.each(engines)('The book of staff on $name', ({ content }) => {
  const book = dynamoStaffBook(content)
  const signIn = (id: string, signedInAt: Instant, over: Parameters<typeof aStaffMember>[0] = {}) => {
    const { name, email, grants } = aStaffMember(over)
    return book.note({ id, name, grants, signedInAt, ...(email !== undefined && { email }) })
  }

  test('begins with a first sign-in, from which sessions count', async () => {
    const id = freshId()
    expect(await book.get(id)).toBeUndefined()
    const noted = await signIn(id, MONDAY)
    expect(noted).toEqual(aStaffMember({ id, signedInAt: MONDAY, sessionsFrom: MONDAY, shortcuts: true }))
    expect(await book.get(id)).toEqual(noted)
  })

  test('keeps of a later sign-in who it was as they are then, and what they chose', async () => {
    const id = freshId()
    await signIn(id, MONDAY)
    await book.setShortcuts(id, false)
    const { email: _, ...now } = aStaffMember({ name: 'Ada Brandt', grants: [] })
    const again = await book.note({ id, name: now.name, grants: now.grants, signedInAt: TUESDAY })
    const expected = { ...now, id, signedInAt: TUESDAY, sessionsFrom: MONDAY, shortcuts: false }
    expect(again).toEqual(expected)
    expect(await book.get(id)).toEqual(expected)
  })

  test('ends sessions up to a moment, and a sign-in does not bring them back', async () => {
    const id = freshId()
    await signIn(id, MONDAY)
    expect(await book.endSessions(id, TUESDAY)).toBe(true)
    expect((await signIn(id, plusSeconds(TUESDAY, -60))).sessionsFrom).toBe(TUESDAY)
    expect((await signIn(id, plusSeconds(TUESDAY, 60))).sessionsFrom).toBe(TUESDAY)
  })

  test('never ends fewer sessions than it did', async () => {
    const id = freshId()
    await signIn(id, MONDAY)
    await book.endSessions(id, TUESDAY)
    for (const from of [MONDAY, TUESDAY]) expect(await book.endSessions(id, from)).toBe(true)
    expect((await book.get(id))?.sessionsFrom).toBe(TUESDAY)
  })

  test('knows nobody who never signed in', async () => {
    const id = freshId()
    expect(await book.endSessions(id, TUESDAY)).toBe(false)
    await book.setShortcuts(id, false)
    expect(await book.get(id)).toBeUndefined()
  })

  test('keeps one row of two first sign-ins at once', async () => {
    const id = freshId()
    await Promise.all([signIn(id, MONDAY), signIn(id, plusSeconds(MONDAY, 1))])
    const all = (await book.all()).filter((member) => member.id === id)
    expect(all).toHaveLength(1)
  })

  test('lists all who signed in', async () => {
    const ids = [freshId(), freshId(), freshId(), freshId(), freshId()]
    for (const id of ids) await signIn(id, MONDAY)
    expect((await book.all()).map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  })

  test('takes no member that could not be read again', async () => {
    await expect(signIn(freshId(), MONDAY, { name: 'x'.repeat(65) })).rejects.toThrow()
  })
})
