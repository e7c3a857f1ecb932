import { type Batch, batchTag } from './batch.ts'
import type { Digest } from './digest.ts'
import { templateName } from './edition.ts'
import { mailHeaders } from './mail-headers.ts'
import { mailbox } from './mailbox.ts'
import type { Newsletter } from './newsletter.ts'
import type { Plan } from './placement.ts'
import { readerValues } from './reader-values.ts'
import type { Subscriber } from './subscriber.ts'
import { type SigningKeys, signToken } from './token.ts'
import { variantLanguage } from './variant.ts'
import type { ViewValues } from './view.ts'

/** What one SES call carries. */
export interface BatchMail {
  readonly template: string
  readonly from: string
  readonly replyTo: string
  /** Whether SES records who opens it and follows its links. */
  readonly tracked: boolean
  readonly entries: readonly MailEntry[]
}

export interface MailEntry {
  readonly to: string
  readonly values: ViewValues
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly tags: Readonly<Record<string, string>>
}

/** A digest as its sender needs it. */
export interface Outgoing {
  readonly digest: Digest
  readonly editionHash: string
  readonly newsletter: Newsletter
  readonly plan: Plan
  readonly publicOrigin: string
}

/** A reader who is in a call, with their position in the batch. */
export interface Called {
  readonly position: number
  readonly reader: Subscriber
}

const entryFor = (
  outgoing: Outgoing,
  keys: SigningKeys,
  batch: Batch,
  { position, reader }: Called,
): MailEntry => {
  const { digest, newsletter, plan, publicOrigin } = outgoing
  const subject = { newsletter: reader.newsletter, reader: reader.id }
  const leave = signToken(keys, { ...subject, scope: 'leave' })
  const adjust = signToken(keys, { ...subject, scope: 'adjust' })
  return {
    to: reader.address,
    values: { ...readerValues(plan, reader), leave, adjust },
    headers: mailHeaders(newsletter, digest, publicOrigin, leave, variantLanguage(batch.variant)),
    // They come back in every event, and say which entry it speaks of.
    tags: {
      digest: batch.digest,
      attempt: batch.attempt,
      batch: batchTag(batch),
      call: String(batch.calls.length - 1),
      entry: String(position),
      reader: reader.id,
      // Gmail tells senders of complaints by these (its Feedback-ID; SES fills in the rest): never of one reader.
      'ses:feedback-id-a': batch.digest,
      'ses:feedback-id-b': digest.newsletter,
      ...(reader.bouncing && { bouncing: '1' }),
    },
  }
}

/** Only where the mail itself says so: it was approved while tracking was on, and it is on still. */
const isTracked = ({ digest, newsletter }: Outgoing): boolean =>
  digest.tracked === true && newsletter.tracking !== undefined

/** The mail of the called readers of a batch: each entry with all its own values, headers and tags. */
export const batchMail = (
  outgoing: Outgoing,
  keys: SigningKeys,
  batch: Batch,
  called: readonly Called[],
): BatchMail => ({
  template: templateName(outgoing.editionHash, batch.variant),
  from: mailbox(outgoing.newsletter.sender.name, outgoing.newsletter.sender.address),
  replyTo: outgoing.newsletter.replyTo,
  tracked: isTracked(outgoing),
  entries: called.map((one) => entryFor(outgoing, keys, batch, one)),
})
