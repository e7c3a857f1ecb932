import { type Header, mailHeaders } from '#functions/core/mail-headers.ts'
import { mailbox } from '#functions/core/mailbox.ts'
import { newMessageId } from '#infra/local/ses/message-id.ts'
import { buildMime } from '#infra/local/ses/mime/build-mime.ts'
import { PUBLIC_ORIGIN, type Rendered } from './rendered.ts'

/** A mail as it was meant, and the whole message that was made of it. */
export interface MailMessage {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly html?: string
  readonly text: string
  readonly headers: readonly Header[]
  /** As an .eml file holds it. */
  readonly mime: string
}

const TO = 'reader@inbox.example'

/** A token as long as real ones. */
const LEAVE = `k1.fixture.${'0'.repeat(24)}.u.${'A'.repeat(22)}`

/** The message that the first reader of a fixture gets, with the headers of a digest's mail. */
export const messageOf = ({ fixture, mail }: Rendered): MailMessage => {
  const { newsletter, digest } = fixture.input
  const { sender, replyTo } = newsletter
  const [{ subject, html, text }] = mail.views
  const headers = mailHeaders(newsletter, digest, PUBLIC_ORIGIN, LEAVE, fixture.kind.language)
  const parts = { subject, text, headers, ...(html !== undefined && { html }) }
  const time = Date.now()
  const mime = buildMime({
    ...parts,
    id: newMessageId(time),
    time,
    from: mailbox(sender.name, sender.address),
    replyTo: [replyTo],
    to: [TO],
  })
  return { ...parts, from: sender, to: TO, mime }
}
