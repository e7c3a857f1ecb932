import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { fetchCertificate } from '#functions/adapters/sns/fetch-certificate.ts'
import { verifySignature } from '#functions/adapters/sns/verify-signature.ts'
import { CERTIFICATE, CERTIFICATE_URL, signedSns } from '#tests/support/signed-sns.ts'

const NOTIFICATION = { Type: 'Notification', Message: '{"eventType":"Send"}', Subject: 'Amazon SES' }
const QUESTION = {
  Type: 'SubscriptionConfirmation',
  Message: 'You have chosen …',
  SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
  Token: 'a token',
}
const PEM = 'SimpleNotificationService-0123456789abcdef.pem'
const fetched: string[] = []
const problemOf = verifySignature(async (url) => {
  fetched.push(url)
  return CERTIFICATE
})

describe('a message that SNS signed', () => {
  test.each([
    ['with SHA-256', signedSns(NOTIFICATION)],
    ['with SHA-1', signedSns({ ...NOTIFICATION, SignatureVersion: '1' })],
    ['without a subject', signedSns({ ...NOTIFICATION, Subject: undefined })],
    ['without a subject, for Lambda', signedSns({ ...NOTIFICATION, Subject: null })],
    ['to ask whether we subscribe', signedSns(QUESTION)],
    ['to ask whether we stay', signedSns({ ...QUESTION, Type: 'UnsubscribeConfirmation' })],
    [
      'in China',
      signedSns({
        ...NOTIFICATION,
        SigningCertURL: 'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0a.pem',
      }),
    ],
    [
      'in a partition of a government',
      signedSns({
        ...NOTIFICATION,
        SigningCertURL: 'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
      }),
    ],
  ])('%s is in order', async (_, message) => {
    expect(await problemOf(message)).toBeUndefined()
  })

  test('is in order as Lambda spells it', async () => {
    const { SigningCertURL, ...rest } = signedSns(NOTIFICATION)
    expect(await problemOf({ ...rest, SigningCertUrl: SigningCertURL })).toBeUndefined()
  })

  test('has its certificate fetched once', async () => {
    expect(fetched.filter((url) => url === CERTIFICATE_URL)).toHaveLength(1)
  })
})

describe('a message with a bad signature', () => {
  const signed = signedSns(NOTIFICATION)

  test.each(Object.keys(NOTIFICATION).concat('MessageId', 'Timestamp', 'TopicArn'))(
    'is one whose %s was changed',
    async (name) => {
      const changed = name === 'Type' ? 'SubscriptionConfirmation' : 'something else'
      expect(await problemOf({ ...signed, [name]: changed })).toMatch(/wrong/)
    },
  )

  test('is one without its subject, of another version, or signed by nobody', async () => {
    expect(await problemOf({ ...signed, Subject: undefined })).toMatch(/wrong/)
    expect(await problemOf({ ...signed, SignatureVersion: '1' })).toMatch(/wrong/)
    expect(await problemOf({ ...signed, Signature: 'test-signature' })).toMatch(/wrong/)
  })

  test.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ Message: 'alone' }],
    [{ ...signed, SignatureVersion: '3' }],
    [{ ...signed, Signature: undefined }],
  ])('is one that has none: %j', async (message) => {
    expect(await problemOf(message)).toMatch(/no signature/)
  })

  test.each([
    `http://sns.us-east-1.amazonaws.com/${PEM}`,
    `https://sns.us-east-1.amazonaws.com:8443/${PEM}`,
    `https://sns.us-east-1.amazonaws.com:443/${PEM}`,
    `https://sns.us-east-1.amazonaws.com.evil.example/${PEM}`,
    `https://evil.example/sns.us-east-1.amazonaws.com/${PEM}`,
    `https://sns.us-east-1.amazonaws.com@evil.example/${PEM}`,
    `https://user@sns.us-east-1.amazonaws.com/${PEM}`,
    `https://evil.sns.us-east-1.amazonaws.com/${PEM}`,
    `https://s3.us-east-1.amazonaws.com/${PEM}`,
    `https://sns.evil.amazonaws.com/${PEM}`,
    `https://sns.us-east-1.amazonaws.com/${PEM}?Action=ListTopics`,
    `https://sns.us-east-1.amazonaws.com/?Action=Subscribe&Endpoint=/${PEM}`,
    `https://sns.us-east-1.amazonaws.com/${PEM}#${PEM}`,
    `https://sns.us-east-1.amazonaws.com/folder/${PEM}`,
    `https://sns.us-east-1.amazonaws.com/${PEM}\n`,
    'https://sns.us-east-1.amazonaws.com/a.pem',
    `file:///${PEM}`,
    PEM,
  ])('is one whose certificate lies at %s, which is not even fetched', async (SigningCertURL) => {
    const before = fetched.length
    expect(await problemOf(signedSns({ ...NOTIFICATION, SigningCertURL }))).toMatch(/not of SNS/)
    expect(fetched).toHaveLength(before)
  })

  test.each<[string, () => Promise<string>]>([
    ['cannot be fetched', () => Promise.reject(new TypeError('fetch failed'))],
    ['is no certificate', async () => '<html>'],
    ['is empty', async () => ''],
    [
      'stands in an answer to something else',
      async () => `<Message>No such action: ${CERTIFICATE}</Message>`,
    ],
  ])('is one whose certificate %s', async (_, fetchText) => {
    expect(await verifySignature(fetchText)(signed)).toMatch(/cannot be fetched/)
  })
})

describe('a certificate', () => {
  const server = createServer(({ url }, response) => {
    if (url === '/moved') response.writeHead(302, { location: '/there' }).end()
    else if (url === '/there') response.end(CERTIFICATE)
    else if (url === '/large') response.end(Buffer.alloc(100_000, 'a'))
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  afterAll(() => server.close())
  const at = (path: string) =>
    fetchCertificate(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)

  test('is fetched from where it lies', async () => {
    expect(await at('/there')).toBe(CERTIFICATE)
  })

  test.each(['/moved', '/large', '/missing'])('is not taken from %s', async (path) => {
    await expect(at(path)).rejects.toThrow()
  })
})
