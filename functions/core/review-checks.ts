import type { Act } from './act.ts'
import type { AudienceEstimate } from './audience-estimate.ts'
import type { Fault } from './checked-mail.ts'
import { draftWarnings } from './draft-warnings.ts'
import type { Content } from './entry.ts'
import { type Instant, msOf } from './instant.ts'
import { kB, REFUSED_HTML_BYTES } from './mail-size.ts'
import { numberOf } from './number-of.ts'
import type { Plan } from './placement.ts'

/** `bad`: it cannot be sent so; `warn`: a person should look at it; `good`: it was looked at, and is as it should be. */
export interface Check {
  readonly level: 'good' | 'warn' | 'bad'
  readonly words: string
}

export interface Reviewed {
  readonly content: Content
  readonly plan: Plan
  /** Of the largest view. */
  readonly htmlBytes: number
  /** What stands in the way at SES. */
  readonly obstacles: readonly string[]
  /** What is wrong with the mails. */
  readonly faults: readonly Fault[]
  readonly acts: readonly Act[]
  readonly readers: AudienceEstimate | undefined
  /** Who was frozen for the last digest of its kind. */
  readonly lastReaders: number | undefined
  readonly now: Instant
}

/** More or fewer readers than last time by this share are worth a look. */
const MOST_CHANGE = 0.2

const bad = (words: string): Check => ({ level: 'bad', words })
const warn = (words: string): Check => ({ level: 'warn', words })
const good = (words: string): Check => ({ level: 'good', words })

const ofReaders = ({ readers, lastReaders }: Reviewed): Check => {
  if (readers === undefined) return warn('Nobody counted its readers yet. Run the dry run below.')
  const count = numberOf(readers.readers, 'reader')
  if (readers.readers === 0) return warn('Nobody would get it.')
  if (lastReaders === undefined || lastReaders === 0) return good(`It would go to about ${count}.`)
  const change = (readers.readers - lastReaders) / lastReaders
  const percent = `${Math.round(Math.abs(change) * 100)} %`
  return Math.abs(change) > MOST_CHANGE
    ? warn(
        `It would go to about ${count}, ${percent} ${change > 0 ? 'more' : 'fewer'} than the last. Is that meant?`,
      )
    : good(`It would go to about ${count}, much as the last.`)
}

const minutesSince = (at: Instant, now: Instant): number => Math.round((msOf(now) - msOf(at)) / 60_000)

const ofTest = ({ acts, content, now }: Reviewed): Check => {
  const test = acts.findLast(({ verb }) => verb === 'test')
  if (test === undefined) return warn('Nobody was sent a test of it. Send one from the preview, and read it.')
  const since = minutesSince(test.at, now)
  return test.at < content.savedAt
    ? warn(`It was edited since ${test.by} was sent a test. Send another.`)
    : good(`${test.by} sent a test of it ${since === 0 ? 'just now' : `${numberOf(since, 'minute')} ago`}.`)
}

/** What is to be known of a draft before it is approved, the gravest first. */
export const reviewChecks = (reviewed: Reviewed): Check[] => {
  const { content, plan, htmlBytes, obstacles, faults } = reviewed
  const isRefused = htmlBytes > REFUSED_HTML_BYTES
  const warnings = draftWarnings(content, plan, htmlBytes, [])
  const checks: Check[] = [
    ...obstacles.map(bad),
    ...(isRefused
      ? [bad(`The mail has ${kB(htmlBytes)} of HTML; over ${kB(REFUSED_HTML_BYTES)} it is refused.`)]
      : []),
    ...faults.map(({ words }) => warn(words)),
    ...warnings.map(warn),
    ofReaders(reviewed),
    ofTest(reviewed),
    ...(obstacles.length === 0 ? [good('SES lets this sender send.')] : []),
    ...(faults.length === 0 ? [good('Links, structure and texts of all its mails are sound.')] : []),
    ...(isRefused
      ? []
      : [good(`The largest mail has ${kB(htmlBytes)} of HTML; Gmail cuts off above 102 kB.`)]),
  ]
  const weight = { bad: 0, warn: 1, good: 2 } as const
  return checks.toSorted((one, other) => weight[one.level] - weight[other.level])
}
