import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateEmailTemplateCommand,
  DeleteEmailTemplateCommand,
  GetEmailTemplateCommand,
  ListEmailTemplatesCommand,
  type SESv2Client,
  TestRenderEmailTemplateCommand,
  UpdateEmailTemplateCommand,
} from '@aws-sdk/client-sesv2'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { bareSes, bulk, entry, readers, readySes, refusal, setUp, temporaryFolder } from './harness.ts'
import { documented } from './sources/documented.ts'

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
  const names = async (client: SESv2Client, PageSize: number, NextToken?: string) =>
    client.send(
      new ListEmailTemplatesCommand({ PageSize, ...(NextToken === undefined ? {} : { NextToken }) }),
    )

  test(documented(['template-create', 'already-exists'], 'is created once'), async () => {
    const { client } = await bareSes()
    await create(client, 'one', '<p>1</p>')
    expect(await refusal(create(client, 'one', '<p>1</p>'))).toMatchObject({
      name: 'AlreadyExistsException',
      status: 400,
    })
  })

  test(
    documented(
      ['template-get', 'template-update', 'template-delete'],
      'is read, updated and deleted; an unknown one is not found',
    ),
    async () => {
      const { client } = await bareSes()
      const TemplateName = 'one'
      const TemplateContent = { Subject: 'New', Text: '2', Html: '<p>2</p>' }
      const reading = () => client.send(new GetEmailTemplateCommand({ TemplateName }))
      const updating = () => client.send(new UpdateEmailTemplateCommand({ TemplateName, TemplateContent }))
      const deleting = () => client.send(new DeleteEmailTemplateCommand({ TemplateName }))
      await create(client, TemplateName, '<p>1</p>')
      expect(await reading()).toMatchObject({
        TemplateName,
        TemplateContent: { Subject: 'Hi', Html: '<p>1</p>' },
      })
      await updating()
      expect((await reading()).TemplateContent).toEqual(TemplateContent)
      await deleting()
      for (const call of [reading, updating, deleting])
        expect(await refusal(call())).toMatchObject({ name: 'NotFoundException', status: 404 })
    },
  )

  test(documented(['template-list', 'bad-request'], 'is listed with its time, in pages'), async () => {
    const { client } = await bareSes()
    await create(client, 'one', '<p>1</p>')
    await create(client, 'two', '<p>2</p>')
    const first = await names(client, 1)
    const second = await names(client, 1, first.NextToken)
    const listed = [...(first.TemplatesMetadata ?? []), ...(second.TemplatesMetadata ?? [])]
    expect(listed.map((template) => template.TemplateName).sort()).toEqual(['one', 'two'])
    expect(listed[0]?.CreatedTimestamp).toBeInstanceOf(Date)
    expect(second.NextToken).toBeUndefined()
    for (const wrong of [names(client, 101), names(client, 0), names(client, 1, 'x')])
      expect(await refusal(wrong)).toMatchObject({ name: 'BadRequestException' })
  })

  test(documented(['template-count', 'limit-exceeded'], 'is one of 20,000 at most'), async () => {
    const dataDir = temporaryFolder()
    const stored = { hash: '', createdAt: 0 }
    const templates = Array.from({ length: 19_999 }, (_one, index) => [`t${index}`, stored])
    writeFileSync(join(dataDir, 'state.json'), JSON.stringify({ templates }))
    const { client } = await bareSes({ dataDir })
    await create(client, 'last', '<p></p>')
    expect(await refusal(create(client, 'more', '<p></p>'))).toMatchObject({ name: 'LimitExceededException' })
  })

  test(documented('template-names', 'has a name of 1 to 64 letters, digits, _ or -'), async () => {
    const { client } = await bareSes()
    await create(client, 'n'.repeat(64), '<p></p>')
    for (const name of ['n'.repeat(65), 'a b', 'a.b', 'é', ''])
      expect(await refusal(create(client, name, '<p></p>'))).toMatchObject({ name: 'BadRequestException' })
  })

  test(
    documented(['template-size', 'round-sizes'], 'is at most 500 kB, text and HTML together'),
    async () => {
      const { client } = await bareSes()
      const sized = (TemplateName: string, text: number, html: number) =>
        client.send(
          new CreateEmailTemplateCommand({
            TemplateName,
            TemplateContent: { Subject: 'Hi', Text: 'x'.repeat(text), Html: 'x'.repeat(html) },
          }),
        )
      await sized('big', 100_000, 400_000)
      expect(await refusal(sized('bigger', 100_000, 400_001))).toMatchObject({ name: 'BadRequestException' })
    },
  )

  test(documented('needs-content', 'has a subject, and a text or HTML part'), async () => {
    const { client } = await bareSes()
    for (const TemplateContent of [{ Subject: 'Hi' }, { Html: '<p></p>' }, { Subject: '', Text: 'Hi' }])
      expect(
        await refusal(client.send(new CreateEmailTemplateCommand({ TemplateName: 'bare', TemplateContent }))),
      ).toMatchObject({ name: 'BadRequestException' })
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
  ])(documented('template-grammar', 'with the syntax %s is refused when it is created'), async (html) => {
    const { client } = await bareSes()
    expect(await refusal(create(client, 'bad', html))).toMatchObject({
      name: 'BadRequestException',
      status: 400,
    })
  })

  test(
    documented('accepted-content', 'that was deleted still shows in the mails that were sent with it'),
    async () => {
      const { client, simulator } = await readySes()
      await client.send(bulk(readers(1)))
      await client.send(new DeleteEmailTemplateCommand({ TemplateName: 'hello' }))
      expect(simulator.message(simulator.accepted()[0]?.messageId ?? '').html).toBe('<p>Hello Ada</p>')
    },
  )
})

describe('rendering', () => {
  test.each([
    [documented('not-escaped', 'no escape'), '{{a}} {{{a}}}', { a: '<&>' }, '<&> <&>'],
    [documented('not-escaped', 'no second pass'), '{{a}}', { a: '{{b}}' }, '{{b}}'],
    [documented('nested-names', 'a path'), '{{b.c}}', { b: { c: 1 } }, '1'],
    [documented('if-values', 'else'), '{{#if a}}yes{{else}}no{{/if}}', { a: false }, 'no'],
    [
      documented('if-values', 'a chain'),
      '{{#if a}}yes{{else if b}}b{{else}}no{{/if}}',
      { a: 0, b: [1] },
      'b',
    ],
    [documented('if-values', 'an empty list'), '{{#if a}}yes{{else}}no{{/if}}', { a: [] }, 'no'],
    [documented('if-values', 'unless'), '{{#unless a}}yes{{/unless}}', { a: '' }, 'yes'],
    [
      documented('each-items', 'a list'),
      '{{#each a}}{{@index}}{{this}}{{../b}};{{else}}none{{/each}}',
      { a: ['x', 'y'], b: '!' },
      '0x!;1y!;',
    ],
    [
      documented('each-items', 'an object'),
      '{{#each a}}{{@key}}={{n}} {{/each}}',
      { a: { x: { n: 1 }, y: { n: 2 } } },
      'x=1 y=2',
    ],
    [documented('each-items', 'no item'), '{{#each a}}x{{else}}none{{/each}}', { a: [] }, 'none'],
    [
      documented('inline-partials', 'a partial'),
      '{{#* inline "p"}}<{{a}}>{{/inline}}{{> p}}{{> p}}',
      { a: 1 },
      '<1><1>',
    ],
    [
      documented('reached-names', 'a name out of reach'),
      '{{#if a}}{{missing}}{{/if}}done',
      { a: false },
      'done',
    ],
  ])('%s: %s', async (_what, html, data, expected) => {
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
  ])(
    documented(['failure-object', 'reached-names'], "%s fails in SES's words when a name is missing"),
    async (html, data, name) => {
      const { client } = await bareSes()
      expect(await refusal(render(client, html, data))).toEqual({
        name: 'BadRequestException',
        status: 400,
        message: `Attribute '${name}' is not present in the rendering data.`,
      })
    },
  )

  test(documented('scalar-values', 'prints no objects and no lists'), async () => {
    const { client } = await bareSes()
    for (const a of [{}, [1]])
      expect(await refusal(render(client, '{{a}}', { a }))).toMatchObject({
        message: "Attribute 'a' is neither text, number nor boolean.",
      })
  })

  test(documented('partials-a-part', 'knows a partial in its own part alone'), async () => {
    const { client } = await bareSes()
    const TemplateContent = { Subject: 'Hi', Html: '{{#* inline "p"}}x{{/inline}}{{> p}}', Text: '{{> p}}' }
    await client.send(new CreateEmailTemplateCommand({ TemplateName: 'parts', TemplateContent }))
    expect(
      await refusal(
        client.send(new TestRenderEmailTemplateCommand({ TemplateName: 'parts', TemplateData: '{}' })),
      ),
    ).toMatchObject({ message: "Partial 'p' is not defined." })
  })

  test(documented(['test-render', 'data-object'], 'answers with a whole message'), async () => {
    const { client } = await readySes()
    const rendering = (TemplateName: string, TemplateData: string) =>
      client.send(new TestRenderEmailTemplateCommand({ TemplateName, TemplateData }))
    const { RenderedTemplate = '' } = await rendering('hello', '{"name":"Zoë"}')
    const parsed = await PostalMime.parse(RenderedTemplate)
    expect(parsed.subject).toBe('Hello Zoë')
    expect([parsed.text?.trimEnd(), parsed.html?.trimEnd()]).toEqual(['Hello Zoë', '<p>Hello Zoë</p>'])
    expect(await refusal(rendering('none', '{}'))).toMatchObject({ name: 'NotFoundException' })
    expect(await refusal(rendering('hello', '[]'))).toMatchObject({ name: 'BadRequestException' })
  })

  test(documented('data-fallback', 'takes the default data for an entry that has none'), async () => {
    const { client, simulator } = await readySes()
    const ReplacementEmailContent = { ReplacementTemplate: { ReplacementTemplateData: '{}' } }
    const DefaultContent = { Template: { TemplateName: 'hello', TemplateData: '{"name":"friend"}' } }
    await client.send(
      bulk([entry('a@example.com', { ReplacementEmailContent }), entry('b@example.com')], { DefaultContent }),
    )
    expect(simulator.accepted().map(({ messageId }) => simulator.message(messageId).subject)).toEqual([
      'Hello friend',
      'Hello Ada',
    ])
  })

  test(documented('data-merge', 'merges replacement data over default data, key by key'), async () => {
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
