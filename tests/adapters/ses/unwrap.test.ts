import { describe, expect, test } from 'vitest'
import { unwrap, unwrapText } from '#functions/adapters/ses/unwrap.ts'

const EVENT = { eventType: 'Send', mail: { messageId: 'm1' } }
const TEXT = JSON.stringify(EVENT)
const sns = (Message: unknown) => ({ Type: 'Notification', MessageId: 'n1', Message })
const sqs = (body: unknown) => ({
  Records: [{ messageId: 'q1', eventSource: 'aws:sqs', body: JSON.stringify(body) }],
})
const lambda = (Sns: unknown) => ({ Records: [{ EventSource: 'aws:sns', Sns }] })
const bridge = { version: '0', source: 'aws.ses', 'detail-type': 'Email Sent', detail: EVENT }

const payloads = (value: unknown) => unwrap(value).map(({ payload }) => payload)

describe('an event', () => {
  test.each<[string, unknown]>([
    ['by itself', EVENT],
    ['as text', TEXT],
    ['as a notification of an identity', { notificationType: 'Send', mail: { messageId: 'm1' } }],
    ['in an SNS message', sns(TEXT)],
    ['in an SNS message whose text somebody has read', sns(EVENT)],
    ['in the message alone', { Message: TEXT }],
    ['in SNS’s call of Lambda', lambda(sns(TEXT))],
    ['in SQS’s call of Lambda', sqs(EVENT)],
    ['in SNS in SQS', sqs(sns(TEXT))],
    ['in EventBridge', bridge],
    ['in EventBridge in SQS', sqs(bridge)],
    ['in EventBridge in SNS', sns(JSON.stringify(bridge))],
    ['in SNS in what `aws sqs receive-message` prints', { Messages: [{ Body: JSON.stringify(sns(TEXT)) }] }],
    ['in one SQS message', { MessageId: 'q1', Body: TEXT }],
    ['in an array', [EVENT]],
  ])('is found %s', (_, value) => {
    expect(payloads(value)).toEqual([expect.objectContaining({ mail: { messageId: 'm1' } })])
  })

  test('is each of those that come together', () => {
    expect(payloads([EVENT, sns(TEXT), { Records: [{ Sns: sns(TEXT) }, { body: TEXT }] }])).toEqual([
      EVENT,
      EVENT,
      EVENT,
      EVENT,
    ])
    expect(payloads({ Records: [] })).toEqual([])
  })

  test('has the envelope next to it, whose signature speaks for it', () => {
    const inner = sns(TEXT)
    expect(unwrap(sqs({ Message: JSON.stringify(inner) }))).toEqual([{ payload: EVENT, envelope: inner }])
    expect(unwrap(bridge)).toEqual([{ payload: EVENT }])
  })
})

describe('what is no wrapper', () => {
  test.each<[string, unknown]>([
    ['EventBridge’s event of another service', { ...bridge, source: 'aws.s3' }],
    ['mail that SES received', { eventSource: 'aws:ses', ses: { mail: {} } }],
    [
      'a question of SNS',
      { Type: 'SubscriptionConfirmation', Message: TEXT, SubscribeURL: 'https://sns.example' },
    ],
    ['a number', 7],
    ['nothing', null],
    ['an empty object', {}],
    ['a message that is no text', { Message: 7 }],
  ])('is a payload as it is: %s', (_, value) => {
    expect(payloads(value)).toEqual([value])
  })

  test('is text that is no JSON', () => {
    expect(payloads(sns('Hello'))).toEqual(['Hello'])
  })

  test('lies too deep to be looked for', () => {
    let deep: unknown = EVENT
    for (let layers = 0; layers < 100_000; layers += 1) deep = [deep]
    expect(unwrap(deep)).toHaveLength(1)
  })
})

describe('a saved text', () => {
  const texts = (text: string) => unwrapText(text)?.map(({ payload }) => payload)

  test('is one document, or one a line', () => {
    expect(texts(` ${JSON.stringify(sns(TEXT), undefined, 2)}\n`)).toEqual([EVENT])
    expect(texts(`${TEXT}\r\n\n${JSON.stringify(sns(TEXT))}\n`)).toEqual([EVENT, EVENT])
    expect(texts(`${TEXT}\n{"cut`)).toEqual([EVENT, '{"cut'])
  })

  const quoted = JSON.stringify(TEXT)
  const pretty = JSON.stringify(sns(TEXT), undefined, 2)

  test.each<[string, string, unknown[]]>([
    ['a JSON string a line, as of `jq .Messages[].Body`', `${quoted}\n${quoted}`, [EVENT, EVENT]],
    ['pretty-printed documents one after the other', `${pretty}\n${pretty}`, [EVENT, EVENT]],
    ['the same without a line between', pretty + pretty, [EVENT, EVENT]],
    ['lines that end in CR', `${TEXT}\r${TEXT}\r`, [EVENT, EVENT]],
    ['lines that end in CR and LF', `${quoted}\r\n${pretty.replaceAll('\n', '\r\n')}`, [EVENT, EVENT]],
    ['a comment first', `# saved by hand\n${TEXT}\r\n${quoted}`, ['# saved by hand', EVENT, EVENT]],
    ['a number first', `7\n${TEXT}`, [7, EVENT]],
    ['a word between', `${TEXT}\n"Hello"\n${TEXT}`, [EVENT, 'Hello', EVENT]],
    ['a bracket between', `${TEXT}\n}\n${TEXT}`, [EVENT, '}', EVENT]],
    [
      'brackets and quotes in a string',
      `${JSON.stringify({ Message: '"}]{[\\"' })}\n${TEXT}`,
      ['"}]{[\\"', EVENT],
    ],
  ])('may be %s', (_, text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  test('of any size is read at once', () => {
    const line = `${quoted}\n`.repeat(20_000)
    expect(texts(line)).toHaveLength(20_000)
    expect(texts(`"${'\\"['.repeat(1_000_000)}`)).toBeUndefined()
  })

  test.each(['', ' \n', 'Hello', '{"cut', `{\n "eventType":\n"Send"\n`, '<html>'])(
    'is no JSON: %j',
    (text) => {
      expect(unwrapText(text)).toBeUndefined()
    },
  )
})
