import { parseArgs } from 'node:util'
import { Invalid } from '#functions/core/errors.ts'
import type { FeedbackEvent, Verdict } from '#functions/core/feedback-event.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { readSavedFeedback, type SavedEvent } from '#functions/wiring/read-feedback.ts'
import { verifyFeedback } from '#functions/wiring/verify-feedback.ts'
import { type Command, WrongUsage } from './command.ts'
import { counted } from './counted.ts'
import { decodeMarked } from './decode-marked.ts'
import { readPlainFile } from './read-plain-file.ts'

const usage = `gazette feedback [--dry-run] [--json] [--verify] FILE…

Replays saved events of SES, such as those of a dead-letter queue, as if they came now. Replaying them again changes nothing.
A file holds JSON documents one after the other, arrays of them, or one a line, in UTF-8 or UTF-16: events of SES, notifications
of an identity, messages of SNS, SQS, Lambda or EventBridge with these in them, and what \`aws sqs receive-message\` prints. A
time that lies more than a day ahead counts as not told.

  --dry-run   only say what each event would lead to; the store is not opened
  --json      print one JSON document per event, each on one line:
              file, kind, bounceType, bounceSubType, recipients, effect, reason
  --verify    check the signatures of SNS, whose certificates are fetched; what is not signed by it, or cannot be checked,
              has no effect

An effect is one of suppress, count-soft, unsubscribe, alarm, none.

Exit code: 0 all read and recorded, 1 some file was not read or some event not recorded, 2 wrong usage.`

const options = {
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
} as const

const nothing = (reason: string): Verdict => ({
  kind: 'unknown',
  bounceType: null,
  bounceSubType: null,
  recipients: [],
  effect: 'none',
  reason,
})

const savedIn = (file: string): SavedEvent[] => {
  const saved = readSavedFeedback(decodeMarked(readPlainFile(file)), systemClock())
  if (saved === undefined) throw new Invalid('It is no JSON.')
  return saved
}

/** Without what a terminal obeys, and without addresses. */
const describe = (file: string, { kind, effect, recipients, reason }: Verdict): string =>
  `${file}: ${kind.replace(/\p{Cc}/gu, '�')}, ${counted(recipients.length, 'recipient')}: ${effect}. ${reason}`

/** The command, with another way to certificates or its own. */
export const feedbackWith = (fetchCertificate?: (url: string) => Promise<string>): Command => ({
  name: 'feedback',
  summary: 'replay saved events of SES',
  usage,
  async run(args, { out, err, connect }) {
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (files.length === 0) throw new WrongUsage('Name the files with the events.')
    const verified = verifyFeedback(fetchCertificate)
    const desk = values['dry-run'] ? undefined : await connect()
    const print = (file: string, verdict: Verdict): void =>
      out(values.json ? JSON.stringify({ file, ...verdict }) : describe(file, verdict))

    const replay = async (file: string): Promise<boolean> => {
      const events: FeedbackEvent[] = []
      for (const saved of savedIn(file)) events.push(values.verify ? await verified(saved) : saved.event)
      const failed = (await desk?.recordFeedback(events)) ?? []
      for (const { verdict } of events) print(file, verdict)
      if (events.length === 0) print(file, nothing('It holds no event.'))
      if (failed.length > 0) err(`${file}: ${counted(failed.length, 'event')} could not be recorded.`)
      return failed.length === 0
    }

    let code = 0
    for (const file of files)
      try {
        if (!(await replay(file))) code = 1
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        code = 1
        err(`${file}: ${error.message}`)
        print(file, nothing(error.message))
      }
    return code
  },
})

export const feedback = feedbackWith()
