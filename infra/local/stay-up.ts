import { once } from 'node:events'
import { pagePath, signUpPath } from '#functions/core/public-paths.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireDesk } from '#functions/wiring/desk.ts'
import { local } from '../stages.ts'
import { announce, retract } from './connect.ts'
import { startLocalCloud } from './local-cloud.ts'
import { sampleJob } from './main-job.ts'
import { tellDigest } from './report.ts'
import { runDigest } from './run-digest.ts'
import { seed } from './seed.ts'
import { SENDER_DOMAIN } from './sender-domain.ts'

export interface StayUpOptions {
  readonly dataDir: string
  readonly port: number
  readonly fast: boolean
  readonly fresh: boolean
  /** Leaves the sample's digest to who works at the desk. */
  readonly desk: boolean
  readonly say: (line: string) => void
}

const LOOK_EVERY_MS = 250
const MOST_LOOKS = 4 * 600
/** Short of the two days ahead of which a digest is drafted. */
const HOURS_TO_CURATE = 40

/** Runs Gazette with the sample newsletter until it is interrupted. What it did before is found again in the data folder. */
export const stayUp = async (options: StayUpOptions): Promise<void> => {
  const { say } = options
  const stage = (origin: string) => local(origin, options.fast ? 'unlimited' : 'measured')
  const cloud = await startLocalCloud({ ...options, senderDomain: SENDER_DOMAIN, stage })
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  let isInterrupted = false
  interrupted.then(() => {
    isInterrupted = true
  })
  try {
    const desk = wireDesk()
    if ((await desk.newsletters.get('sample')) === undefined) {
      const job = sampleJob(systemClock(), options.desk ? HOURS_TO_CURATE : 0)
      const submitted = await seed(desk, job)
      const becomes = options.desk ? 'drafted, and waits for you' : 'drafted, approved and sent'
      say(`${job.newsletter.name}: ${submitted.length} posts read, its digest of this week is ${becomes}:`)
    }
    announce(options.dataDir, {
      publicOrigin: cloud.publicOrigin,
      environment: { ...cloud.environment },
    })
    cloud.workers.run(stage(cloud.publicOrigin).tickSeconds)
    const next = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    const finished = options.desk
      ? Promise.resolve(undefined)
      : runDigest(desk, 'sample', '', { next, mostLooks: MOST_LOOKS })
    const digest = await Promise.race([finished, interrupted.then(() => undefined)])
    if (digest === undefined && isInterrupted) return
    if (digest !== undefined) say(`  ${await tellDigest(desk, digest)}\n`)
    say(`  Desk       ${cloud.publicOrigin}/desk`)
    say(`  Inbox      ${cloud.inbox.url}`)
    if (digest !== undefined) say(`  Web page   ${cloud.publicOrigin}${pagePath(digest)}`)
    say(`  Sign up    ${cloud.publicOrigin}${signUpPath('sample')}`)
    say('\nIt stays up; Ctrl-C stops it. The next start finds its data, --fresh forgets it.')
    await interrupted
  } finally {
    retract(options.dataDir)
    await cloud.stop()
  }
}
