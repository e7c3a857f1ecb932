import { browserChecks } from './browser-checks.ts'
import { type Baseline, readBaseline } from './checks/clients.ts'
import { spamFaults } from './checks/spam.ts'
import type { Found } from './found.ts'
import type { MailBrowser } from './mail-browser.ts'
import { type MailMessage, messageOf } from './message-of.ts'
import { quickChecks } from './quick-checks.ts'
import type { Rendered } from './rendered.ts'

/** What a check needs beside itself: nothing, a browser, or SpamAssassin. */
export const MEANS = ['nothing', 'browser', 'spamassassin'] as const
export type Means = (typeof MEANS)[number]

/** A rendered fixture with the message of its first reader, and the headers that are signed where they are not the usual ones. */
export interface Subject {
  readonly rendered: Rendered
  readonly message: MailMessage
  readonly signed?: readonly string[] | undefined
}

export const subjectOf = (rendered: Rendered): Subject => ({ rendered, message: messageOf(rendered) })

const NO_BROWSER = { skipped: 'Chromium is not installed' }

/** What is found by the checks that need these means. */
export const examine = async (
  { rendered, message, signed }: Subject,
  means: readonly Means[],
  browser: MailBrowser | undefined,
  baseline: Baseline = readBaseline(),
): Promise<Found> => {
  const has = (one: Means): boolean => means.includes(one)
  const painted = async (): Promise<Found> => {
    if (!has('browser')) return {}
    if (browser !== undefined) return browserChecks(rendered, browser)
    const skipped = ['axe', 'layout', 'contrast', 'requests', 'alt texts'].map((check) => [check, NO_BROWSER])
    return rendered.mail.parts.html === undefined ? {} : Object.fromEntries(skipped)
  }
  const judged = async (): Promise<Found> =>
    has('spamassassin') ? { spam: await spamFaults(message.mime) } : {}
  const [quick, spam, seen] = await Promise.all([
    has('nothing') ? quickChecks(rendered, message, baseline, signed) : {},
    judged(),
    painted(),
  ])
  return { ...quick, ...spam, ...seen }
}
