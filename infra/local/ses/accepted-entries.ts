import { tagsOf } from './rules/tag-rules.ts'
import type { AcceptedLog } from './store/accepted-log.ts'

/** What a test asks of an accepted mail. */
export interface AcceptedEntry {
  readonly messageId: string
  readonly time: string
  readonly from: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly bcc?: readonly string[]
  readonly tags: Record<string, string>
  readonly template?: string
  readonly configurationSet?: string
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
        tags: tagsOf(call, mail),
        ...(call.templateName === undefined ? {} : { template: call.templateName }),
        ...(call.configurationSet === undefined ? {} : { configurationSet: call.configurationSet }),
      }
  }
}
