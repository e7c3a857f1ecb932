import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { Liquid } from 'liquidjs'
import { sesMailer } from '#functions/adapters/ses/mailer.ts'
import { type Batch, beginCall, codesOf, endCall } from '#functions/core/batch.ts'
import { batchMail, type MailEntry } from '#functions/core/batch-mail.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import { toInstant } from '#functions/core/instant.ts'
import { settle } from '#functions/core/settle.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { fillView } from '#functions/core/view.ts'
import { aBatch, someSigningKeys } from '#tests/support/builders.ts'
import type { SampleEdition } from './edition.ts'

const NOW = toInstant('2026-11-24T07:00:00Z')
const keys = someSigningKeys()

/** One way of getting some readers' mails to SES. */
export type Way = (readers: readonly Subscriber[]) => Promise<void>

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

const batchOf = (readers: readonly Subscriber[], variant: string): Batch =>
  aBatch({ variant, members: readers.map(({ id }) => id) })

/** What `send-batch` does for a batch but for reading and writing its rows: who is in, their placement, tokens, headers and tags, one SendBulkEmail, the answer. */
export const bulk = ({ outgoing, variant }: SampleEdition, client: SESv2Client, set: string): Way => {
  const { newsletter, digest, plan } = outgoing
  const mailer = sesMailer(client, { plain: set, tracked: set })
  return async (readers) => {
    for (const called of chunks(readers, 50)) {
      const batch = batchOf(called, variant)
      const marked = codesOf(batch).map((code, position) =>
        exclusionOf(called[position], newsletter, digest, plan, NOW) === undefined ? '~' : code,
      )
      const calling = beginCall(batch, marked, 'call', NOW)
      const entries = called.map((reader, position) => ({ reader, position }))
      const answer = await mailer.sendBatch(batchMail(outgoing, keys, calling, entries))
      const settlement = settle(marked, answer)
      const { codes } = endCall(calling, batch, settlement.codes, settlement.most)
      if (!/^a+$/.test(codes))
        throw new Error(`SES did not take a batch: ${JSON.stringify(answer).slice(0, 500)}`)
    }
  }
}

/** MJML for each reader, by the edition's own renderer, and nothing else: not even sent. */
export const mjmlForEach =
  ({ renderFor }: SampleEdition): Way =>
  async (readers) => {
    for (const reader of readers) await renderFor(reader)
  }

export type Fill = (entry: MailEntry) => { subject: string; html: string; text: string }

/** The parts of a mail, rendered once and filled in for a reader by Gazette's own small language. */
export const filled =
  ({ parts }: SampleEdition): Fill =>
  ({ values }) => ({
    subject: fillView(parts.subject, values),
    html: fillView(parts.html, values),
    text: fillView(parts.text, values),
  })

const asLiquid = (template: string): string =>
  template
    .replaceAll(/\{\{#if (\w+)\}\}/g, '{% if $1 %}')
    .replaceAll(/\{\{#unless (\w+)\}\}/g, '{% unless $1 %}')
    .replaceAll(/\{\{(else)\}\}/g, '{% $1 %}')
    .replaceAll(/\{\{\/(if|unless)\}\}/g, '{% end$1 %}')

/** The same by Liquid, parsed once. */
export const liquid = ({ parts }: SampleEdition): Fill => {
  const engine = new Liquid()
  const [subject, html, text] = [parts.subject, parts.html, parts.text].map((part) =>
    engine.parse(asLiquid(part)),
  )
  const render = (template: typeof html, values: object): string => engine.renderSync(template ?? [], values)
  return ({ values }) => ({
    subject: render(subject, values),
    html: render(html, values),
    text: render(text, values),
  })
}

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/** One SendEmail a reader, of HTML that was rendered once and is filled in here, with the same headers and tags; so many at once. */
export const oneEach =
  ({ outgoing, variant }: SampleEdition, client: SESv2Client, set: string, fill: Fill, atOnce: number): Way =>
  async (readers) => {
    const sendTo = async (reader: Subscriber): Promise<void> => {
      const calling = beginCall(batchOf([reader], variant), ['~'], 'call', NOW)
      const { from, replyTo, entries } = batchMail(outgoing, keys, calling, [{ reader, position: 0 }])
      for (const entry of entries) {
        const { subject, html, text } = fill(entry)
        await client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            ReplyToAddresses: [replyTo],
            ConfigurationSetName: set,
            Destination: { ToAddresses: [entry.to] },
            EmailTags: Object.entries(entry.tags).map(([Name, Value]) => ({ Name, Value })),
            Content: {
              Simple: {
                Subject: utf8(subject),
                Body: { Html: utf8(html), Text: utf8(text) },
                Headers: entry.headers.map(({ name, value }) => ({ Name: name, Value: value })),
              },
            },
          }),
        )
      }
    }
    const left = [...readers]
    const work = async (): Promise<void> => {
      for (let reader = left.pop(); reader !== undefined; reader = left.pop()) await sendTo(reader)
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  }

/** The filling in alone. */
export const filledOnly =
  ({ outgoing, variant }: SampleEdition, fill: Fill): Way =>
  async (readers) => {
    const calling = beginCall(batchOf(readers.slice(0, 50), variant), [], 'call', NOW)
    for (const reader of readers)
      for (const entry of batchMail(outgoing, keys, calling, [{ reader, position: 0 }]).entries) fill(entry)
  }
