import type { DigestReading } from '#functions/use-cases/digest-status.ts'
import { due } from '../due.ts'
import { utc, when } from '../when.ts'

const PHASES = {
  drafted: 'drafted',
  approved: 'approved',
  frozen: 'frozen',
  firstCall: 'first call',
  closed: 'closed',
} as const

const CAUSES = {
  person: 'by a person',
  ses: 'for what SES says',
  alike: 'because SES refuses readers alike',
  quota: 'for SES’s quota of 24 hours',
  health: 'for bounces or complaints',
  account: 'for the state of the SES account',
  late: 'because nothing ran for long',
} as const

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

const describeCounts = ({ totals, excluded, feedback, countedAt }: DigestReading): string[] => {
  if (totals === null || countedAt === null) return ['  Its readers are not frozen yet.']
  const { audience, ...parts } = totals
  const lines = [`  ${audience} readers: ${listed(parts)}`]
  const reasons = Object.entries(excluded ?? {}).toSorted(([, one], [, other]) => other - one)
  if (reasons.length > 0) lines.push(`  excluded: ${listed(Object.fromEntries(reasons))}`)
  if (feedback !== null) lines.push(`  of the accepted: ${listed({ ...feedback })}`)
  return [...lines, `  counted at ${utc(countedAt)}`]
}

const describePace = ({ pace, forecast }: DigestReading, zone: string): string[] => {
  if (pace === null) return []
  const told = `  pace: ${Number(pace.callsPerSecond.toPrecision(3))} calls a second, ${pace.measured ? 'measured' : 'not measured yet'}`
  return [forecast === null ? told : `${told}; done at about ${when(forecast, zone)}`]
}

/** Where a digest stands, for people. */
export const describeStatus = (reading: DigestReading, zone: string): string => {
  const { digest, status, reason, deadline, nextWaveAt, phases, paused } = reading
  const reachedPhases = Object.entries(phases).flatMap(([phase, at]) =>
    at === null ? [] : [`${PHASES[phase as keyof typeof PHASES]} ${utc(at)}`],
  )
  const lines = [
    `${digest}: ${status}${reason === null ? '' : `, ${reason}`}`,
    `  due ${due(reading, zone)}`,
    `  ${reachedPhases.join(', ')}`,
  ]
  if (paused !== null) {
    const until = paused.until === null ? 'until a person resumes it' : `until ${when(paused.until, zone)}`
    lines.push(`  paused ${CAUSES[paused.cause]} at ${utc(paused.at)}, ${until}`)
  }
  if (deadline !== null) lines.push(`  to be approved by ${when(deadline, zone)}`)
  if (nextWaveAt !== null) lines.push(`  its next wave is due ${when(nextWaveAt, zone)}`)
  lines.push(...describeCounts(reading))
  if (status === 'sending') lines.push(...describePace(reading, zone))
  return lines.join('\n')
}
