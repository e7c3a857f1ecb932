import { join } from 'node:path'
import { allRecipients } from '../all-recipients.ts'
import { countedForDay } from '../rules/quota.ts'
import { AcceptedCall } from './accepted-call.ts'
import { openLineFile } from './line-file.ts'
import type { MailStatus } from './mail-status.ts'
import { openPublishedLog } from './published-log.ts'

/** All that stays in memory of a mail; the rest is read from the log when somebody looks. */
export interface MailIndex {
  readonly id: string
  readonly call: number
  readonly position: number
  readonly to: string
  status: MailStatus
}

/** Every accepted mail: on disk before the answer, in memory only as an index. */
export const openAcceptedLog = (dataDir: string) => {
  const lines: { offset: number; length: number }[] = []
  const mails: MailIndex[] = []
  const byId = new Map<string, MailIndex>()
  const firstMail: number[] = []
  const history: { time: number; counted: number }[] = []

  const parse = (line: string) => AcceptedCall.parse(JSON.parse(line))
  const index = (call: AcceptedCall) => {
    firstMail.push(mails.length)
    for (const [position, mail] of call.mails.entries()) {
      const to = allRecipients(mail).join(', ')
      const entry: MailIndex = { id: mail.id, call: lines.length - 1, position, to, status: 'accepted' }
      mails.push(entry)
      byId.set(entry.id, entry)
    }
  }
  const file = openLineFile(join(dataDir, 'accepted.jsonl'), (line, offset) => {
    const call = parse(line)
    lines.push({ offset, length: Buffer.byteLength(line) })
    history.push({
      time: call.time,
      counted: countedForDay(call.mails.flatMap(allRecipients)),
    })
    index(call)
  })
  const setStatuses = (call: number, statuses: MailStatus[]) => {
    const first = firstMail[call] ?? 0
    for (const [position, status] of statuses.entries()) {
      const mail = mails[first + position]
      if (mail) mail.status = status
    }
  }
  const published = openPublishedLog(dataDir, setStatuses)

  return {
    mails,
    /** For the quota at a start; later sends are counted as they happen. */
    history,
    append(call: AcceptedCall): number {
      lines.push(file.append(JSON.stringify(call)))
      index(call)
      return lines.length - 1
    },
    read(call: number): AcceptedCall {
      const line = lines[call]
      if (!line) throw new Error(`The log holds no call ${call}`)
      return parse(file.read(line.offset, line.length))
    },
    find: (id: string) => byId.get(id),
    callCount: () => lines.length,
    unpublished: () => lines.map((_line, call) => call).filter((call) => !published.has(call)),
    setStatuses,
    markPublished: published.mark,
    close() {
      file.close()
      published.close()
    },
  }
}

export type AcceptedLog = ReturnType<typeof openAcceptedLog>
