import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { readySes, refusal, simple } from './harness.ts'
import { documented } from './sources/documented.ts'

describe('a simple message', () => {
  const content = (Simple: NonNullable<SendEmailCommandInput['Content']>['Simple']) =>
    simple({ Content: { Simple } })
  const Subject = { Data: 'Hi' }

  test(documented('content-kinds', 'is not a template at the same time'), async () => {
    const { client } = await readySes()
    const Template = { TemplateName: 'hello', TemplateData: '{"name":"Ada"}' }
    const Simple = { Subject, Body: { Text: { Data: 'Hi' } } }
    for (const Content of [{ Simple, Template }, {}])
      expect(await refusal(client.send(simple({ Content })))).toMatchObject({ name: 'BadRequestException' })
    expect((await client.send(simple({ Content: { Template } }))).MessageId).toBeDefined()
  })

  test(documented('needs-content', 'has a text or an HTML part'), async () => {
    const { client } = await readySes()
    expect(await refusal(client.send(content({ Subject, Body: {} })))).toMatchObject({
      name: 'BadRequestException',
    })
  })

  test(documented(['charset', 'charset-utf8'], 'beyond 7-bit ASCII says that it is UTF-8'), async () => {
    const { client } = await readySes()
    const saying = (Charset?: string) => content({ Subject, Body: { Text: { Data: 'Grüße', Charset } } })
    expect((await client.send(saying('UTF-8'))).MessageId).toBeDefined()
    for (const charset of [undefined, 'US-ASCII', 'ISO-8859-1'])
      expect(await refusal(client.send(saying(charset)))).toMatchObject({ name: 'BadRequestException' })
  })
})
