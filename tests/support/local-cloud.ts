import { afterAll, vi } from 'vitest'
import type { Digest, DigestStatus } from '#functions/core/digest.ts'
import { type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { msOf, plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post, SubmittedPost } from '#functions/core/post.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { type LocalCloud, startLocalCloud } from '#infra/local/local-cloud.ts'
import { standingsOf } from '#infra/local/report.ts'
import { approveAsShown, runDigest } from '#infra/local/run-digest.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import type { AcceptedEntry } from '#infra/local/ses/accepted-entries.ts'
import type { Account } from '#infra/local/ses/account.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { startVirtualClock, type VirtualClock } from '#infra/local/virtual-clock.ts'
import { local, type Stage } from '#infra/stages.ts'
import { aNewsletter } from './builders.ts'
import { deliver } from './deliver.ts'
import { spendTemplateSeconds } from './spend-template-seconds.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The stage of every test cloud, for tests that wait for one of its times. Drafts are made when they are due, so that most tests need one moment. */
export const stage = (origin: string) => ({
  ...local(origin, 'unlimited'),
  draftLeadSeconds: 0,
  logLevel: 'silent' as const,
})

const MOST_STEPS = 60

type Running = LocalCloud & { readonly desk: Desk; readonly clock: VirtualClock }

/** Seeds newsletters whose slot is the present minute: the next step drafts their digest. */
const seeding = ({ desk }: Running) => {
  let numbered = 0
  const next = (): number => {
    numbered += 1
    return numbered
  }

  return {
    async newsletter(over: Partial<Newsletter> = {}): Promise<Newsletter> {
      const [sender, replyTo] = [`digest@${SENDER_DOMAIN}`, `editors@${SENDER_DOMAIN}`]
      const newsletter = aNewsletter({
        slug: `newsletter-${next()}`,
        sender: { name: 'The Sample', address: sender },
        replyTo,
        ...slotAt(systemClock(), 'UTC'),
        ...over,
      })
      await desk.newsletters.put(newsletter)
      return newsletter
    },

    /** A story of an hour ago in the first category, unless said otherwise. */
    async post(newsletter: Newsletter, over: SubmittedPost = {}): Promise<Post> {
      const number = next()
      const submitted: SubmittedPost = {
        title: `Story ${number}`,
        url: `https://news.example/${number}`,
        publisher: 'News Example',
        categories: ['News'],
        publishedAt: plusSeconds(systemClock(), -3600),
        datePrecision: 'instant',
        text: `What story ${number} says.`,
        ...over,
      }
      return (await desk.submitPost(newsletter, submitted)).post
    },

    reader(newsletter: Newsletter, over: Partial<Subscriber> = {}): Promise<Subscriber> {
      const now = systemClock()
      return desk.addSubscriber({
        newsletter: newsletter.slug,
        address: `reader-${next()}@mail.example`,
        status: 'active',
        categories: 'all',
        consentAt: now,
        statusAt: now,
        ...over,
      })
    },
  }
}

/** Lets time pass, a step at a time, and follows a newsletter's newest digest while it does. */
const following = ({ desk, clock, workers, inbox }: Running) => {
  const pass = (seconds: number): void => clock.advanceTo(clock.now() + seconds * 1000)

  const step = async (seconds = 1): Promise<void> => {
    await workers.tick()
    await workers.drain()
    // The events that follow are recorded in the next step.
    await inbox.idle()
    pass(seconds)
  }

  const newest = async ({ slug }: Pick<Newsletter, 'slug'>): Promise<Digest | undefined> =>
    (await desk.digests.latest(slug, 1))[0]

  return {
    pass,
    step,
    newest,

    /** Steps once, and is what was drafted. */
    async drafted(newsletter: Newsletter): Promise<Digest> {
      await step()
      const digest = await newest(newsletter)
      if (digest?.status !== 'draft') throw new Error(`Not a draft: ${JSON.stringify(digest)}`)
      return digest
    },

    /** Moves the clock to the next slot of a newsletter. */
    async nextSlot({ slug }: Newsletter): Promise<void> {
      const newsletter = await desk.newsletters.get(slug)
      if (newsletter === undefined) throw new RangeError(`No newsletter ${slug}`)
      const [slot] = slotsBetween(newsletter, systemClock(), plusDays(systemClock(), 8))
      if (slot !== undefined) clock.advanceTo(msOf(slot.at))
    },

    /** Steps, and approves what is drafted, until the newest digest is as wanted. */
    async until(
      newsletter: Newsletter,
      wanted: DigestStatus | ((digest: Digest) => boolean),
    ): Promise<Digest> {
      const isWanted = (digest: Digest) =>
        typeof wanted === 'string' ? digest.status === wanted : wanted(digest)
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        const digest = await newest(newsletter)
        if (digest !== undefined && isWanted(digest)) return digest
        if (digest?.status === 'draft') await approveAsShown(desk, digest)
        await step()
      }
      throw new Error(`It did not come to that: ${JSON.stringify(await newest(newsletter))}`)
    },

    /** Follows the digest of the latest slot until it is over, paused, or back from its approval. */
    async settle(newsletter: Newsletter): Promise<Digest> {
      const [slot] = slotsBetween(newsletter, plusDays(systemClock(), -7), systemClock()).slice(-1)
      const watch = { next: () => step(15), mostLooks: MOST_STEPS }
      const digest = await runDigest(desk, newsletter.slug, slot?.date ?? '', watch)
      if (digest === undefined)
        throw new Error(`It did not settle: ${JSON.stringify(await newest(newsletter))}`)
      return digest
    },
  }
}

const looking = ({ desk, inbox }: Running) => ({
  /** What SES accepted for a digest: the judge over what the ledger says. */
  accepted: (digest: DigestRef): AcceptedEntry[] =>
    inbox.accepted().filter(({ tags }) => tags.digest === digestKey(digest)),

  /** How each reader stands, by id: `accepted`, or `excluded: paused`. */
  async standings(digest: DigestRef): Promise<Record<string, string>> {
    const standings = await standingsOf(desk, digest)
    const told = standings.map(({ id, disposition, reason }) => [
      id,
      reason === null ? disposition : `${disposition}: ${reason}`,
    ])
    return Object.fromEntries(told)
  },

  setAccount: (change: Partial<Account>): Promise<void> =>
    tellSimulator(inbox.url, 'PATCH', 'account', change),

  setIdentity: (name: string, change: { verified: boolean }): Promise<void> =>
    tellSimulator(inbox.url, 'PUT', `identities/${name}`, change),
})

const tellSimulator = async (url: string, method: string, path: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/_simulator/${path}`, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
}

/** Starts a local cloud of its own for one test file, in virtual time and of the test stage but for what is given; stops it after the last test. */
export const startTestCloud = async (over: Partial<Stage> = {}) => {
  const clock = startVirtualClock()
  const stopSpending = spendTemplateSeconds(clock)
  const folder = temporaryFolder()
  const started = await startLocalCloud({
    dataDir: folder.path,
    senderDomain: SENDER_DOMAIN,
    stage: (origin) => ({ ...stage(origin), ...over }),
    port: 0,
  })
  const desk = wireDesk()
  vi.setConfig({ testTimeout: 30_000 })
  afterAll(async () => {
    await started.stop()
    folder.remove()
    stopSpending()
    clock.restore()
  })
  const running = { ...started, desk, clock }
  const seeds = seeding(running)
  const follows = following(running)
  const looks = looking(running)

  return {
    ...running,
    ...seeds,
    ...follows,
    ...looks,
    now: () => toInstant(clock.now()),

    /** Approves the draft of a newsletter, and freezes its readers in batches of so many. */
    async frozen(newsletter: Newsletter, batchSize: number): Promise<Digest> {
      const approved = await follows.until(newsletter, 'approved')
      await looks.setAccount({ maxSendRate: batchSize })
      // A new worker asks SES anew how fast it may send.
      await deliver(wireFreezeAudience(), digestRefOf(approved))
      await looks.setAccount({ maxSendRate: 50 })
      return (await follows.newest(newsletter)) ?? approved
    },

    /** A newsletter with stories in its first category and readers of everything. */
    async weekly(readers: number, stories = 2, over: Partial<Newsletter> = {}) {
      const newsletter = await seeds.newsletter(over)
      const count = (length: number) => Array.from({ length })
      return {
        newsletter,
        posts: await Promise.all(count(stories).map(() => seeds.post(newsletter))),
        readers: await Promise.all(count(readers).map(() => seeds.reader(newsletter))),
      }
    },
  }
}

export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>
