import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusDays, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { sampleNewsletter, samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { LOST_ANSWERS } from '#tests/support/lost-answers.ts'
import { lateStories } from './late-stories.ts'
import { putBelievableReaders } from './readers.ts'
import type { VirtualCloud } from './virtual-cloud.ts'

/** A Saturday. */
export const BEGINS: Instant = toInstant('2026-11-14T09:00:00Z')
/** In the middle of the first digest's waves. */
export const SENDING: Instant = toInstant('2026-11-17T12:20:00Z')
const LAST_WAVE: Instant = toInstant('2026-11-17T16:50:00Z')
const ALL_SENT: Instant = toInstant('2026-11-18T03:00:00Z')
/** The second digest is drafted, and goes out the day after tomorrow. */
export const CURATING: Instant = toInstant('2026-11-22T09:20:00Z')

const READERS = 2480

const BERLIN_TUESDAYS = {
  zone: 'Europe/Berlin',
  slot: { weekday: 'tuesday' as const, time: '07:00' },
  slotsHandledThrough: BEGINS,
  createdAt: BEGINS,
}

const ADA = { by: 'Ada Marlow', person: 'ada-marlow' }
const BEN = { by: 'Ben Okoro', person: 'ben-okoro' }

/** Some mails bounce, some come late, somebody complains. */
const USUAL: FaultRule[] = [
  { match: { probability: 0.008, seed: 3 }, fault: { kind: 'outcome', outcome: 'hard bounce' } },
  { match: { probability: 0.02, seed: 5 }, fault: { kind: 'outcome', outcome: 'delayed, then delivered' } },
  { match: { recipient: 'olu.60@example.net' }, fault: { kind: 'outcome', outcome: 'complaint' } },
]
const REFUSED: FaultRule = {
  match: { recipient: 'jun.40@post.example' },
  fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' },
}

const newestOf = async ({ desk }: VirtualCloud, { slug }: Newsletter): Promise<Digest> => {
  const [digest] = await desk.digests.latest(slug, 1)
  if (digest === undefined) throw new Error(`${slug} has no digest`)
  return digest
}

/** The sample newsletter, as one whose readers live on all continents. */
const putNewsletter = async ({ desk }: VirtualCloud): Promise<Newsletter> => {
  const sample = sampleNewsletter(BERLIN_TUESDAYS)
  const newsletter: Newsletter = {
    ...sample,
    localHour: true,
    languages: ['de'],
    categories: sample.categories.map((category) => ({ ...category, dripPerWeek: 1 })),
  }
  await desk.newsletters.put(newsletter)
  return newsletter
}

/** The first digest is drafted, approved, and half sent. */
export const untilHalfSent = async (cloud: VirtualCloud) => {
  const { desk } = cloud
  const newsletter = await putNewsletter(cloud)
  const isOld = ({ publishedAt }: SubmittedPost): boolean => (publishedAt ?? '') < BEGINS
  const posts = samplePosts(CURATING)
  for (const post of posts.filter(isOld)) await desk.submitPost(newsletter, post)
  await putBelievableReaders(newsletter, READERS)
  cloud.inbox.setFaults([...USUAL, REFUSED])
  await cloud.goTo(plusDays(BEGINS, 1))
  const first = await newestOf(cloud, newsletter)
  await approve(cloud, first)
  await cloud.goTo(SENDING)
  return { newsletter, first, newer: posts.filter((post) => !isOld(post)) }
}

/** As an editor does who looked at it. */
export const approve = async ({ desk }: VirtualCloud, digest: Digest): Promise<void> => {
  const { hash } = await desk.previewDigest(digest, digest.revision)
  await desk.approveDigest(digest, { revision: digest.revision, editionHash: hash, ...BEN, hold: true })
}

type HalfSent = Awaited<ReturnType<typeof untilHalfSent>>

/** What two editors do to a draft, a minute or some apart. */
const curate = async (cloud: VirtualCloud, draft: Digest): Promise<void> => {
  const { desk } = cloud
  const content = await desk.digests.content(draft, draft.revision)
  const [, justice, border] = content?.sections ?? []
  const [first = '', unwanted = ''] = border?.entries ?? []
  const idOf = (words: string): string =>
    content?.entries.find(({ title }) => title.includes(words))?.post ?? first
  const [silence, redacted, archive] = [
    idOf('Radio Sarrow'),
    idOf('<redacted>'),
    justice?.entries.at(-1) ?? '',
  ]
  const steps: [typeof ADA, AskedEdit][] = [
    [BEN, { verb: 'lead', post: silence, forEveryone: true }],
    [BEN, { verb: 'move', post: archive, category: justice?.category ?? '', to: 0 }],
    [BEN, { verb: 'drop', post: unwanted }],
    [BEN, { verb: 'pin', post: redacted }],
    [
      ADA,
      {
        verb: 'title',
        post: silence,
        text: 'Radio Sarrow silent for a twelfth day while the regulator withholds its licence',
      },
    ],
    [ADA, { verb: 'subject', subject: 'Twelve days without Radio Sarrow' }],
    [
      ADA,
      {
        verb: 'note',
        note: { text: 'If you hear Radio Sarrow again before we do, write to us.', signed: 'Ada' },
      },
    ],
  ]
  let base = draft.revision
  for (const [editor, edit] of steps) {
    base = (await desk.editDigest(draft, editor, [edit], base)).content.revision
    await cloud.goTo(plusSeconds(systemClock(), 130))
  }
}

/** The first digest is sent, but for who is uncertain; the second is drafted, and was edited by two. */
export const untilCurated = async (cloud: VirtualCloud, { newsletter, newer }: HalfSent) => {
  const { desk } = cloud
  cloud.inbox.setFaults(USUAL)
  await cloud.goTo(LAST_WAVE)
  cloud.inbox.setFaults(LOST_ANSWERS)
  await cloud.goTo(ALL_SENT)
  cloud.inbox.setFaults([])
  for (const post of newer) await desk.submitPost(newsletter, post)
  await cloud.goTo(CURATING)
  for (const post of lateStories(systemClock())) await desk.submitPost(newsletter, post)
  const draft = await newestOf(cloud, newsletter)
  await curate(cloud, draft)
  const edited = await newestOf(cloud, newsletter)
  const { revision } = edited
  await desk.askForJob(newsletter.slug, { kind: 'dry-run', digest: digestKey(draft), revision }, ADA.by)
  await cloud.work()
  return edited
}
