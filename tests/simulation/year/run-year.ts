import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { type Instant, msOf, plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import { type Newsletter, WEEKDAYS } from '#functions/core/newsletter.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { type LocalCloud, startLocalCloud } from '#infra/local/local-cloud.ts'
import { readPosts } from '#infra/local/main-job.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { startVirtualClock, type VirtualClock } from '#infra/local/virtual-clock.ts'
import { local, type Stage } from '#infra/stages.ts'
import { aCategory, aNewsletter } from '#tests/support/builders.ts'
import { spendTemplateSeconds } from '#tests/support/spend-template-seconds.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { Seeded } from '../seeded.ts'
import { Crash, type Crashes, startCrashes } from './crashes.ts'
import { startEditors } from './editors.ts'
import { judgeYear, type Verdict } from './judge.ts'
import { weekOfPosts } from './stream.ts'
import { Timeline } from './timeline.ts'

export interface YearOptions {
  readonly seed: number
  readonly weeks: number
  /** Saved archive pages that wait in the backlog from the start. */
  readonly backlog?: readonly string[]
  /** Hears of files that cannot be read, and of breaches as they are found. */
  readonly complain?: (line: string) => void
}

export interface Year {
  readonly breaches: readonly string[]
  /** By newsletter. */
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly crashes: number
  readonly acts: ReadonlyMap<string, number>
}

/** A Sunday, so that the first slots come in its week. */
const START = toInstant('2026-01-04T12:00:00Z')
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Africa/Casablanca',
]
const stage = (origin: string): Stage => ({ ...local(origin, 'unlimited'), logLevel: 'silent' })
const { draftLeadSeconds, leastApprovalSeconds } = stage('')

const CATEGORIES = [
  aCategory({ id: 'news', name: 'News', rules: [{ category: 'News' }], dripPerWeek: 2 }),
  aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }], dripPerWeek: 1 }),
  aCategory({ id: 'rights', name: 'Rights', rules: [{ category: 'Rights' }], dripPerWeek: 1 }),
  aCategory({ id: 'climate', name: 'Climate', rules: [{ category: 'Climate' }] }),
  aCategory({ id: 'other', name: 'Everything else', rules: [{ rest: true }], dripPerWeek: 2 }),
]

/** One whose digests editors approve, and one whose digests go out by themselves, to each reader at their own hour. */
const newsletters = (): Newsletter[] => {
  const common = {
    sender: { name: 'The Sample', address: `digest@${SENDER_DOMAIN}` },
    replyTo: `editors@${SENDER_DOMAIN}`,
    staff: [`desk@${SENDER_DOMAIN}`],
    categories: CATEGORIES,
    ramps: false,
    slotsHandledThrough: START,
    createdAt: START,
  }
  return [
    aNewsletter({
      ...common,
      slug: 'edited',
      zone: 'Europe/Berlin',
      slot: { weekday: 'thursday', time: '07:00' },
    }),
    aNewsletter({
      ...common,
      slug: 'automatic',
      zone: 'America/New_York',
      slot: { weekday: 'friday', time: '01:30' },
      approval: 'automatic',
      localHour: true,
    }),
  ]
}

const addReaders = async (desk: Desk, newsletter: string): Promise<void> => {
  const zones = ['Asia/Seoul', 'Europe/Berlin', undefined, 'America/Los_Angeles']
  for (const [index, zone] of [...zones, ...zones].entries())
    await desk.addSubscriber({
      newsletter,
      address: `reader-${index}@mail.example`,
      status: 'active',
      categories: index % 3 === 0 ? ['news', 'rights'] : 'all',
      ...(zone && { zone }),
      ...(index > 5 && { frequency: 'monthly' as const }),
      consentAt: START,
      statusAt: START,
    })
}

const MOST_ROUNDS = 80
const ROUND_SECONDS = 20
/** Longer than a message stays out of sight. */
const LEASE_MS = 120_000

interface World {
  /** How the open digests stood when all was at rest. */
  atRest: string
  /** How many requests had led to messages when the queues were emptied last. */
  drained: number
  /** Messages of a worker that died come back until then. */
  messagesUntil: number
  readonly desk: Desk
  readonly cloud: LocalCloud
  readonly clock: VirtualClock
  readonly crashes: Crashes
  readonly random: Seeded
  readonly breach: (words: string) => void
}

const nowOf = (clock: VirtualClock): Instant => toInstant(clock.now())

/** Whether there is work for now, and not only for later. */
const isBusy = async ({ desk }: World, now: Instant, open: readonly Digest[]): Promise<boolean> => {
  for (const { claimedSlots = [] } of await desk.newsletters.all()) if (claimedSlots.length > 0) return true
  for (const digest of open) {
    if (digest.owed !== undefined || digest.status === 'approving' || digest.status === 'cancelled')
      return true
    if (digest.status === 'approved' && digest.dueAt <= now) return true
    if (digest.status !== 'sending') continue
    const audience = await desk.ledger.audience(digestKey(digest))
    if (audience?.waves.every(({ dueAt }) => dueAt <= now)) return true
  }
  return false
}

/** Ticks and works until nothing is left to do now, dying now and then. */
const settle = async (world: World): Promise<Digest[]> => {
  const { cloud, clock, crashes, random, desk } = world
  let before = world.atRest
  let died = crashes.count
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (random.chance(0.15)) crashes.arm(random, 60)
    await cloud.workers.tick().catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error
    })
    // Asking ten queues that are empty would take most of the time.
    const mayHaveMessages =
      crashes.sent > world.drained || crashes.count > died || clock.now() < world.messagesUntil
    world.drained = crashes.sent
    if (mayHaveMessages) await cloud.workers.drain()
    if (crashes.count > died) world.messagesUntil = clock.now() + LEASE_MS
    died = crashes.count
    crashes.disarm()
    await cloud.inbox.idle()
    clock.advanceTo(clock.now() + ROUND_SECONDS * 1000)
    const open = await desk.digests.open()
    const state = JSON.stringify(
      open.map(({ version, ...rest }) => [rest.status, rest.revision, rest.attempt, version]),
    )
    if (state === before && !(await isBusy(world, nowOf(clock), open))) {
      world.atRest = state
      return open
    }
    before = state
  }
  world.breach(`it does not come to rest at ${nowOf(clock)}: ${before}`)
  return desk.digests.open()
}

/** When something of the newsletters or the open digests is due next. */
const nextDue = async ({ desk }: World, open: readonly Digest[], now: Instant): Promise<Instant[]> => {
  const due: Instant[] = []
  for (const newsletter of await desk.newsletters.all()) {
    const [slot] = slotsBetween(newsletter, newsletter.slotsHandledThrough, plusDays(now, 40))
    if (slot !== undefined) due.push(plusSeconds(slot.at, -draftLeadSeconds))
  }
  for (const digest of open) {
    due.push(...[24, 2, 0].map((hours) => plusSeconds(digest.dueAt, -hours * 3600)))
    // Its deadline, where it was drafted late or resumed.
    for (const from of [digest.cutOffAt, digest.movedAt])
      if (from) due.push(plusSeconds(from, leastApprovalSeconds))
    if (digest.paused?.until !== undefined) due.push(digest.paused.until)
    const audience = digest.attempt === undefined ? undefined : await desk.ledger.audience(digestKey(digest))
    due.push(...(audience?.waves.map(({ dueAt }) => dueAt) ?? []))
  }
  return due.filter((at) => at > now)
}

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.filter((one) => one !== undefined).toSorted()[0]

/** Plans the changes of zone and slot, and the outages: one of three weeks in a long run, and short ones. */
const planTroubles = (world: World, timeline: Timeline, weeks: number): void => {
  const { desk, clock, random } = world
  const at = (week: number): Instant => plusSeconds(plusDays(START, week * 7), random.int(0, 7 * 24 * 3600))
  const change = async (): Promise<void> => {
    const slug = random.pick(['edited', 'automatic'])
    const weekday = random.pick(WEEKDAYS)
    const asked = random.chance(0.5)
      ? { zone: random.pick(ZONES) }
      : { slot: { weekday, time: random.pick(['07:00', '02:30', '23:45', '00:10']) } }
    await desk.setSchedule(slug, asked, { by: 'Dia', why: 'As the seed has it' })?.catch((error: unknown) => {
      if (!(error instanceof ExpectedError || error instanceof Crash)) throw error
    })
  }
  for (let week = 2; week < weeks - 3; week += random.int(2, 7)) timeline.add(at(week), change)
  for (let week = 3; week < weeks - 4; week += random.int(6, 14))
    timeline.add(at(week), async () => clock.advanceTo(clock.now() + random.int(1, 60) * 3_600_000))
  if (weeks >= 26)
    timeline.add(at(random.int(4, weeks - 8)), async () =>
      clock.advanceTo(clock.now() + random.int(14, 21) * 86_400_000),
    )
}

/** Weeks behind the others in which nothing new is posted, so that all that is to be told is told. */
const QUIET_WEEKS = 3
/** So long before the end a digest may be held, and go out when the simulation is over. */
const LAST_DAYS = 8

export const runYear = async ({
  seed,
  weeks,
  backlog = [],
  complain = () => {},
}: YearOptions): Promise<Year> => {
  const random = new Seeded(seed)
  const folder = temporaryFolder()
  const clock = startVirtualClock(msOf(START))
  const stopSpending = spendTemplateSeconds(clock)
  const breaches: string[] = []
  const breach = (words: string): void => {
    breaches.push(words)
    complain(`BREACH ${words}`)
  }
  const cloud = await startLocalCloud({ dataDir: folder.path, senderDomain: SENDER_DOMAIN, stage, port: 0 })
  const crashes = startCrashes()
  try {
    const desk = wireDesk()
    const world: World = {
      atRest: '',
      drained: 0,
      messagesUntil: 0,
      desk,
      cloud,
      clock,
      crashes,
      random,
      breach,
    }
    const timeline = new Timeline()
    const stories = new Map<string, Map<string, number | undefined>>()
    for (const newsletter of newsletters()) {
      const { slug } = newsletter
      const own = new Map<string, number | undefined>()
      stories.set(slug, own)
      if (slug === 'edited')
        for (const { post } of readPosts(backlog, { say: () => {}, complain }))
          own.set((await desk.submitPost(newsletter, post)).post.id, undefined)
      await addReaders(desk, slug)
      await desk.newsletters.put(newsletter)
      for (let week = 0; week < weeks; week += 1)
        for (const { at, post, story } of weekOfPosts(
          random,
          plusDays(START, 7 * week),
          week * 100,
          slug === 'edited' ? [0, 30] : [1, 10],
        ))
          timeline.add(
            at,
            async () => {
              const latest = (await desk.newsletters.get(slug)) ?? newsletter
              own.set((await desk.submitPost(latest, post)).post.id, story)
            },
            true,
          )
    }
    planTroubles(world, timeline, weeks)
    const editors = startEditors(desk, random, timeline, () => nowOf(clock))
    const end = plusDays(START, 7 * (weeks + QUIET_WEEKS))
    for (let open = await settle(world); nowOf(clock) < end; ) {
      const dues = await nextDue(world, open, nowOf(clock))
      const next = earliest([timeline.next, ...dues, end]) ?? end
      clock.advanceTo(msOf(next))
      const acts = timeline.take(nowOf(clock))
      for (const { run } of acts) await run()
      if (acts.every(({ quiet }) => quiet) && dues.every((at) => at > nowOf(clock))) continue
      open = await settle(world)
      editors.look(open, nowOf(clock))
    }
    const verdicts = new Map<string, Verdict>()
    for (const [slug, own] of stories)
      verdicts.set(
        slug,
        await judgeYear({
          desk,
          publicOrigin: cloud.publicOrigin,
          accepted: [...cloud.inbox.accepted()],
          slug,
          settledBy: plusDays(end, -LAST_DAYS),
          stories: own,
          dropped: editors.dropped,
          breach: (words) => breach(`${slug}: ${words}`),
        }),
      )
    return { breaches, verdicts, crashes: crashes.count, acts: editors.acts }
  } finally {
    crashes.restore()
    await cloud.stop()
    stopSpending()
    clock.restore()
    folder.remove()
  }
}
