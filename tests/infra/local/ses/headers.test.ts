import type { MessageHeader } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bulk, entry, readers, readySes, refusal, statusesOf, templateWith } from './harness.ts'
import { documented } from './sources/documented.ts'

const header = (Name: string, Value: string): MessageHeader => ({ Name, Value })

describe('headers', () => {
  const withHeaders = (...ReplacementHeaders: MessageHeader[]) =>
    bulk([entry('a@example.com', { ReplacementHeaders })])

  test.each([
    [documented('header-name', 'a name of 126 characters'), [header('N'.repeat(126), 'v')]],
    [documented('header-value', 'a value of 995 characters'), [header('N', 'v'.repeat(995))]],
    [
      documented('header-length', 'name and value of 996 characters'),
      [header('N'.repeat(26), 'v'.repeat(970))],
    ],
    [documented('headers-once', 'a field of their own twice'), [header('X-One', 'a'), header('X-One', 'b')]],
    [
      documented('header-count', 'fifteen fields'),
      Array.from({ length: 15 }, (_one, index) => header(`X-${index}`, 'v')),
    ],
  ])('may have %s', async (_what, headers) => {
    const { client } = await readySes()
    expect(await statusesOf(client, withHeaders(...headers))).toEqual(['SUCCESS'])
  })

  test.each([
    [documented('header-name', 'a name of 127 characters'), [header('N'.repeat(127), 'v')]],
    [documented('header-name', 'a colon in a name'), [header('X:Y', 'v')]],
    [documented('header-name', 'a space in a name'), [header('X Y', 'v')]],
    [documented('header-name', 'an empty name'), [header('', 'v')]],
    [documented('header-value', 'a value of 996 characters'), [header('N', 'v'.repeat(996))]],
    [documented('header-value', 'a value beyond ASCII'), [header('X', 'ü')]],
    [documented('header-value', 'a line break in a value'), [header('X', 'a\r\nBcc: b@example.com')]],
    [
      documented('header-length', 'name and value of 997 characters'),
      [header('N'.repeat(27), 'v'.repeat(970))],
    ],
    [
      documented('header-count', 'sixteen fields'),
      Array.from({ length: 16 }, (_one, index) => header(`X-${index}`, 'v')),
    ],
    [
      documented('headers-once', 'two List-Unsubscribe'),
      [header('List-Unsubscribe', '<https://a>'), header('list-unsubscribe', '<https://b>')],
    ],
    [documented('headers-once', 'two List-Id'), [header('List-Id', '<a>'), header('List-ID', '<b>')]],
    ...['List-Unsubscribe-Post', 'In-Reply-To', 'References', 'Precedence', 'Auto-Submitted', 'Date'].map(
      (name): [string, MessageHeader[]] => [
        documented('headers-once', `two ${name}`),
        [header(name, 'a'), header(name, 'b')],
      ],
    ),
    ...['Subject', 'From', 'To', 'Reply-To', 'Content-Type'].map((name): [string, MessageHeader[]] => [
      documented('own-fields', `a ${name} of their own`),
      [header(name, 'x')],
    ]),
  ])('may not have %s', async (_what, headers) => {
    const { client, simulator } = await readySes()
    expect(await refusal(client.send(withHeaders(...headers)))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
    expect(await refusal(client.send(bulk(readers(1), templateWith({ Headers: headers }))))).toMatchObject({
      name: 'BadRequestException',
    })
    expect(simulator.accepted()).toHaveLength(0)
  })

  test(
    documented('headers-of-a-mail', 'are counted as a mail has them, the default and its own'),
    async () => {
      const { client } = await readySes()
      const many = (prefix: string, count: number) =>
        Array.from({ length: count }, (_one, index) => header(`${prefix}-${index}`, 'v'))
      const call = (own: MessageHeader[]) =>
        bulk([entry('a@example.com', { ReplacementHeaders: own })], templateWith({ Headers: many('X', 10) }))
      expect(await statusesOf(client, call([...many('X', 10), ...many('Y', 5)]))).toEqual(['SUCCESS'])
      expect(await refusal(client.send(call(many('Y', 6))))).toMatchObject({ name: 'BadRequestException' })
    },
  )

  test(
    documented('replacement-headers', 'of an entry replace those of the same name, and the rest falls back'),
    async () => {
      const { client, simulator } = await readySes()
      const defaults = templateWith({ Headers: [header('X-One', 'default'), header('X-Two', 'default')] })
      await client.send(
        bulk(
          [entry('a@example.com', { ReplacementHeaders: [header('x-one', 'own'), header('X-New', 'new')] })],
          defaults,
        ),
      )
      const message = simulator.message(simulator.accepted()[0]?.messageId ?? '')
      expect(message.headers.slice(0, 3)).toEqual([
        { name: 'X-Two', value: 'default' },
        { name: 'x-one', value: 'own' },
        { name: 'X-New', value: 'new' },
      ])
    },
  )

  test(documented('headers-overwritten', 'named Date and Message-ID are not what the mail has'), async () => {
    const { client, simulator } = await readySes()
    await client.send(withHeaders(header('Date', 'never'), header('Message-ID', '<mine@example.org>')))
    const id = simulator.accepted()[0]?.messageId ?? ''
    const { mime } = simulator.message(id)
    expect(mime).not.toMatch(/never|mine@example\.org/u)
    expect(mime).toContain(`Message-ID: <${id}@email.amazonses.com>`)
  })
})
