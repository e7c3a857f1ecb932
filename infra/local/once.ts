import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { msOf, plusDays, toInstant } from '#functions/core/instant.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { local } from '../stages.ts'
import { forgetData, type LocalCloud, startLocalCloud } from './local-cloud.ts'
import { type MainJob, readPosts, replayJob, sampleJob, trialJob } from './main-job.ts'
import { tellDigest } from './report.ts'
import { runDigest } from './run-digest.ts'
import { seed } from './seed.ts'
import { SENDER_DOMAIN } from './sender-domain.ts'
import { step } from './step.ts'
import { startVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { writeOut } from './write-out.ts'

/** The mails outlive their cloud, so their links do not name its port. */
const LASTING_ORIGIN = 'https://gazette.example'
const MOST_STEPS = 200

export interface OnceOptions {
  readonly out: string
  readonly files: readonly string[]
  /** Whether to send the digests as of the time of the posts, and not of now. */
  readonly replay: boolean
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

const runDigests = async (
  { newsletter, digests: count }: MainJob,
  desk: Desk,
  cloud: LocalCloud,
  clock: VirtualClock,
): Promise<Digest[]> => {
  const digests: Digest[] = []
  const weeks = plusDays(newsletter.slotsHandledThrough, 7 * count)
  for (const { date, at } of slotsBetween(newsletter, newsletter.slotsHandledThrough, weeks)) {
    clock.advanceTo(msOf(at))
    const watch = { next: () => step(cloud, clock), mostLooks: MOST_STEPS }
    const digest = await runDigest(desk, newsletter.slug, date, watch)
    if (digest === undefined) throw new Error(`The digest of ${date} did not finish.`)
    digests.push(digest)
  }
  return digests
}

const doJob = async (
  job: MainJob,
  clock: VirtualClock,
  { out, say, complain }: OnceOptions,
): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gazette-'))
  const stage = () => local(LASTING_ORIGIN, 'unlimited')
  const cloud = await startLocalCloud({ dataDir, senderDomain: SENDER_DOMAIN, stage, port: 0 })
  try {
    const desk = wireDesk()
    const submitted = await seed(desk, job)
    say(`${submitted.length} posts read.`)
    const digests = await runDigests(job, desk, cloud, clock)
    for (const digest of digests) {
      const isOver = digest.status === 'sent' || digest.status === 'skipped'
      const tell = isOver ? say : complain
      tell(await tellDigest(desk, digest))
    }
    await writeOut(out, { desk, inbox: cloud.inbox, newsletter: job.newsletter, digests, submitted })
    const keys = digests.map(digestKey)
    const which = keys.length > 2 ? `${keys.length} digests` : keys.join(' and ')
    say(`The mails of ${which}, and summary.json, are in ${out}`)
  } finally {
    await cloud.stop()
    forgetData(dataDir)
  }
}

const jobOf = (
  { files, replay, say }: OnceOptions,
  complain: (line: string) => void,
): MainJob | undefined => {
  const now = toInstant(Date.now())
  if (files.length === 0) return sampleJob(now)
  const posts = readPosts(files, { say, complain })
  if (posts.length === 0) return undefined
  try {
    return replay ? replayJob(posts) : trialJob(now, posts)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    complain(error.message)
    return undefined
  }
}

/** Does the main job in virtual time on a local cloud of its own, writes what readers got into a folder, and is gone. False when an input could not be used. */
export const runOnce = async (options: OnceOptions): Promise<boolean> => {
  let clean = true
  const complain = (line: string): void => {
    clean = false
    options.complain(line)
  }
  const job = jobOf(options, complain)
  if (job === undefined) return false
  const clock = startVirtualClock(job.startsAt && msOf(job.startsAt))
  try {
    await doJob(job, clock, { ...options, complain })
    return clean
  } finally {
    clock.restore()
  }
}
