import { describe, expect, test } from 'vitest'
import { bulk, entry, readySes, refusal, simple, statusesOf } from './harness.ts'
import { documented } from './sources/documented.ts'

describe('recipients', () => {
  test(
    documented(['recipients-a-message', 'no-recipients', 'call-or-entry'], 'are 1 to 50 a message'),
    async () => {
      const { client } = await readySes()
      const many = (count: number) => Array.from({ length: count }, (_one, index) => `r${index}@example.com`)
      const to = (count: number) =>
        entry('', { Destination: { ToAddresses: many(count - 1), BccAddresses: ['bcc@example.com'] } })
      expect(await statusesOf(client, bulk([to(50), to(51)]))).toEqual(['SUCCESS', 'INVALID_PARAMETER'])
      expect(await refusal(client.send(simple({ Destination: { ToAddresses: many(51) } })))).toMatchObject({
        name: 'BadRequestException',
      })
      expect(await refusal(client.send(simple({ Destination: {} })))).toMatchObject({
        name: 'BadRequestException',
      })
    },
  )

  test.each([
    [documented('local-part', 'an ASCII local part'), 'zoe@example.com', 'zoë@example.com'],
    [documented('punycode', 'a domain in Punycode'), 'zoe@xn--exmple-cua.com', 'zoe@exämple.com'],
    [documented('bad-request', 'an @'), 'zoe@example.com', 'no-at.example.com'],
    [documented('bad-request', 'no space in an address'), 'Zoe <zoe@example.com>', 'a b@example.com'],
    [
      documented('ascii-names', 'an ASCII name'),
      '=?UTF-8?Q?Zo=C3=AB?= <zoe@example.com>',
      'Zoë <zoe@example.com>',
    ],
    [
      documented('local-part-length', '64 characters before the @'),
      `${'z'.repeat(64)}@a.org`,
      `${'z'.repeat(65)}@a.org`,
    ],
    [
      documented('label-length', '63 characters in a label'),
      `a@${'z'.repeat(63)}.org`,
      `a@${'z'.repeat(64)}.org`,
    ],
  ])('have %s', async (_what, good, bad) => {
    const { client } = await readySes()
    expect(await statusesOf(client, bulk([entry(good), entry(bad)]))).toEqual([
      'SUCCESS',
      'INVALID_PARAMETER',
    ])
  })

  test(
    documented(['result-each', 'results-in-order'], 'have their results in the order of the entries'),
    async () => {
      const { client, simulator } = await readySes()
      const { BulkEmailEntryResults = [] } = await client.send(
        bulk([entry('a@example.com'), entry('wrong'), entry('b@example.com')]),
      )
      const [first, wrong, last] = BulkEmailEntryResults
      expect(wrong).toEqual({ Status: 'INVALID_PARAMETER', Error: 'Illegal address.' })
      expect([first, last]).toEqual(
        simulator.accepted().map(({ messageId }) => ({ Status: 'SUCCESS', MessageId: messageId })),
      )
    },
  )
})
