import { CreateEmailTemplateCommand, SendEmailCommand } from '@aws-sdk/client-sesv2'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { bulk, entry, readySes } from './harness.ts'
import { documented } from './sources/documented.ts'

const TEMPLATE = {
  Subject: '{{s}}',
  Text: 'Plain: {{v}}\n\nEnd.',
  Html: '<!doctype html>\n<p>{{v}}</p>\n{{#if f}}<b>{{v}}</b>{{/if}}',
}

const templateSes = async () => {
  const ses = await readySes({ account: { maxSendRate: 1e6 } })
  await ses.client.send(new CreateEmailTemplateCommand({ TemplateName: 'any', TemplateContent: TEMPLATE }))
  const send = async (values: object[], headers: { Name: string; Value: string }[] = []) => {
    const known = ses.simulator.accepted().length
    await ses.client.send(
      bulk(
        values.map((value) =>
          entry('Reader <reader@example.com>', {
            ReplacementEmailContent: {
              ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(value) },
            },
            ReplacementHeaders: headers,
          }),
        ),
        { DefaultContent: { Template: { TemplateName: 'any', TemplateData: '{}' } } },
      ),
    )
    return ses.simulator
      .accepted()
      .slice(known)
      .map((mail) => ses.simulator.message(mail.messageId))
  }
  return { ...ses, send }
}

/** The bytes of a part as any mail reader decodes them; postal-mime adds a line break to what it decodes. */
const decodedPart = (mime: string, type: string): string => {
  const part =
    mime.split(`Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`)[1] ?? ''
  return Buffer.from(part.split('\r\n--')[0] ?? '', 'base64').toString()
}

test.each([
  'Plain words',
  'Права человека: обзор недели, очень длинная тема письма',
  'حقوق الإنسان هذا الأسبوع',
  '人权周刊第四十七期',
  '🌍 👩‍👩‍👧‍👦 🏳️‍🌈 '.repeat(9).trim(),
  '=?UTF-8?B?bm8=?= as text',
])(
  documented(
    ['encoded-words', 'base64-bodies', 'line-length'],
    'a mail with the subject %s reads back as it was rendered',
  ),
  async (s) => {
    const { send } = await templateSes()
    const [message] = await send([{ s, v: `${s} – “v”`, f: true }])
    const parsed = await PostalMime.parse(message?.mime ?? '')
    expect(parsed.subject).toBe(s)
    expect(parsed.html?.trimEnd()).toBe(`<!doctype html>\n<p>${s} – “v”</p>\n<b>${s} – “v”</b>`)
    expect(parsed.text?.trimEnd()).toBe(`Plain: ${s} – “v”\n\nEnd.`)
    expect(parsed.from).toMatchObject({ name: 'Rights Weekly', address: 'digest@example.org' })
    expect(parsed.to).toMatchObject([{ name: 'Reader', address: 'reader@example.com' }])
    expect(
      message?.mime.split('\r\n').filter((line) => line.length > 78 && !line.startsWith('Message-ID: ')),
    ).toEqual([])
  },
)

test(documented('folded-headers', 'custom headers come back verbatim, however long'), async () => {
  const { send } = await templateSes()
  const headers = [
    {
      Name: 'List-Unsubscribe',
      Value: `<https://example.org/u/${'t'.repeat(300)}>, <mailto:unsub@example.org?subject=x>`,
    },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
    { Name: 'List-Id', Value: '"Rights, Weekly" <weekly.example.org>' },
    { Name: 'X-Words', Value: 'many words  and   spaces '.repeat(30).trim() },
  ]
  const [message] = await send([{ s: 'Hi', v: '', f: false }], headers)
  const parsed = await PostalMime.parse(message?.mime ?? '')
  for (const { Name, Value } of headers) {
    const unfolded = message?.mime
      .replaceAll(/\r\n(?=[ \t])/gu, '')
      .split('\r\n')
      .find((line) => line.startsWith(`${Name}: `))
    expect(unfolded).toBe(`${Name}: ${Value}`)
    expect(
      parsed.headers.find((found) => found.key === Name.toLowerCase())?.value.replaceAll(/\s+/gu, ' '),
    ).toBe(Value.replaceAll(/\s+/gu, ' '))
  }
  expect(parsed.headers.find((found) => found.key === 'x-ses-configuration-set')?.value).toBe('main')
})

test(documented(
  ['base64-bodies', 'not-escaped'],
  'hostile template data stays data: it decodes to itself and adds no header',
), {
  timeout: 30_000,
}, async () => {
  const { send } = await templateSes()
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '\r\nBcc: evil@example.com',
      '{{name}}',
      '{{#if',
      '</p><script>',
      '\n.\n',
      '\r\n\r\n--boundary',
      '\u0000',
      '__proto__',
      '\u2028',
    ),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ s: hostile, v: hostile, f: fc.boolean() }), { minLength: 1, maxLength: 20 }),
      async (values) => {
        const messages = await send(values)
        expect(messages).toHaveLength(values.length)
        for (const [index, { s, v, f }] of values.entries()) {
          const message = messages[index]
          // A lone surrogate has no UTF-8: JSON carries it as an escape, the mail as a replacement character.
          const text = v.toWellFormed()
          expect(decodedPart(message?.mime ?? '', 'text/plain')).toBe(`Plain: ${text}\n\nEnd.`)
          expect(decodedPart(message?.mime ?? '', 'text/html')).toBe(
            `<!doctype html>\n<p>${text}</p>\n${f ? `<b>${text}</b>` : ''}`,
          )
          const names = (message?.mime.split('\r\n\r\n')[0] ?? '')
            .replaceAll(/\r\n /gu, '')
            .split('\r\n')
            .map((line) => line.split(':')[0])
          expect(names).toEqual([
            'Date',
            'From',
            'To',
            'Message-ID',
            'Subject',
            'X-SES-CONFIGURATION-SET',
            'MIME-Version',
            'Content-Type',
          ])
          expect((await PostalMime.parse(message?.mime ?? '')).subject?.trim() ?? '').toBe(
            oneLine(s.toWellFormed()),
          )
        }
      },
    ),
    { numRuns: 25 },
  )
})

const oneLine = (subject: string) => subject.replaceAll(/[\r\n]+/gu, ' ').trim()

test(
  documented(
    ['encoded-words', 'ascii-names'],
    'a simple message arrives as it was sent, with names of other letters',
  ),
  async () => {
    const { client, simulator } = await readySes()
    const words = (name: string) =>
      name.match(/.{1,20}/gu)?.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
    const name = 'Еженедельный обзор прав человека'
    const simple = await client.send(
      new SendEmailCommand({
        FromEmailAddress: `${words(name)?.join(' ')} <digest@example.org>`,
        ReplyToAddresses: [`${words('Équipe')} <team@example.org>`],
        Destination: { ToAddresses: ['"Smith, \\"Ada\\"" <reader@example.com>'] },
        Content: {
          Simple: {
            Subject: { Data: 'Bestätigen', Charset: 'UTF-8' },
            Body: { Text: { Data: 'Grüße {{name}}', Charset: 'UTF-8' } },
          },
        },
      }),
    )
    const parsed = await PostalMime.parse(simulator.message(simple.MessageId ?? '').mime)
    expect(parsed).toMatchObject({
      subject: 'Bestätigen',
      from: { name, address: 'digest@example.org' },
      to: [{ name: 'Smith, "Ada"', address: 'reader@example.com' }],
      replyTo: [{ name: 'Équipe', address: 'team@example.org' }],
    })
    expect(parsed.text?.trimEnd()).toBe('Grüße {{name}}')
  },
)
