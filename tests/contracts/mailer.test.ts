import { createServer, type RequestListener } from 'node:http'
import { BulkEmailStatus, CreateEmailTemplateCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { sesMailer } from '#functions/adapters/ses/mailer.ts'
import type { BatchMail, MailEntry } from '#functions/core/batch-mail.ts'
import type { Answer } from '#functions/core/ses-answers.ts'
import type { Mailer } from '#functions/use-cases/ports.ts'
import { listen } from '#infra/local/listen.ts'
import type { SesSimulator } from '#infra/local/ses/simulator.ts'
import { freshId, freshSlug } from '#tests/support/fresh.ts'
import { CONFIGURATION_SET, CONFIGURATION_SETS, clientTo, withSes } from '#tests/support/ses.ts'

const REFUSALS = Object.values(BulkEmailStatus).filter((status) => status !== 'SUCCESS')

const anEntry = (position: number, reader = freshSlug()): MailEntry => ({
  to: `${reader}@mail.example`,
  values: { name: reader, c0: position % 2 === 0, lb: '{', rb: '}', bs: '\\' },
  headers: [
    { name: 'List-Unsubscribe', value: `<https://news.example/leave/${reader}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ],
  tags: { digest: 'sample-regular-2026-11-24', batch: '0-7', entry: String(position), reader },
})

const aMail = (count = 3): BatchMail => ({
  template: 'hello',
  from: '"The Sample" <digest@sample.example>',
  replyTo: 'editors@sample.example',
  tracked: false,
  entries: Array.from({ length: count }, (_, position) => anEntry(position)),
})

/** Shortens the timeout that the wired client has; all else stays as it is wired. */
const withRequestTimeout = (client: SESv2Client, milliseconds: number): void => {
  const handler = client.config.requestHandler
  if (!('updateHttpClientConfig' in handler) || typeof handler.updateHttpClientConfig !== 'function')
    throw new TypeError('The client’s timeouts cannot be set.')
  handler.updateHttpClientConfig('requestTimeout', milliseconds)
}

const statuses = (answer: Answer): readonly string[] =>
  answer.kind === 'answered' ? answer.entries.map(({ status }) => status) : [answer.kind]

describe('Mailer on SES', () => {
  let ses: SesSimulator
  let mailer: Mailer
  withSes((simulator) => {
    ses = simulator
    mailer = sesMailer(clientTo(ses.url), CONFIGURATION_SETS)
  })
  beforeAll(async () => {
    const Text = '{{#if c0}}Even{{else}}Odd{{/if}} {{name}} {{lb}}{{bs}}{{rb}}'
    const TemplateContent = { Subject: 'For {{name}}', Text, Html: '<p>{{name}}</p>' }
    await clientTo(ses.url).send(new CreateEmailTemplateCommand({ TemplateName: 'hello', TemplateContent }))
  })

  const acceptedOf = ({ entries }: BatchMail) => {
    const sentTo = new Set(entries.map(({ to }) => to))
    return ses.accepted().filter(({ to }) => to.some((address) => sentTo.has(address)))
  }

  /** A server that is not SES, and how many requests it got. */
  const stranger = async (answer: RequestListener): Promise<{ mailer: Mailer; requests: () => number }> => {
    let count = 0
    const server = createServer((request, response) => {
      count += 1
      request.resume().once('end', () => answer(request, response))
    })
    const port = await listen(server, 0, 'a stranger')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const client = clientTo(`http://127.0.0.1:${port}`)
    return { mailer: sesMailer(client, CONFIGURATION_SETS), requests: () => count }
  }

  describe('an accepted call', () => {
    test('has a result for each of its 50 entries, in their order', async () => {
      const mail = aMail(50)
      const refused = mail.entries[17]?.to ?? ''
      ses.setFaults([
        { match: { recipient: refused }, fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' } },
      ])
      const answer = await mailer.sendBatch(mail)
      const expected = mail.entries.map(({ to }) => (to === refused ? 'MESSAGE_REJECTED' : 'SUCCESS'))
      expect(statuses(answer)).toEqual(expected)
      expect(acceptedOf(mail)).toHaveLength(49)
    })

    test('gives every mail its own tags, data and headers', async () => {
      const mail = aMail(3)
      await mailer.sendBatch(mail)
      const messages = acceptedOf(mail).map(({ messageId }) => ses.message(messageId))
      for (const [position, { to, tags, headers, values }] of mail.entries.entries()) {
        const message = messages.find((one) => one.to[0] === to)
        expect(message?.tags).toEqual(tags)
        expect(message?.headers).toEqual(expect.arrayContaining([...headers]))
        expect(message?.subject).toBe(`For ${values.name}`)
        expect(message?.text).toBe(`${position % 2 === 0 ? 'Even' : 'Odd'} ${values.name} {\\}`)
      }
    })

    test('comes from the sender, with the reply address, under the configuration set', async () => {
      const mail = aMail(1)
      await mailer.sendBatch(mail)
      const message = ses.message(acceptedOf(mail)[0]?.messageId ?? '')
      expect(message).toMatchObject({ from: mail.from, configurationSet: CONFIGURATION_SET })
      expect(message.mime).toContain('Reply-To: editors@sample.example')
    })

    test('goes under the other configuration set when it is tracked', async () => {
      const mail = { ...aMail(1), tracked: true }
      await mailer.sendBatch(mail)
      expect(acceptedOf(mail)).toMatchObject([{ configurationSet: CONFIGURATION_SETS.tracked }])
    })

    test.each(REFUSALS)('tells an entry’s status %s with SES’s words', async (status) => {
      const mail = aMail(2)
      ses.setFaults([
        { match: { next: 1 }, fault: { kind: 'entry-status', status, message: 'In SES’s words.' } },
      ])
      const entries = [{ status, words: 'In SES’s words.' }, { status: 'SUCCESS' }]
      expect(await mailer.sendBatch(mail)).toEqual({ kind: 'answered', entries })
    })
  })

  describe('a call that was not sent', () => {
    test('found nobody listening', async () => {
      const server = createServer()
      const port = await listen(server, 0, 'nobody')
      await new Promise((resolve) => server.close(resolve))
      const toNobody = sesMailer(clientTo(`http://127.0.0.1:${port}`), CONFIGURATION_SETS)
      expect(await toNobody.sendBatch(aMail())).toMatchObject({ kind: 'not-sent' })
    })

    test('had no credentials', async () => {
      const client = clientTo(ses.url)
      client.config.credentials = async () => {
        throw Object.assign(new Error('No credentials.'), { name: 'CredentialsProviderError' })
      }
      const mail = aMail()
      const answer = await sesMailer(client, CONFIGURATION_SETS).sendBatch(mail)
      expect(answer).toMatchObject({ kind: 'not-sent' })
      expect(acceptedOf(mail)).toEqual([])
    })
  })

  describe('a refused call', () => {
    test.each([
      ['TooManyRequestsException', 429],
      ['LimitExceededException', 400],
      ['BadRequestException', 400],
      ['MessageRejected', 400],
      ['AccountSuspendedException', 400],
      ['MailFromDomainNotVerifiedException', 400],
      ['NotFoundException', 404],
      ['SendingPausedException', 400],
      ['ThrottlingException', 400],
      ['AccessDeniedException', 403],
      ['ExpiredTokenException', 403],
    ])('tells SES’s %s (%i) and its words', async (exception, status) => {
      const mail = aMail()
      const words = 'In SES’s words.'
      ses.setFaults([{ match: { next: 1 }, fault: { kind: 'refuse', exception, status, message: words } }])
      expect(await mailer.sendBatch(mail)).toEqual({ kind: 'refused', error: exception, words })
      expect(acceptedOf(mail)).toEqual([])
    })

    test('is also one that SES itself finds wrong', async () => {
      const answer = await mailer.sendBatch({ ...aMail(), template: `absent-${freshId()}` })
      expect(answer).toMatchObject({ kind: 'refused', error: 'NotFoundException' })
    })
  })

  describe('a call of unknown outcome', () => {
    test.each(['reset', 'unavailable'] as const)('ended with %s after SES had accepted', async (how) => {
      const mail = aMail()
      ses.setFaults([{ match: { next: 1 }, fault: { kind: 'fail-after-accept', how } }])
      expect(await mailer.sendBatch(mail)).toMatchObject({ kind: 'unknown' })
      expect(acceptedOf(mail)).toHaveLength(3)
    })

    test.each(['reset', 'unavailable'] as const)('ended with %s before SES accepted', async (how) => {
      const mail = aMail()
      ses.setFaults([{ match: { next: 1 }, fault: { kind: 'fail-before-accept', how } }])
      expect(await mailer.sendBatch(mail)).toMatchObject({ kind: 'unknown' })
      expect(acceptedOf(mail)).toEqual([])
    })

    test('hangs no longer than the request timeout', async () => {
      const client = clientTo(ses.url)
      withRequestTimeout(client, 200)
      const mail = aMail()
      ses.setFaults([{ match: { next: 1 }, fault: { kind: 'fail-after-accept', how: 'hang' } }])
      expect(await sesMailer(client, CONFIGURATION_SETS).sendBatch(mail)).toMatchObject({ kind: 'unknown' })
      expect(acceptedOf(mail)).toHaveLength(3)
    })

    const JSON_TYPE = { 'Content-Type': 'application/json' }
    const HTML_TYPE = { 'Content-Type': 'text/html' }
    test.each([
      ['a 200 that cannot be read', 200, HTML_TYPE, '<p>Hello</p>'],
      ['a 200 that breaks off', 200, JSON_TYPE, '{"BulkEmailEntryResults":[{"Status":"SUCC'],
      ['a 500 of SES', 500, { ...JSON_TYPE, 'x-amzn-ErrorType': 'InternalServiceErrorException' }, '{}'],
      ['a 502 of a proxy', 502, HTML_TYPE, '<p>Bad gateway</p>'],
      ['a 403 of a proxy', 403, HTML_TYPE, '<p>Forbidden</p>'],
      ['a 408 without a word', 408, {}, ''],
      ['a 400 without SES’s error name', 400, JSON_TYPE, '{"message":"Who knows"}'],
    ])('was answered with %s', async (_, status, headers, body) => {
      const { mailer: toStranger, requests } = await stranger((_request, response) => {
        response.writeHead(status, headers).end(body)
      })
      expect(await toStranger.sendBatch(aMail())).toMatchObject({ kind: 'unknown' })
      expect(requests()).toBe(1)
    })
  })

  test.each([429, 500, 503])('one call is one HTTP request, also when SES answers %i', async (status) => {
    const { mailer: toStranger, requests } = await stranger((_request, response) => {
      const type = status === 429 ? 'TooManyRequestsException' : 'InternalServiceErrorException'
      response.writeHead(status, { 'x-amzn-ErrorType': type, 'Retry-After': '0' }).end('{}')
    })
    await toStranger.sendBatch(aMail())
    expect(requests()).toBe(1)
  })
})
