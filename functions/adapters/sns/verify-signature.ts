import { type KeyObject, verify, X509Certificate } from 'node:crypto'
import * as z from 'zod'

const Text = z.string().min(1)

/** Lambda writes two of the names otherwise than HTTP. */
const withOneSpelling = (envelope: unknown): unknown => {
  if (typeof envelope !== 'object' || envelope === null) return envelope
  const { SigningCertUrl, SubscribeUrl, ...rest } = envelope as Record<string, unknown>
  return { SigningCertURL: SigningCertUrl, SubscribeURL: SubscribeUrl, ...rest }
}

const Envelope = z.preprocess(
  withOneSpelling,
  z.object({
    Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Message: z.string(),
    MessageId: Text,
    Subject: z.string().nullish(),
    SubscribeURL: z.string().nullish(),
    Timestamp: Text,
    Token: z.string().nullish(),
    TopicArn: Text,
    SignatureVersion: z.enum(['1', '2']),
    Signature: Text,
    SigningCertURL: Text,
  }),
)
type Envelope = z.infer<typeof Envelope>

/** What each type signs, in this order (Amazon SNS developer guide, "Verifying the signatures of Amazon SNS messages"). */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const satisfies Record<Envelope['Type'], (keyof Envelope)[]>

const signedText = (envelope: Envelope): string =>
  SIGNED[envelope.Type]
    .filter((name) => envelope[name] !== undefined && envelope[name] !== null)
    .map((name) => `${name}\n${envelope[name]}\n`)
    .join('')

/** That a certificate is SNS's is known by where it lies, and by nothing else: elsewhere on its hosts are answers that repeat what they were asked. */
const isOfSns = (address: string): boolean =>
  /^https:\/\/sns\.[a-z]{2,4}(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?\/SimpleNotificationService-[0-9a-f]+\.pem$/.test(
    address,
  )

/** The key of a certificate, which SNS has of RSA alone. */
const rsaKeyIn = (certificate: string): KeyObject => {
  // Node finds a certificate anywhere in a text.
  if (!certificate.startsWith('-----BEGIN CERTIFICATE-----')) throw new TypeError('It is no certificate.')
  const { publicKey } = new X509Certificate(certificate)
  if (publicKey.asymmetricKeyType !== 'rsa') throw new TypeError('It is no key of SNS.')
  return publicKey
}

/** Says what is wrong with the signature of an SNS envelope, in a sentence; undefined when SNS signed it, for whichever topic. A certificate is fetched once. */
export const verifySignature = (fetchText: (url: string) => Promise<string>) => {
  const keys = new Map<string, Promise<KeyObject | undefined>>()
  const keyAt = (url: string): Promise<KeyObject | undefined> => {
    const found =
      keys.get(url) ??
      fetchText(url)
        .then(rsaKeyIn)
        .catch(() => undefined)
    keys.set(url, found)
    return found
  }

  return async (value: unknown): Promise<string | undefined> => {
    const { data: envelope } = Envelope.safeParse(value)
    if (envelope === undefined) return 'It has no signature of SNS that could be checked.'
    if (!isOfSns(envelope.SigningCertURL)) return 'The certificate of its signature is not of SNS.'
    const key = await keyAt(envelope.SigningCertURL)
    if (key === undefined) return 'The certificate of its signature cannot be fetched and read.'
    const hash = envelope.SignatureVersion === '1' ? 'sha1' : 'sha256'
    const [text, signature] = [Buffer.from(signedText(envelope)), Buffer.from(envelope.Signature, 'base64')]
    return verify(hash, text, key, signature) ? undefined : 'Its signature is wrong.'
  }
}
