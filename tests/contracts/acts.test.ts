import { describe, expect, test } from 'vitest'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import type { Act } from '#functions/core/digest.ts'
import { aDigest, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'

const anAct = (over: Partial<Act> = {}): Act => ({
  verb: 'pause',
  by: 'Ada Admin',
  why: 'A title is wrong.',
  at: at('2026-11-24T07:00:00Z'),
  ...over,
})

describe.each(engines)('Acts on $name', ({ content }) => {
  const acts = dynamoActs(content)
  const aFreshDigest = () => aDigest({ newsletter: freshSlug() })

  test('come oldest first, as they were put, for one digest', async () => {
    const digest = aFreshDigest()
    const later = anAct({ verb: 'resume', at: at('2026-11-24T07:00:01Z') })
    const { why: _, ...unexplained } = anAct({ verb: 'hold', at: at('2026-11-24T06:00:00Z') })
    for (const act of [later, anAct(), unexplained]) await acts.put(digest, act)
    await acts.put({ ...digest, kind: 'round-up' }, anAct({ verb: 'cancel' }))
    expect(await acts.list(digest)).toEqual([unexplained, anAct(), later])
    expect(await acts.list(aFreshDigest())).toEqual([])
  })

  test('of one moment are kept side by side', async () => {
    const digest = aFreshDigest()
    for (const verb of ['resume', 'leave'] as const) await acts.put(digest, anAct({ verb }))
    expect((await acts.list(digest)).map(({ verb }) => verb)).toEqual(['leave', 'resume'])
  })

  test('are not changed by being put again', async () => {
    const digest = aFreshDigest()
    await acts.put(digest, anAct())
    await acts.put(digest, anAct({ by: 'Somebody else' }))
    expect(await acts.list(digest)).toEqual([anAct()])
  })
})
