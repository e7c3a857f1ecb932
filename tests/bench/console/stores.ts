import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { jobId } from '#functions/core/job-id.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { aJob } from '#tests/support/builders.ts'
import type { ManyProcesses } from '#tests/support/many-processes.ts'
import { seedReaders } from '#tests/support/seed-readers.ts'
import { editOften } from './edit-often.ts'
import { benchNewsletter } from './newsletters.ts'
import { putPast } from './put-past.ts'
import { putWaiting } from './put-stories.ts'
import { sendUntil } from './send-until.ts'
import { type Story, storiesOf } from './stories.ts'

export interface Sizes {
  /** Of each of the two newsletters. */
  readonly readers: number
  readonly posts: number
  readonly backlog: number
  readonly fresh: number
}

/** What the pages are asked for. */
export interface Stores {
  readonly newsletter: string
  readonly draft: DigestRef
  readonly sent: DigestRef
  /** In the middle of being sent, of a newsletter of its own. */
  readonly sending: DigestRef
  readonly waitingPost: string
  readonly draftedPost: string
  readonly sentPost: string
  readonly importJob: string
}

/** Of a draft: what its eight categories drip is among them. */
export const ENTRIES = 40
const DRIPPED = 8
export const REVISIONS = 60
const TRIAGED = 20
const IMPORTS = 12
/** Every so many mails one is refused, for good. */
const REFUSED_EVERY = 500

/** Imports of the latest days; answers with the newest. */
const putImports = async (desk: Desk, newsletter: string, now: Instant): Promise<string> => {
  const ids = Array.from({ length: IMPORTS }, (_, index) => {
    const askedAt = plusSeconds(now, -3600 * (IMPORTS - index))
    return { askedAt, id: jobId(askedAt, 'import') }
  })
  const result = { kind: 'import' as const, found: 120, added: 80, updated: 30, kept: 10, warnings: [] }
  for (const { askedAt, id } of ids) {
    const task = { kind: 'import', upload: `${newsletter}.${'s'.repeat(32)}`, file: 'archive.html' } as const
    const ended = { status: 'done', result, endedAt: plusSeconds(askedAt, 20) } as const
    await desk.jobs.create(aJob({ newsletter, id, task, askedAt, ...ended }))
  }
  return ids.at(-1)?.id ?? ''
}

const firstOf = <T>(all: readonly T[]): T => {
  const [first] = all
  if (first === undefined) throw new RangeError('There is none.')
  return first
}

/** Fills the stores of a local cloud. Digests are drafted, edited, frozen and sent by the code that does it anywhere; posts, readers and digests of earlier weeks are written straight. */
export const fillStores = async (
  many: ManyProcesses,
  { readers, posts, backlog, fresh }: Sizes,
  say: (line: string) => void,
): Promise<Stores> => {
  const { desk, simulator } = many
  const now = systemClock()
  const newsletter = benchNewsletter('weekly', now)
  const { slug } = newsletter
  const stories = storiesOf(newsletter, now)
  const young = (count: number): Story[] => stories({ count, receivedAt: now, daysAgo: [0, 6] })

  say('  readers and posts …')
  await simulator.setAccount({ maxSendRate: 1_000_000, max24HourSend: -1 })
  await simulator.setFaults([
    {
      operation: 'SendBulkEmail',
      match: { every: REFUSED_EVERY },
      fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' },
    },
  ])
  await seedReaders(slug, readers)
  await putPast(desk, newsletter, stories, { posts: posts - backlog - fresh - ENTRIES, readers, now })
  await putWaiting(newsletter, young(ENTRIES), now)
  await desk.newsletters.put(newsletter)

  say('  a digest for all of them …')
  const sent = await sendUntil(many, slug, ({ status }) => status === 'sent')
  const told = await desk.digests.content(sent, 1)

  say('  a draft …')
  const old = stories({ count: backlog, receivedAt: now, daysAgo: [20, 400] })
  await putWaiting(newsletter, [...old, ...young(ENTRIES - DRIPPED)], now)
  const handled = (await desk.newsletters.get(slug)) ?? newsletter
  const { digest: draft } = await desk.draftNext(handled, 'Ada Marlow')
  const drafted = await editOften(desk, draft, REVISIONS)
  const arrived = young(fresh - ENTRIES + DRIPPED)
  await putWaiting(newsletter, arrived, now)
  for (const [index, { post }] of arrived.slice(0, 2 * TRIAGED).entries())
    await desk.triage(newsletter, post.id, { verb: index % 2 === 0 ? 'accept' : 'drop' })
  const importJob = await putImports(desk, slug, now)

  say('  a digest that half of its readers have …')
  const other = benchNewsletter('second', systemClock())
  await seedReaders(other.slug, readers)
  await putWaiting(other, storiesOf(other, now)({ count: ENTRIES, receivedAt: now, daysAgo: [0, 6] }), now)
  await desk.newsletters.put(other)
  const isCounted = async (): Promise<boolean> =>
    (await desk.audienceEstimate(digestRefOf(draft)))?.basis === 'dry-run'
  const sending = await sendUntil(
    many,
    other.slug,
    async (_, accepted) => accepted >= readers / 2 && (await isCounted()),
  )
  return {
    newsletter: slug,
    draft: digestRefOf(draft),
    sent,
    sending,
    waitingPost: firstOf(arrived.slice(2 * TRIAGED)).post.id,
    draftedPost: firstOf(drafted.entries).post,
    sentPost: firstOf(told?.entries ?? []).post,
    importJob,
  }
}
