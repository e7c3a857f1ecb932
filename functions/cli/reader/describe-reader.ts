import type { ReaderRecord } from '#functions/use-cases/look-at-reader.ts'
import { utc } from '../when.ts'
import { TOLD_CAUSE } from './told-cause.ts'

type Subscription = ReaderRecord['subscriptions'][number]
type Event = ReaderRecord['history'][number]

const describeSubscription = ({ newsletter, status, statusAt, ...choices }: Subscription): string[] => [
  `${newsletter}: ${status} since ${utc(statusAt)}`,
  ...Object.entries(choices).map(
    ([name, value]) => `  ${name.padEnd(12)} ${Array.isArray(value) ? value.join(', ') : value}`,
  ),
]

const describeEvent = ({ newsletter, at, what, how, words, version, change, trace }: Event): string[] => {
  const changes = Object.entries(change ?? {}).map(([name, value]) => `${name}: ${value || 'none'}`)
  const lines = [`  ${utc(at)} ${newsletter}: ${what}, by ${how}`]
  if (changes.length > 0) lines.push(`    ${changes.join('; ')}`)
  if (words !== undefined) lines.push(`    words ${version ?? ''}: ${words}`)
  if (trace !== undefined) lines.push(`    from ${trace.ip}, ${trace.agent}`)
  return lines
}

/** What is kept of a reader, for an admin. */
export const describeReader = ({ reader, suppressed, subscriptions, history }: ReaderRecord): string => {
  const lines = [
    `Reader ${reader}${suppressed === null ? '' : `: suppressed by ${TOLD_CAUSE[suppressed]}`}`,
    ...subscriptions.flatMap(describeSubscription),
  ]
  if (subscriptions.length === 0) lines.push('No newsletter has them as a reader.')
  if (history.length > 0) lines.push('History:', ...history.flatMap(describeEvent))
  return lines.join('\n')
}
