import { join } from 'node:path'
import * as z from 'zod'
import { openLineFile } from './line-file.ts'
import { MailStatus } from './mail-status.ts'

const PublishedCall = z.object({ call: z.number(), statuses: z.array(MailStatus) })

/** Calls whose events were all published. A call that is missing here at a start is published again. */
export const openPublishedLog = (dataDir: string, onCall: (call: number, statuses: MailStatus[]) => void) => {
  const done = new Set<number>()
  const file = openLineFile(join(dataDir, 'published.jsonl'), (line) => {
    const parsed = PublishedCall.parse(JSON.parse(line))
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
