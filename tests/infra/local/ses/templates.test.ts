import {
  CreateEmailTemplateCommand,
  DeleteEmailTemplateCommand,
  GetEmailTemplateCommand,
  ListEmailTemplatesCommand,
  type SESv2Client,
  TestRenderEmailTemplateCommand,
} from '@aws-sdk/client-sesv2'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { bareSes, bulk, entry, readers, readySes, refusal, setUp } from './harness.ts'

const create = (client: SESv2Client, TemplateName: string, Html: string, Subject = 'Hi') =>
  client.send(new CreateEmailTemplateCommand({ TemplateName, TemplateContent: { Subject, Html } }))

const render = async (client: SESv2Client, html: string, data: object): Promise<string | undefined> => {
  await create(client, 'probe', html)
  const answer = await client
    .send(new TestRenderEmailTemplateCommand({ TemplateName: 'probe', TemplateData: JSON.stringify(data) }))
    .finally(() => client.send(new DeleteEmailTemplateCommand({ TemplateName: 'probe' })))
  return (await PostalMime.parse(answer.RenderedTemplate ?? '')).html?.trimEnd()
}

describe('a stored template', () => {
  test('is created, read, listed and deleted', async () => {
    const { client } = await bareSes()
    await create(client, 'one', '<p>1</p>')
    await create(client, 'two', '<p>2</p>')
    expect(await refusal(create(client, 'one', '<p>1</p>'))).toMatchObject({
      name: 'AlreadyExistsException',
      status: 400,
    })
    const read = await client.send(new GetEmailTemplateCommand({ TemplateName: 'one' }))
    expect(read).toMatchObject({ TemplateName: 'one', TemplateContent: { Subject: 'Hi', Html: '<p>1</p>' } })
    const first = await client.send(new ListEmailTemplatesCommand({ PageSize: 1 }))
    const second = await client.send(
      new ListEmailTemplatesCommand({ PageSize: 1, NextToken: first.NextToken }),
    )
    const listed = [...(first.TemplatesMetadata ?? []), ...(second.TemplatesMetadata ?? [])]
    expect(listed.map((template) => template.TemplateName).sort()).toEqual(['one', 'two'])
    expect(listed[0]?.CreatedTimestamp).toBeInstanceOf(Date)
    expect(second.NextToken).toBeUndefined()
    await client.send(new DeleteEmailTemplateCommand({ TemplateName: 'one' }))
    expect(await refusal(client.send(new GetEmailTemplateCommand({ TemplateName: 'one' })))).toMatchObject({
      name: 'NotFoundException',
      status: 404,
    })
  })

  test('has a name of 1 to 64 letters, digits, _ or -', async () => {
    const { client } = await bareSes()
    await create(client, 'n'.repeat(64), '<p></p>')
    for (const name of ['n'.repeat(65), 'a b', 'a.b', 'é', ''])
      expect(await refusal(create(client, name, '<p></p>'))).toMatchObject({ name: 'BadRequestException' })
  })

  test('is at most 500 kB, text and HTML together', async () => {
    const { client } = await bareSes()
    await create(client, 'big', 'x'.repeat(500_000))
    expect(await refusal(create(client, 'bigger', 'x'.repeat(500_001)))).toMatchObject({
      name: 'BadRequestException',
    })
  })

  test.each([
    '{{#if a}}',
    '{{/if}}',
    '{{a',
    '{{}}',
    '{{#with a}}{{/with}}',
    '{{#a}}{{/a}}',
    '{{helper a}}',
    '{{> (lookup . "x")}}',
    '{{#if a b}}{{/if}}',
    '{{#each a as |b|}}{{/each}}',
  ])('with the syntax %s is refused when it is created', async (html) => {
    const { client } = await bareSes()
    expect(await refusal(create(client, 'bad', html))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
  })

  test('that was deleted still shows in the mails that were sent with it', async () => {
    const { client, simulator } = await readySes()
    await client.send(bulk(readers(1)))
    await client.send(new DeleteEmailTemplateCommand({ TemplateName: 'hello' }))
    expect(simulator.message(simulator.accepted()[0]?.messageId ?? '').html).toBe('<p>Hello Ada</p>')
  })
})

describe('rendering', () => {
  test.each([
    ['{{a}} {{{a}}} {{b.c}}', { a: '<&>', b: { c: 1 } }, '<&> <&> 1'],
    ['{{#if a}}yes{{else}}no{{/if}}', { a: false }, 'no'],
    ['{{#if a}}yes{{else if b}}b{{else}}no{{/if}}', { a: 0, b: [1] }, 'b'],
    ['{{#if a}}yes{{else}}no{{/if}}', { a: [] }, 'no'],
    ['{{#unless a}}yes{{/unless}}', { a: '' }, 'yes'],
    ['{{#each a}}{{@index}}{{this}}{{../b}};{{else}}none{{/each}}', { a: ['x', 'y'], b: '!' }, '0x!;1y!;'],
    ['{{#each a}}{{@key}}={{n}} {{/each}}', { a: { x: { n: 1 }, y: { n: 2 } } }, 'x=1 y=2'],
    ['{{#each a}}x{{else}}none{{/each}}', { a: [] }, 'none'],
    ['{{#* inline "p"}}<{{a}}>{{/inline}}{{> p}}{{> p}}', { a: 1 }, '<1><1>'],
    ['{{a}}', { a: '{{b}}' }, '{{b}}'],
    ['{{#if a}}{{missing}}{{/if}}done', { a: false }, 'done'],
  ])('%s', async (html, data, expected) => {
    const { client } = await bareSes()
    expect(await render(client, html, data)).toBe(expected)
  })

  test.each([
    ['{{a}}', {}, 'a'],
    ['{{a.b}}', { a: {} }, 'a.b'],
    ['{{a}}', { a: null }, 'a'],
    ['{{#if a}}x{{/if}}', {}, 'a'],
    ['{{#each a}}x{{/each}}', {}, 'a'],
    ['{{toString}}', {}, 'toString'],
    ['{{#if a}}{{b}}{{/if}}', { a: true }, 'b'],
  ])("%s fails in SES's words when a name is missing", async (html, data, name) => {
    const { client } = await bareSes()
    expect(await refusal(render(client, html, data))).toEqual({
      name: 'BadRequestException',
      status: 400,
      message: `Attribute '${name}' is not present in the rendering data.`,
    })
  })

  test('merges replacement data over default data, key by key', async () => {
    const { client, simulator } = await bareSes()
    await setUp(client)
    await client.send(
      new CreateEmailTemplateCommand({
        TemplateName: 'merge',
        TemplateContent: { Subject: '{{a.x}}{{a.y}}{{b}}{{#each c}}{{this}}{{/each}}', Text: '-' },
      }),
    )
    const TemplateData = JSON.stringify({ a: { x: 1, y: 1 }, b: 1, c: [1, 1] })
    const ReplacementTemplateData = JSON.stringify({ a: { y: 2 }, c: [2] })
    await client.send(
      bulk(
        [
          entry('a@example.com', {
            ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData } },
          }),
        ],
        {
          DefaultContent: { Template: { TemplateName: 'merge', TemplateData } },
        },
      ),
    )
    expect(simulator.message(simulator.accepted()[0]?.messageId ?? '').subject).toBe('1212')
  })
})
