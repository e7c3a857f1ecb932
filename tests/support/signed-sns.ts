import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

// A certificate of our own in DER, for Node reads certificates and makes none.

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const integer = (value: number) => der(0x02, Buffer.from([value]))
const time = (text: string) => der(0x17, Buffer.from(text))
/** 1.2.840.113549.1.1.11: RSA with SHA-256. */
const ALGORITHM = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05))
/** CN=sns.amazonaws.com */
const NAME = sequence(
  der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('sns.amazonaws.com')))),
)

const certificateOf = (publicKey: KeyObject, privateKey: KeyObject): string => {
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ALGORITHM,
    NAME,
    sequence(time('200101000000Z'), time('490101000000Z')),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, ALGORITHM, der(0x03, Buffer.from([0]), signature))
  return `-----BEGIN CERTIFICATE-----\n${whole
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const CERTIFICATE = certificateOf(publicKey, privateKey)
export const CERTIFICATE_URL =
  'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem'

interface SnsMessage {
  readonly Type: string
  readonly Message: string
  readonly Subject?: string | null
  readonly SignatureVersion?: string
  readonly [name: string]: unknown
}

/** A message of SNS, signed as the developer guide says with a key whose certificate is `CERTIFICATE`. */
export const signedSns = (message: SnsMessage): Record<string, unknown> => {
  const whole: Record<string, unknown> = {
    MessageId: 'n1',
    TopicArn: 'arn:aws:sns:us-east-1:123456789012:events',
    Timestamp: '2026-11-24T07:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: CERTIFICATE_URL,
    ...message,
  }
  const text = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
    .filter((name) => typeof whole[name] === 'string')
    .map((name) => `${name}\n${whole[name]}\n`)
    .join('')
  const hash = whole.SignatureVersion === '1' ? 'sha1' : 'sha256'
  return { ...whole, Signature: sign(hash, Buffer.from(text), privateKey).toString('base64') }
}
