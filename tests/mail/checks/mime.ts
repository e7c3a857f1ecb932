import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import type { Fault } from '#functions/core/checked-mail.ts'
import { HEADERS_ONCE } from '#infra/local/ses/rules/headers-once.ts'
import type { MailMessage } from '../message-of.ts'

/** Octets of a line, without its end (RFC 5322 §2.1.1). */
const LONGEST_LINE = 998

type Read = Readonly<Record<string, string | undefined>>

const nameOf = (from: { readonly name: string; readonly address: string }): string =>
  `${from.name} <${from.address}>`

/** Parsers end a part with or without a line break, whichever it has. */
const body = (text: string | undefined): string | undefined => text?.replace(/\r\n/g, '\n').trimEnd()

const meant = ({ from, to, subject, html, text, headers }: MailMessage): Read => ({
  subject,
  from: nameOf(from),
  to,
  html: body(html),
  text: body(text),
  ...Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
})

const byPostalMime = async ({ mime, headers }: MailMessage): Promise<Read> => {
  const read = await PostalMime.parse(mime)
  const headerOf = (name: string) => read.headers.find(({ key }) => key === name.toLowerCase())?.value
  return {
    subject: read.subject,
    from: nameOf({ name: read.from?.name ?? '', address: read.from?.address ?? '' }),
    to: read.to?.map(({ address }) => address).join(', '),
    html: body(read.html),
    text: body(read.text),
    ...Object.fromEntries(headers.map(({ name }) => [name.toLowerCase(), headerOf(name)])),
  }
}

const byMailparser = async ({ mime, headers }: MailMessage): Promise<Read> => {
  const read = await simpleParser(mime, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true })
  const lineOf = (name: string) =>
    read.headerLines.find(({ key }) => key === name.toLowerCase())?.line.replace(/\r?\n(?=[ \t])/g, '')
  const [from] = read.from?.value ?? []
  return {
    subject: read.subject,
    from: nameOf({ name: from?.name ?? '', address: from?.address ?? '' }),
    to: [read.to ?? []]
      .flat()
      .map((one) => one.text)
      .join(', '),
    html: body(read.html || undefined),
    text: body(read.text),
    ...Object.fromEntries(
      headers.map(({ name }) => [
        name.toLowerCase(),
        lineOf(name)
          ?.slice(name.length + 1)
          .trim(),
      ]),
    ),
  }
}

const START = 60

const differences = (parser: string, expected: Read, read: Read): string[] =>
  Object.entries(expected)
    .filter(([name, value]) => read[name] !== value)
    .map(
      ([name, value]) =>
        `${parser} reads ${name} as “${read[name]?.slice(0, START)}”; it was meant to be “${value?.slice(0, START)}”.`,
    )

const lineFaults = (mime: string): string[] => {
  const long = mime.split('\r\n').filter((line) => Buffer.byteLength(line) > LONGEST_LINE)
  return [
    ...(long.length > 0 ? [`${long.length} lines have more than ${LONGEST_LINE} octets.`] : []),
    ...(/\r(?!\n)|(?<!\r)\n/.test(mime) ? ['A carriage return or a line feed stands alone.'] : []),
  ]
}

const repeatedHeaders = (mime: string): string[] => {
  const block = mime.slice(0, mime.indexOf('\r\n\r\n'))
  const names = [...block.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name.toLowerCase())
  const repeated = names.filter((name, index) => HEADERS_ONCE.has(name) && names.indexOf(name) < index)
  return [...new Set(repeated)].map((name) => `The header ${name} stands there twice.`)
}

/** Whether two parsers read from a message what was put into it, and no server on its way has a reason to change it. */
export const mimeFaults = async (message: MailMessage): Promise<Fault[]> => {
  const expected = meant(message)
  return [
    ...differences('postal-mime', expected, await byPostalMime(message)),
    ...differences('mailparser', expected, await byMailparser(message)),
    ...lineFaults(message.mime),
    ...repeatedHeaders(message.mime),
  ].map((words) => ({ check: 'mime', words }))
}
