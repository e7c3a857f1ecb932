import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Letter } from '#functions/core/letter.ts'
import type { LetterMailer } from '#functions/use-cases/ports.ts'
import { answerOfError } from './answer-of-error.ts'

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

const request = (letter: Letter, configurationSet: string) =>
  new SendEmailCommand({
    FromEmailAddress: letter.from,
    ReplyToAddresses: [letter.replyTo],
    Destination: { ToAddresses: [letter.to] },
    ConfigurationSetName: configurationSet,
    Content: {
      Simple: {
        Subject: utf8(letter.subject),
        Body: {
          Text: utf8(letter.text),
          ...(letter.html !== undefined && { Html: utf8(letter.html) }),
        },
        Headers: letter.headers.map(({ name, value }) => ({ Name: name, Value: value })),
      },
    },
    EmailTags: Object.entries(letter.tags).map(([Name, Value]) => ({ Name, Value })),
  })

/** Mails letters through SES v2. The client must have `maxAttempts: 1`: a retry inside the SDK would mail twice. */
export const sesLetterMailer = (client: SESv2Client, configurationSet: string): LetterMailer => ({
  async send(letter) {
    try {
      await client.send(request(letter, configurationSet))
      return { kind: 'answered', entries: [{ status: 'SUCCESS' }] }
    } catch (error) {
      return answerOfError(error)
    }
  },
})
