import { describe, expect, test } from 'vitest'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { type Act, actOf } from '#functions/core/act.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { aDigest, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'

const anAct = (over: Partial<Act> = {}): Required<Act> =>
  actOf({ verb: 'hold', by: 'Ada', why: 'a typo', at: at('2026-11-23T12:00:00Z'), ...over })

describe.each(engines)('Acts on $name', ({ content }) => {
  const acts = dynamoActs(content)

  test('are listed oldest first, each once', async () => {
    const digest = aDigest({ newsletter: freshSlug() })
    const [first, second] = [anAct(), anAct({ verb: 'resume', at: at('2026-11-23T13:00:00Z') })]
    for (const act of [second, first, first, second]) await acts.put(digest, act)
    expect(await acts.list(digest)).toEqual([first, second])
  })

  test('of one verb in one millisecond are all kept, each once', async () => {
    const digest = aDigest({ newsletter: freshSlug() })
    const all = [
      anAct(),
      anAct({ by: 'Bob' }),
      anAct({ why: 'another typo' }),
      anAct({ at: plusSeconds(anAct().at, 0.001) }),
    ]
    for (const act of [...all, ...all]) await acts.put(digest, act)
    expect((await acts.list(digest)).map(({ by, why, at: when }) => [by, why, when.slice(-5)])).toEqual([
      ['Ada', 'a typo', '.000Z'],
      ['Bob', 'a typo', '.001Z'],
      ['Ada', 'another typo', '.002Z'],
      ['Ada', 'a typo', '.003Z'],
    ])
  })

  test('without a reason are kept once as well', async () => {
    const digest = aDigest({ newsletter: freshSlug() })
    const { why, ...silent } = anAct()
    for (const act of [silent, silent, { ...silent, why }]) await acts.put(digest, act)
    expect((await acts.list(digest)).map((act) => act.why)).toEqual([undefined, why])
  })

  test('are of a digest, a newsletter or a queue, each for itself', async () => {
    const [digest, queue] = [aDigest({ newsletter: freshSlug() }), freshSlug()]
    const { newsletter } = digest
    await acts.put(digest, anAct())
    await acts.put({ newsletter }, anAct({ verb: 'ramp' }))
    await acts.put({ queue }, anAct({ verb: 'redrive' }))
    const verbs = async (on: Parameters<typeof acts.list>[0]) => (await acts.list(on)).map(({ verb }) => verb)
    expect(await verbs(digest)).toEqual(['hold'])
    expect(await verbs({ newsletter })).toEqual(['ramp'])
    expect(await verbs({ queue })).toEqual(['redrive'])
  })

  test('hold a name and a reason of any length, and no address', async () => {
    const digest = aDigest({ newsletter: freshSlug() })
    await acts.put(digest, anAct({ by: 'x'.repeat(500), why: `ada@mail.example asked ${'語'.repeat(500)}` }))
    const [{ by, why } = anAct()] = await acts.list(digest)
    expect([by.length, why]).toEqual([64, expect.stringMatching(/^…@… asked 語+$/)])
  })
})
