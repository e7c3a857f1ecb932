import { describe, expect, test } from 'vitest'
import {
  bareSes,
  bulk,
  entry,
  readers,
  readySes,
  refusal,
  simple,
  statusesOf,
  templateWith,
} from './harness.ts'
import { documented } from './sources/documented.ts'

const inline = (Html: string) =>
  bulk(readers(1), {
    DefaultContent: { Template: { TemplateContent: { Subject: 'Hi', Html }, TemplateData: '{}' } },
  })

describe('a bulk call', () => {
  test(documented(['bulk-entries', 'empty-call', 'bad-request'], 'holds 1 to 50 entries'), async () => {
    const { client, simulator } = await readySes()
    expect(await statusesOf(client, bulk(readers(50)))).toEqual(Array(50).fill('SUCCESS'))
    expect(await refusal(client.send(bulk(readers(51))))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
    expect(await refusal(client.send(bulk([])))).toMatchObject({ name: 'BadRequestException' })
    expect(simulator.accepted()).toHaveLength(50)
  })

  test(documented('bad-request', 'of a wrong shape is refused with the place that is wrong'), async () => {
    const { client } = await readySes()
    const found = await refusal(
      client.send(bulk([{ Destination: { ToAddresses: [7 as unknown as string] } }])),
    )
    expect(found).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('BulkEmailEntries.0.Destination.ToAddresses.0'),
    })
  })

  test(
    documented(['inline-size', 'round-sizes'], 'with inline content is at most 1 MB as a whole'),
    async () => {
      const { client } = await readySes()
      const empty = JSON.stringify(inline('').input).length
      expect(await statusesOf(client, inline('x'.repeat(1_000_000 - empty)))).toEqual(['SUCCESS'])
      expect(await refusal(client.send(inline('x'.repeat(1_000_001 - empty))))).toMatchObject({
        name: 'BadRequestException',
      })
    },
  )

  test(
    documented(['inline-simple', 'inline-names'], 'with inline content knows only plain names'),
    async () => {
      const { client } = await readySes()
      expect(await statusesOf(client, inline('<p>{{name}}</p>'))).toEqual(['SUCCESS'])
      for (const html of ['{{#if name}}x{{/if}}', '{{a.b}}', '{{no_reply}}', '{{! note }}'])
        expect(await refusal(client.send(inline(html)))).toMatchObject({
          name: 'BadRequestException',
          message: 'Template contains unsupported operations.',
        })
    },
  )

  test(documented('one-template', 'names its template in one way'), async () => {
    const { client } = await readySes()
    const TemplateArn = 'arn:aws:ses:us-east-1:000000000000:template/hello'
    const TemplateContent = { Subject: 'Hi', Text: 'Hi' }
    expect(
      await statusesOf(client, bulk(readers(1), templateWith({ TemplateName: undefined, TemplateArn }))),
    ).toEqual(['SUCCESS'])
    for (const more of [{ TemplateArn }, { TemplateContent }, { TemplateName: undefined }])
      expect(await refusal(client.send(bulk(readers(1), templateWith(more))))).toMatchObject({
        name: 'BadRequestException',
      })
  })

  test(
    documented('data-length', 'takes template data of 262,144 characters, default and replacement each'),
    async () => {
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
      expect(
        await statusesOf(client, bulk(readers(1), templateWith({ TemplateData: data(262_144) }))),
      ).toEqual(['SUCCESS'])
      expect(
        await refusal(client.send(bulk(readers(1), templateWith({ TemplateData: data(262_145) })))),
      ).toMatchObject({ name: 'BadRequestException' })
    },
  )

  test(
    documented(
      ['data-object', 'call-or-entry'],
      'takes template data only as a string that holds a JSON object',
    ),
    async () => {
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
    },
  )
})

test(documented('message-size', 'a message is at most 40 MB after base64'), { timeout: 30_000 }, async () => {
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

test(
  documented('unknown-operation', 'what the simulator does not know is refused, not ignored'),
  async () => {
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
  },
)

test(documented('missing-token', 'a request must be signed'), async () => {
  const { simulator } = await bareSes()
  const response = await fetch(`${simulator.url}/v2/email/account`)
  expect(response.status).toBe(403)
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException')
})
