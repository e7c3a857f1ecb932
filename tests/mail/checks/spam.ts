import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Fault } from '#functions/core/checked-mail.ts'
import type { Skipped } from '../found.ts'

const MOST_POINTS = 0.5

/** Rules that blame how a mail is made. `HTML_MESSAGE` says only that it has HTML, and costs nothing. */
const BLAMES = /^(?:HTML_(?!MESSAGE$)|FONT_|MIME_|SUBJ_)/

// Without the network, and with the same settings for everyone.
const SETTINGS = fileURLToPath(new URL('../spamassassin.cf', import.meta.url))
const OPTIONS = ['--local', '--test-mode', `--prefspath=${SETTINGS}`]

/** The message with SpamAssassin's headers; undefined where it is not installed. */
const assassinated = async (mime: string): Promise<string | undefined> => {
  const child = spawn('spamassassin', OPTIONS, { stdio: ['pipe', 'pipe', 'inherit'] })
  const missing = new Promise<undefined>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
  })
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(mime)
  return Promise.race([missing, text(child.stdout)])
}

/** What SpamAssassin holds against a message. */
export const spamFaults = async (mime: string): Promise<Fault[] | Skipped> => {
  const judged = await assassinated(mime)
  if (judged === undefined) return { skipped: 'spamassassin is not installed' }
  const unfolded = judged.replace(/\r?\n[ \t]+/g, ' ')
  const [, score, names = ''] =
    /^X-Spam-Status: .*?score=(-?[\d.]+) .*?tests=(.*?) (?:autolearn|version)=/m.exec(unfolded) ?? []
  if (score === undefined) throw new Error('SpamAssassin gave no score.')
  const rules = names.split(/, ?/)
  const blames = rules.filter((rule) => BLAMES.test(rule))
  return [
    ...(Number(score) > MOST_POINTS
      ? [`SpamAssassin gives ${score} points, for ${rules.join(', ')}; a mail may have ${MOST_POINTS}.`]
      : []),
    ...(blames.length > 0 ? [`SpamAssassin blames how the mail is made: ${blames.join(', ')}.`] : []),
  ].map((words) => ({ check: 'spam', words }))
}
