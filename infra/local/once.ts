import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Instant } from '#functions/core/instant.ts'
import { msOf, plusDays, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import { wireDesk } from '#functions/wiring/desk.ts'
import { local } from '../stages.ts'
import { forgetData, startLocalCloud } from './local-cloud.ts'
import { readFiles } from './read-files.ts'
import { tellDigest } from './report.ts'
import { runDigest } from './run-digest.ts'
import { sampleNewsletter, samplePosts } from './sample/sample-newsletter.ts'
import { seed } from './seed.ts'
import { SENDER_DOMAIN } from './sender-domain.ts'
import { slotAt } from './slot-at.ts'
import { trialNewsletter } from './trial.ts'
import { startVirtualClock } from './virtual-clock.ts'
import { writeOut } from './write-out.ts'

/** The mails outlive their cloud, so their links do not name its port. */
const LASTING_ORIGIN = 'https://gazette.example'

export interface OnceOptions {
  readonly out: string
  readonly files: readonly string[]
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

interface Plan {
  readonly newsletter: Newsletter
  readonly posts: { post: ReturnType<typeof samplePosts>[number]; file: string | null }[]
  readonly digests: number
}

const samplePlan = (now: Instant): Plan => {
  const newsletter = sampleNewsletter(slotAt(now))
  return { newsletter, posts: samplePosts(now).map((post) => ({ post, file: null })), digests: 1 }
}

const trialPlan = (now: Instant, options: OnceOptions): Plan | undefined => {
  const when = slotAt(now, 'UTC')
  const read = readFiles(options.files, when.zone, options.complain)
  const posts = read.flatMap(({ file, posts: own }) => own.map((post) => ({ post, file })))
  if (posts.length === 0) return undefined
  return {
    newsletter: trialNewsletter(
      posts.map(({ post }) => post),
      when,
    ),
    posts,
    digests: 2,
  }
}

/** Does the main job in virtual time on a local cloud of its own, writes what readers got into a folder, and is gone. False when an input could not be used. */
export const runOnce = async (options: OnceOptions): Promise<boolean> => {
  let clean = true
  const complain = (line: string): void => {
    clean = false
    options.complain(line)
  }
  const clock = startVirtualClock()
  const now = toInstant(clock.now())
  const plan = options.files.length === 0 ? samplePlan(now) : trialPlan(now, { ...options, complain })
  if (plan === undefined) return false
  const dataDir = mkdtempSync(join(tmpdir(), 'gazette-'))
  const cloud = await startLocalCloud({
    dataDir,
    senderDomain: SENDER_DOMAIN,
    stage: () => local(LASTING_ORIGIN, 'unlimited'),
    port: 0,
  })
  try {
    const desk = wireDesk()
    const submitted = await seed(desk, plan.newsletter, plan.posts)
    options.say(`${submitted.length} posts read.`)
    const step = async (): Promise<void> => {
      await cloud.workers.tick()
      await cloud.workers.drain()
      await cloud.inbox.idle()
      await cloud.workers.drain()
      clock.advanceTo(clock.now() + 1000)
    }
    const digests: Digest[] = []
    const slots = slotsBetween(
      plan.newsletter,
      plan.newsletter.slotsHandledThrough,
      plusDays(now, 7 * plan.digests),
    )
    for (const slot of slots.slice(0, plan.digests)) {
      clock.advanceTo(msOf(slot.at))
      const digest = await runDigest(desk, plan.newsletter.slug, slot.date, { next: step, mostLooks: 200 })
      if (digest === undefined) throw new Error(`The digest of ${slot.date} came to no end.`)
      digests.push(digest)
      options.say(await tellDigest(desk, digest))
    }
    await writeOut(desk, cloud.inbox, options.out, plan.newsletter, digests, submitted)
    options.say(
      `The mails of ${digests.map(digestKey).join(' and ')}, and summary.json, are in ${options.out}`,
    )
    return clean
  } finally {
    await cloud.stop()
    forgetData(dataDir)
    clock.restore()
  }
}
