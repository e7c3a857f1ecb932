import { dropOverwritten, mergeHeaders } from './rules/header-rules.ts'
import type { AcceptedCall, AcceptedMail, NameValue, TemplateData } from './store/accepted-call.ts'
import type { Content, ContentStore } from './store/content-store.ts'
import { recentlyUsed } from './store/recently-used.ts'
import { mergeTemplateData } from './template/merge-template-data.ts'
import { parseTemplate } from './template/parse-template.ts'
import { renderTemplate } from './template/render-template.ts'

interface RenderedContent {
  readonly subject: string
  readonly text?: string
  readonly html?: string
}

export interface RenderedMail extends RenderedContent {
  /** Custom headers, without those that SES overwrites. */
  readonly headers: readonly NameValue[]
}

const parsed = recentlyUsed(64, parseTemplate)

/** Throws SES's sentence when a name is missing. */
export const renderContent = (
  { kind, subject, text, html }: Content,
  data: TemplateData,
): RenderedContent => {
  const fill = (part: string) => (kind === 'template' ? renderTemplate(parsed(part), data) : part)
  return {
    subject: fill(subject),
    ...(text !== undefined && { text: fill(text) }),
    ...(html !== undefined && { html: fill(html) }),
  }
}

/** Fills the recorded content with the recorded data. */
export const renderMail = (contents: ContentStore, call: AcceptedCall, mail: AcceptedMail): RenderedMail => ({
  ...renderContent(contents.get(call.contentHash), mergeTemplateData(call.data ?? {}, mail.data ?? {})),
  headers: dropOverwritten(mergeHeaders(call.headers, mail.headers)),
})
