import { type MessageHeader, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bulk, entry, FROM, readers, readySes, refusal, statusesOf } from './harness.ts'

const templateWith = (more: object) => ({
  DefaultContent: { Template: { TemplateName: 'hello', TemplateData: '{}', ...more } },
})
const header = (Name: string, Value: string): MessageHeader => ({ Name, Value })
const simple = (more: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({
    FromEmailAddress: FROM,
    Destination: { ToAddresses: ['reader@example.com'] },
    Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hi' } } } },
    ...more,
  })

describe('a bulk call', () => {
  test('holds at most 50 entries', async () => {
    const { client, simulator } = await readySes()
    expect(await statusesOf(client, bulk(readers(50)))).toEqual(Array(50).fill('SUCCESS'))
    expect(await refusal(client.send(bulk(readers(51))))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
    expect(await refusal(client.send(bulk([])))).toMatchObject({ name: 'BadRequestException' })
    expect(simulator.accepted()).toHaveLength(50)
  })

  test('of a wrong shape is a bad request that says where', async () => {
    const { client } = await readySes()
    const found = await refusal(
      client.send(bulk([{ Destination: { ToAddresses: [7 as unknown as string] } }])),
    )
    expect(found).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('BulkEmailEntries.0.Destination.ToAddresses.0'),
    })
  })

  test('with inline content is at most 1 MB as a whole and knows only plain names', async () => {
    const { client } = await readySes()
    const inline = (Html: string) =>
      bulk(readers(1), {
        DefaultContent: { Template: { TemplateContent: { Subject: 'Hi', Html }, TemplateData: '{}' } },
      })
    expect(await statusesOf(client, inline('<p>{{name}}</p>'))).toEqual(['SUCCESS'])
    expect(await refusal(client.send(inline('x'.repeat(1_000_000))))).toMatchObject({
      name: 'BadRequestException',
    })
    for (const html of ['{{#if name}}x{{/if}}', '{{a.b}}', '{{no_reply}}', '{{! note }}'])
      expect(await refusal(client.send(inline(html)))).toMatchObject({
        name: 'BadRequestException',
        message: 'Template contains unsupported operations.',
      })
  })

  test('takes template data of at most 262,144 characters, default and replacement each', async () => {
    const { client } = await readySes()
    const data = (length: number) => JSON.stringify({ name: 'x'.repeat(length - '{"name":""}'.length) })
    const replacing = (length: number) =>
      bulk([
        entry('a@example.com', {
          ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: data(length) } },
        }),
      ])
    expect(await statusesOf(client, replacing(262_144))).toEqual(['SUCCESS'])
    expect(await refusal(client.send(replacing(262_145)))).toMatchObject({ name: 'BadRequestException' })
    expect(await statusesOf(client, bulk(readers(1), templateWith({ TemplateData: data(262_144) })))).toEqual(
      ['SUCCESS'],
    )
    expect(
      await refusal(client.send(bulk(readers(1), templateWith({ TemplateData: data(262_145) })))),
    ).toMatchObject({ name: 'BadRequestException' })
  })

  test('takes template data only as a string that holds a JSON object', async () => {
    const { client } = await readySes()
    for (const data of ['', 'nonsense', '[]', '"text"', 'null']) {
      expect(
        await refusal(client.send(bulk(readers(1), templateWith({ TemplateData: data })))),
      ).toMatchObject({ name: 'BadRequestException' })
      const replaced = entry('a@example.com', {
        ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: data } },
      })
      expect(await statusesOf(client, bulk([replaced, entry('b@example.com')]))).toEqual([
        'INVALID_PARAMETER',
        'SUCCESS',
      ])
    }
  })
})

describe('tags', () => {
  test('hold only A-Z, a-z, 0-9, _ and -, at most 256 characters in name and value', async () => {
    const { client } = await readySes()
    const tagged = (Name: string, Value: string) =>
      bulk([entry('a@example.com', { ReplacementTags: [{ Name, Value }] })])
    expect(await statusesOf(client, tagged('n'.repeat(256), 'Az_09-'))).toEqual(['SUCCESS'])
    for (const [name, value] of [
      ['n'.repeat(257), 'v'],
      ['n', 'v'.repeat(257)],
      ['n', 'a@b'],
      ['n.m', 'v'],
      ['n', 'é'],
      ['n', ''],
      ['', 'v'],
    ] as const)
      expect(await statusesOf(client, tagged(name, value)), `${name}=${value}`).toEqual(['INVALID_PARAMETER'])
    expect(
      await refusal(client.send(bulk(readers(1), { DefaultEmailTags: [{ Name: 'n', Value: 'a b' }] }))),
    ).toMatchObject({ name: 'BadRequestException' })
  })
})

describe('headers', () => {
  const withHeaders = (...ReplacementHeaders: MessageHeader[]) =>
    bulk([entry('a@example.com', { ReplacementHeaders })])

  test.each([
    ['a name of 126 characters', [header('N'.repeat(126), 'v')]],
    ['a value of 995 characters', [header('N', 'v'.repeat(995))]],
    ['name and value of 996 characters', [header('N'.repeat(26), 'v'.repeat(970))]],
    ['fifteen headers', Array.from({ length: 15 }, (_one, index) => header(`X-${index}`, 'v'))],
  ])('may have %s', async (_what, headers) => {
    const { client } = await readySes()
    expect(await statusesOf(client, withHeaders(...headers))).toEqual(['SUCCESS'])
  })

  test.each([
    ['a name of 127 characters', [header('N'.repeat(127), 'v')]],
    ['a colon in a name', [header('X:Y', 'v')]],
    ['a space in a name', [header('X Y', 'v')]],
    ['an empty name', [header('', 'v')]],
    ['a value of 996 characters', [header('N', 'v'.repeat(996))]],
    ['a value beyond ASCII', [header('X', 'ü')]],
    ['a line break in a value', [header('X', 'a\r\nBcc: b@example.com')]],
    ['name and value of 997 characters', [header('N'.repeat(27), 'v'.repeat(970))]],
    ['sixteen headers', Array.from({ length: 16 }, (_one, index) => header(`X-${index}`, 'v'))],
    [
      'two List-Unsubscribe',
      [header('List-Unsubscribe', '<https://a>'), header('list-unsubscribe', '<https://b>')],
    ],
    ['two List-Id', [header('List-Id', '<a>'), header('List-ID', '<b>')]],
    ['a Subject of their own', [header('Subject', 'x')]],
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

  test('of an entry replace those of the same name, and the rest falls back to the default', async () => {
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
  })

  test('Date and Message-ID are overwritten by SES', async () => {
    const { client, simulator } = await readySes()
    await client.send(withHeaders(header('Date', 'never'), header('Message-ID', '<mine@example.org>')))
    const id = simulator.accepted()[0]?.messageId ?? ''
    const { mime } = simulator.message(id)
    expect(mime).not.toMatch(/never|mine@example\.org/u)
    expect(mime).toContain(`Message-ID: <${id}@email.amazonses.com>`)
  })
})

describe('recipients', () => {
  test('are at most 50 a message', async () => {
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
  })

  test('have an ASCII local part and a domain in Punycode', async () => {
    const { client } = await readySes()
    const addresses = [
      'zoë@example.com',
      'zoe@exämple.com',
      'no-at.example.com',
      'a b@example.com',
      'zoe@xn--exmple-cua.com',
      'Zoe <zoe@example.com>',
    ]
    expect(await statusesOf(client, bulk(addresses.map((address) => entry(address))))).toEqual([
      ...Array(4).fill('INVALID_PARAMETER'),
      'SUCCESS',
      'SUCCESS',
    ])
  })
})

test('a message is at most 40 MB after base64', { timeout: 30_000 }, async () => {
  const { client } = await readySes()
  const long = (bytes: number) =>
    simple({
      Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'x'.repeat(bytes) } } } },
    })
  expect(await refusal(client.send(long(31 * 1024 * 1024)))).toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining('Message length'),
  })
  expect((await client.send(long(1024 * 1024))).MessageId).toBeDefined()
})

test('raw messages and attachments are refused', async () => {
  const { client, simulator } = await readySes()
  const Attachments = [{ FileName: 'a.txt', RawContent: Buffer.from('a') }]
  const message = { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hi' } } }
  expect(
    await refusal(client.send(simple({ Content: { Raw: { Data: Buffer.from('Subject: Hi\r\n\r\nHi') } } }))),
  ).toEqual({
    name: 'BadRequestException',
    status: 400,
    message: expect.stringContaining('not supported by this simulator (it plays no raw messages)'),
  })
  for (const call of [
    client.send(simple({ Content: { Simple: { ...message, Attachments } } })),
    client.send(bulk(readers(1), templateWith({ Attachments }))),
  ])
    expect(await refusal(call)).toEqual({
      name: 'BadRequestException',
      status: 400,
      message: expect.stringContaining('not supported by this simulator (it plays no attachments)'),
    })
  expect(simulator.accepted()).toHaveLength(0)
})

test('what the simulator does not know is refused, not ignored', async () => {
  const { client, simulator } = await readySes()
  expect(
    await refusal(client.send(simple({ ListManagementOptions: { ContactListName: 'list' } }))),
  ).toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining('no contact lists'),
  })
  const response = await fetch(`${simulator.url}/v2/email/contact-lists`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 x' },
  })
  expect(response.status).toBe(404)
  expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
  expect(response.headers.get('x-amzn-requestid')).toBeTruthy()
  expect(await response.json()).toEqual({
    message: 'The SES simulator does not know GET /v2/email/contact-lists',
  })
  expect((await fetch(`${simulator.url}/v2/email/account`)).status).toBe(403)
})
