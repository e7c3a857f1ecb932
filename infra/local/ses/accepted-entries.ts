import { mergeTags } from '#infra/local/ses/rules/tag-rules.ts'
import type { AcceptedLog } from '#infra/local/ses/store/accepted-log.ts'

/** What a test asks of an accepted mail. */
export interface AcceptedEntry {
  messageId: string
  time: string
  from: string
  to: string[]
  cc?: string[]
  bcc?: string[]
  tags: Record<string, string>
  template?: string
  configurationSet?: string
}

/** Reads the log, one call at a time: 100,000 mails need not fit into memory. */
export function* acceptedEntries(log: AcceptedLog): Generator<AcceptedEntry> {
  for (let number = 0; number < log.callCount(); number++) {
    const call = log.read(number)
    for (const mail of call.mails)
      yield {
        messageId: mail.id,
        time: new Date(call.time).toISOString(),
        from: call.from,
        to: mail.to,
        ...(mail.cc ? { cc: mail.cc } : {}),
        ...(mail.bcc ? { bcc: mail.bcc } : {}),
        tags: Object.fromEntries(mergeTags(call.tags, mail.tags).map(({ name, value }) => [name, value])),
        ...(call.templateName === undefined ? {} : { template: call.templateName }),
        ...(call.configurationSet === undefined ? {} : { configurationSet: call.configurationSet }),
      }
  }
}
