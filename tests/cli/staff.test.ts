import { describe, expect, test } from 'vitest'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { dynamoStaffBook } from '#functions/adapters/dynamodb/staff-book.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import { endSessions } from '#functions/use-cases/end-sessions.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { aStaffMember, at } from '#tests/support/builders.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'
import { runCommand } from '#tests/support/run-command.ts'

const MONDAY = at('2026-11-23T09:00:00Z')
const NOW = at('2026-11-24T09:00:00Z')
const BY_ADA = ['--as', 'Ada', '--why', 'a lost phone'] as const

/** A desk at which these people signed in. */
const deskOf = async (...people: Partial<StaffMember>[]) => {
  const table = memoryTable(new TableStore(), {
    request: async (_, effect) => effect(),
    now: Date.now,
    indexDelayMs: () => 0,
    pageSize: () => 2,
  })
  const [staff, acts] = [dynamoStaffBook(table), dynamoActs(table)]
  for (const person of people) {
    const { sessionsFrom, shortcuts, ...signedIn } = aStaffMember(person)
    await staff.note(signedIn)
  }
  const desk = { staff, acts, endSessions: endSessions({ staff, acts, clock: () => NOW }) }
  const run = (...args: string[]) => runCommand(['staff', ...args], desk as unknown as Desk)
  const sessionsFrom = async (id: string) => (await staff.get(id))?.sessionsFrom
  return { run, acts, sessionsFrom }
}

const BEN: Partial<StaffMember> = {
  id: 'ben-okoro',
  name: 'Ben Okoro',
  grants: [{ role: 'admin', newsletter: '*' }],
}

describe('who signed in at the desk', () => {
  test('is listed, the last first, with what they may do and since when their sessions count', async () => {
    const { run } = await deskOf(
      { signedInAt: MONDAY },
      { ...BEN, signedInAt: plusSeconds(MONDAY, 60) },
      { id: 'dana-weiss', name: 'Dana Weiss', grants: [], signedInAt: plusSeconds(MONDAY, 30) },
    )
    expect((await run()).out).toEqual([
      'Ben Okoro (ben-okoro): admin of all newsletters; signed in 2026-11-23T09:01:00Z; sessions count since 2026-11-23T09:01:00Z',
      'Dana Weiss (dana-weiss): no access; signed in 2026-11-23T09:00:30Z; sessions count since 2026-11-23T09:00:30Z',
      'Ada Marlow (ada-marlow): editor of sample; signed in 2026-11-23T09:00:00Z; sessions count since 2026-11-23T09:00:00Z',
    ])
  })

  test('with --json is one document a person', async () => {
    const { run } = await deskOf({ signedInAt: MONDAY })
    const { id, name, grants } = aStaffMember()
    const told = (await run('--json')).out.map((line) => JSON.parse(line))
    expect(told).toEqual([{ id, name, grants, signedInAt: MONDAY, sessionsFrom: MONDAY }])
  })

  test('is nobody at first', async () => {
    const { run } = await deskOf()
    expect([(await run()).out, (await run('--json')).out]).toEqual([['Nobody signed in yet.'], []])
  })
})

describe('signing somebody out', () => {
  test.each(['ben-okoro', 'Ben Okoro'])('%s ends their sessions alone, and keeps who did it', async (who) => {
    const { run, acts, sessionsFrom } = await deskOf({ signedInAt: MONDAY }, { ...BEN, signedInAt: MONDAY })
    const { code, out } = await run('sign-out', who, ...BY_ADA)
    expect([code, out]).toEqual([0, ['Ben Okoro (ben-okoro) is signed out everywhere.']])
    expect([await sessionsFrom('ben-okoro'), await sessionsFrom('ada-marlow')]).toEqual([NOW, MONDAY])
    expect(await acts.list({ staff: 'ben-okoro' })).toEqual([
      { verb: 'sign-out', by: 'Ada', why: 'a lost phone', at: NOW },
    ])
    expect(await acts.list({ staff: 'ada-marlow' })).toEqual([])
  })

  test('by a name that several have asks for an id, which always says who', async () => {
    const { run, sessionsFrom } = await deskOf(BEN, { ...BEN, id: 'ben-2' }, { id: 'x', name: 'ben-2' })
    const { code, err } = await run('sign-out', 'Ben Okoro', ...BY_ADA)
    expect([code, err[0]]).toEqual([2, expect.stringContaining('ben-2, ben-okoro')])
    expect((await run('sign-out', 'ben-2', ...BY_ADA)).code).toBe(0)
    expect(await sessionsFrom('ben-2')).toBe(NOW)
    expect(await sessionsFrom('x')).not.toBe(NOW)
  })

  test('who never signed in is refused, and changes nothing', async () => {
    const { run, acts } = await deskOf(BEN)
    const { code, err } = await run('sign-out', 'Ben', ...BY_ADA)
    expect([code, err[0]]).toEqual([2, expect.stringContaining('Nobody called Ben ever signed in.')])
    expect(await acts.list({ staff: 'Ben' })).toEqual([])
  })

  test('needs one person, a name and a reason', async () => {
    const { run } = await deskOf(BEN)
    for (const args of [
      ['sign-out', ...BY_ADA],
      ['sign-out', 'ben-okoro', 'ada-marlow', ...BY_ADA],
      ['sign-out', 'ben-okoro'],
      ['sign-out', 'ben-okoro', '--as', 'Ada'],
    ])
      expect((await run(...args)).code).toBe(2)
  })
})
