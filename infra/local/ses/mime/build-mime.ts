import { createHash } from 'node:crypto'
import type { NameValue } from '../store/accepted-call.ts'
import { encodeWords } from './encode-words.ts'
import { foldHeader } from './fold-header.ts'
import { parseMailbox } from './parse-mailbox.ts'

interface MimeInput {
  readonly id: string
  readonly time: number
  readonly from?: string
  readonly replyTo?: readonly string[]
  readonly to?: readonly string[]
  readonly cc?: readonly string[]
  readonly subject: string
  readonly text?: string
  readonly html?: string
  readonly headers: readonly NameValue[]
}

const textPart = (subtype: string, text: string) =>
  [
    `Content-Type: text/${subtype}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/gu) ?? ['']),
    '',
  ].join('\r\n')

/** A line break in a filled subject must not start a header of its own. */
const oneLine = (subject: string) => subject.replaceAll(/[\r\n]+/gu, ' ').trim()

const mailbox = (text: string): string => {
  const parsed = parseMailbox(text)
  if (!parsed || parsed.name === '') return parsed?.address ?? text
  const plain = /^[\w !#$%&'*+/=?^`{|}~-]*$/u.test(parsed.name) && !parsed.name.includes('=?')
  // A sender who encoded the name means its letters; quotes would make them the encoded-words.
  const encoded = /^(?:=\?[^? ]+\?[bq]\?[^? ]*\?= ?)+$/iu.test(parsed.name)
  const name = plain || encoded ? parsed.name : `"${parsed.name.replaceAll(/["\\]/gu, String.raw`\$&`)}"`
  return `${name} <${parsed.address}>`
}

const headerLines = (input: MimeInput): string[] => {
  const addresses = (name: string, list: readonly string[] | undefined) =>
    list?.length ? [foldHeader(name, list.map(mailbox).join(', '))] : []
  return [
    `Date: ${new Date(input.time).toUTCString().replace('GMT', '+0000')}`,
    ...addresses('From', input.from === undefined ? undefined : [input.from]),
    ...addresses('Reply-To', input.replyTo),
    ...addresses('To', input.to),
    ...addresses('Cc', input.cc),
    `Message-ID: <${input.id}@email.amazonses.com>`,
    foldHeader('Subject', encodeWords(oneLine(input.subject))),
    ...input.headers.map((header) => foldHeader(header.name, header.value)),
  ]
}

/** The whole message: header block, then text and HTML as alternatives, each base64 so that it decodes byte for byte. */
export const buildMime = (input: MimeInput): string => {
  const digest = createHash('sha256').update(`alternative${input.id}`).digest('hex')
  const boundary = `----=_alternative_${digest.slice(0, 24)}`
  const parts = [
    ...(input.text === undefined ? [] : [textPart('plain', input.text)]),
    ...(input.html === undefined ? [] : [textPart('html', input.html)]),
  ]
  return [
    ...headerLines(input),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
    '',
    ...parts.map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}
