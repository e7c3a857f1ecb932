import { createHash } from 'node:crypto'
import { encodeWords } from '#infra/local/ses/mime/encode-words.ts'
import { foldHeader } from '#infra/local/ses/mime/fold-header.ts'
import { parseMailbox } from '#infra/local/ses/mime/parse-mailbox.ts'
import type { NameValue } from '#infra/local/ses/store/accepted-call.ts'
import type { Attachment } from '#infra/local/ses/store/content-store.ts'

export interface MimeInput {
  id: string
  time: number
  from?: string
  replyTo?: string[]
  to?: string[]
  cc?: string[]
  subject: string
  text?: string
  html?: string
  headers: NameValue[]
  attachments: Attachment[]
}

/** The raw message: header block, then text and HTML as alternatives, each base64 so that it decodes byte for byte. */
export function buildMime(input: MimeInput): string {
  const boundary = (part: string) =>
    `----=_${part}_${createHash('sha256').update(`${part}${input.id}`).digest('hex').slice(0, 24)}`
  const bodies = [
    ...(input.text === undefined ? [] : [textPart('plain', input.text)]),
    ...(input.html === undefined ? [] : [textPart('html', input.html)]),
  ]
  const alternatives = multipart('alternative', boundary('alternative'), bodies)
  const body =
    input.attachments.length === 0
      ? alternatives
      : multipart('mixed', boundary('mixed'), [alternatives, ...input.attachments.map(attachmentPart)])
  return [...headerLines(input), 'MIME-Version: 1.0', body].join('\r\n')
}

function headerLines(input: MimeInput): string[] {
  const addresses = (name: string, list: string[] | undefined) =>
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

/** A line break in a filled subject must not start a header of its own. */
const oneLine = (subject: string) => subject.replaceAll(/[\r\n]+/gu, ' ').trim()

function mailbox(text: string): string {
  const parsed = parseMailbox(text)
  if (!parsed || parsed.name === '') return parsed?.address ?? text
  const plain = /^[\w !#$%&'*+/=?^`{|}~-]*$/u.test(parsed.name) && !parsed.name.includes('=?')
  const ascii = /^[\x20-\x7e]*$/u.test(parsed.name)
  const quoted = `"${parsed.name.replaceAll(/["\\]/gu, String.raw`\$&`)}"`
  // A sender who encoded the name already means the encoded word, not its letters.
  const encoded = /^=\?[^?]+\?[bq]\?[^?]*\?=$/iu.test(parsed.name)
  const name = plain || encoded ? parsed.name : ascii ? quoted : encodeWords(parsed.name)
  return `${name} <${parsed.address}>`
}

const base64 = (bytes: Buffer) => (bytes.toString('base64').match(/.{1,76}/gu) ?? []).join('\r\n')

const textPart = (subtype: string, text: string) =>
  [
    `Content-Type: text/${subtype}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    base64(Buffer.from(text)),
    '',
  ].join('\r\n')

function attachmentPart(attachment: Attachment): string {
  const fileName = encodeWords(attachment.FileName.replaceAll(/["\\\r\n]/gu, '_'))
  const disposition = attachment.ContentDisposition === 'INLINE' ? 'inline' : 'attachment'
  return [
    `Content-Type: ${attachment.ContentType ?? 'application/octet-stream'}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: ${disposition}; filename="${fileName}"`,
    ...(attachment.ContentId === undefined ? [] : [`Content-ID: <${attachment.ContentId}>`]),
    '',
    base64(Buffer.from(attachment.RawContent, 'base64')),
    '',
  ].join('\r\n')
}

const multipart = (subtype: string, boundary: string, parts: string[]) =>
  [
    `Content-Type: multipart/${subtype};\r\n boundary="${boundary}"`,
    '',
    ...parts.map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
