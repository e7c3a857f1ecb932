import { type BulkEmailEntryResult, type SESv2Client, SendBulkEmailCommand } from '@aws-sdk/client-sesv2'
import type { BatchMail, MailEntry } from '#functions/core/batch-mail.ts'
import type { EntryAnswer } from '#functions/core/ses-answers.ts'
import type { Mailer } from '#functions/use-cases/ports.ts'
import { answerOfError } from './answer-of-error.ts'

const toBulkEntry = ({ to, values, headers, tags }: MailEntry) => ({
  Destination: { ToAddresses: [to] },
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(values) } },
  ReplacementHeaders: headers.map(({ name, value }) => ({ Name: name, Value: value })),
  ReplacementTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
})

/** The request of a batch. Every entry carries all its own data, headers and tags; no default is relied on. */
const bulkRequest = (mail: BatchMail, configurationSet: string) =>
  new SendBulkEmailCommand({
    FromEmailAddress: mail.from,
    ReplyToAddresses: [mail.replyTo],
    ConfigurationSetName: configurationSet,
    DefaultContent: { Template: { TemplateName: mail.template, TemplateData: '{}' } },
    BulkEmailEntries: mail.entries.map(toBulkEntry),
  })

const toEntryAnswer = ({ Status, Error: words }: BulkEmailEntryResult): EntryAnswer => ({
  status: Status ?? '',
  ...(words !== undefined && { words }),
})

/** By their names; the one for tracked mail records opened mails and followed links as well. */
export interface ConfigurationSets {
  readonly plain: string
  readonly tracked: string
}

/** Sends through SES v2. The client must have `maxAttempts: 1`: a retry inside the SDK would mail readers twice. */
export const sesMailer = (client: SESv2Client, { plain, tracked }: ConfigurationSets): Mailer => ({
  async sendBatch(mail) {
    try {
      const request = bulkRequest(mail, mail.tracked ? tracked : plain)
      const { BulkEmailEntryResults = [] } = await client.send(request)
      return { kind: 'answered', entries: BulkEmailEntryResults.map(toEntryAnswer) }
    } catch (error) {
      return answerOfError(error)
    }
  },
})
