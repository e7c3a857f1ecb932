import { join } from 'node:path'
import * as z from 'zod'
import { openLineFile } from '#infra/local/ses/store/line-file.ts'
import { type MailStatus, mailStatusSchema } from '#infra/local/ses/store/mail-status.ts'

const lineSchema = z.object({ call: z.number(), statuses: z.array(mailStatusSchema) })

/** Calls whose events were all published. A call that is missing here at a start is published again. */
export function openPublishedLog(dataDir: string, onCall: (call: number, statuses: MailStatus[]) => void) {
  const done = new Set<number>()
  const file = openLineFile(join(dataDir, 'published.jsonl'), (line) => {
    const parsed = lineSchema.parse(JSON.parse(line))
    done.add(parsed.call)
    onCall(parsed.call, parsed.statuses)
  })
  return {
    has: (call: number) => done.has(call),
    mark(call: number, ends: MailStatus[]) {
      done.add(call)
      file.append(JSON.stringify({ call, statuses: ends }))
    },
    close: file.close,
  }
}
