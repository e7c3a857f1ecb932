import { dropOverwritten, mergeHeaders } from '#infra/local/ses/rules/header-rules.ts'
import type { AcceptedCall, AcceptedMail, NameValue } from '#infra/local/ses/store/accepted-call.ts'
import type { Attachment, ContentStore } from '#infra/local/ses/store/content-store.ts'
import { recentlyUsed } from '#infra/local/ses/store/recently-used.ts'
import { mergeTemplateData } from '#infra/local/ses/template/merge-template-data.ts'
import { parseTemplate } from '#infra/local/ses/template/parse-template.ts'
import { renderTemplate } from '#infra/local/ses/template/render-template.ts'

export interface RenderedMail {
  subject: string
  text?: string
  html?: string
  /** Custom headers, without those that SES overwrites. */
  headers: NameValue[]
  attachments: Attachment[]
  /** A message that was sent raw: complete MIME. */
  raw?: string
}

const parsed = recentlyUsed(64, parseTemplate)

/** Fills the recorded content with the recorded data. Throws SES's sentence when a name is missing. */
export function renderMail(contents: ContentStore, call: AcceptedCall, mail: AcceptedMail): RenderedMail {
  const content = contents.get(call.contentHash)
  const headers = dropOverwritten(mergeHeaders(call.headers, mail.headers))
  const stored = call.attachmentsHash === undefined ? undefined : contents.get(call.attachmentsHash)
  const attachments = stored?.kind === 'attachments' ? stored.attachments : []
  if (content.kind === 'raw') {
    const raw = Buffer.from(content.base64, 'base64').toString('latin1')
    return { subject: rawSubject(raw), headers, attachments, raw }
  }
  if (content.kind === 'attachments') throw new Error('The log names attachments as the content of a mail.')
  const data = mergeTemplateData(call.data ?? {}, mail.data ?? {})
  const fill = (part: string) => (content.kind === 'template' ? renderTemplate(parsed(part), data) : part)
  return {
    subject: fill(content.subject),
    ...(content.text === undefined ? {} : { text: fill(content.text) }),
    ...(content.html === undefined ? {} : { html: fill(content.html) }),
    headers,
    attachments,
  }
}

const rawSubject = (raw: string) =>
  /^Subject: ?(?<subject>.*(?:\r?\n[ \t].*)*)/imu.exec(raw)?.groups?.subject ?? ''
