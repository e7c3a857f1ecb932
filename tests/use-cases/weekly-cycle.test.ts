import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { staleWords } from '#functions/core/attend-draft.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { approveAutomatically } from '#functions/core/digest-verbs.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict, Invalid } from '#functions/core/errors.ts'
import { msOf, plusDays, plusSeconds } from '#functions/core/instant.ts'
import { type Newsletter, WEEKDAYS } from '#functions/core/newsletter.ts'
import type { Post, SubmittedPost } from '#functions/core/post.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import { claimSlots } from '#functions/use-cases/claim-slots.ts'
import type { DraftRequest } from '#functions/use-cases/draft-digest.ts'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'
import { sqsClient } from '#functions/wiring/clients.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const cloud = await startTestCloud({ draftLeadSeconds: 2 * DAY })
const { control, digests, posts } = cloud.desk
const ADA = { by: 'Ada Admin', why: 'a fire' }
const NEVER = '9999-12-31'

const made: string[] = []

/** A newsletter whose next slot is so many hours away. No sweep of its readers, and nothing of it once its test is over, keeps the others waiting. */
const newsletterIn = async (hours: number, over: Partial<Newsletter> = {}): Promise<Newsletter> => {
  const due = slotAt(plusSeconds(cloud.now(), hours * HOUR), 'UTC')
  const newsletter = await cloud.newsletter({
    ...due,
    slotsHandledThrough: cloud.now(),
    sweptOn: NEVER,
    ...over,
  })
  made.push(newsletter.slug)
  return newsletter
}

const read = async ({ slug }: Pick<Newsletter, 'slug'>): Promise<Newsletter> => {
  const newsletter = await cloud.desk.newsletters.get(slug)
  if (newsletter === undefined) throw new Error(`No newsletter ${slug}`)
  return newsletter
}

afterEach(async () => {
  for (const slug of made.splice(0)) {
    const { claimedSlots: _, ...newsletter } = await read({ slug })
    await cloud.desk.newsletters.put({ ...newsletter, slotsHandledThrough: plusDays(cloud.now(), 3650) })
    for (const digest of await digests.latest(slug, 5))
      if (['draft', 'approved', 'held', 'approving'].includes(digest.status))
        await control.cancel(digest, ADA)
  }
})

const latest = async (digest: DigestRef): Promise<Digest> => {
  const found = await digests.get(digest)
  if (found === undefined) throw new Error(`No digest ${digestKey(digest)}`)
  return found
}

const contentOf = async (digest: Digest): Promise<Content> => {
  const content = await digests.content(digest, digest.revision)
  if (content === undefined) throw new Error(`No content of ${digestKey(digest)}`)
  return content
}

const told = async (digest: Digest): Promise<string[]> =>
  (await contentOf(digest)).entries.map(({ title }) => title).toSorted()

/** Moves the clock to so many hours after a digest is due, or before it, and steps. */
const stepAt = async (digest: Digest, hours: number): Promise<Digest> => {
  cloud.clock.advanceTo(msOf(plusSeconds(digest.dueAt, hours * HOUR)))
  await cloud.step()
  return latest(digest)
}

/** The draft of a newsletter's next slot, as soon as it is drafted ahead of it. */
const draftOf = async (newsletter: Newsletter): Promise<Digest> => {
  await cloud.step()
  const digest = await cloud.newest(newsletter)
  if (digest?.status !== 'draft') throw new Error(`Not a draft: ${JSON.stringify(digest)}`)
  return digest
}

/** The draft of the slot a week after a digest. */
const nextDraft = async (newsletter: Newsletter, digest: Digest): Promise<Digest> => {
  await stepAt(digest, 7 * 24 - 48)
  const next = await cloud.newest(newsletter)
  if (next === undefined || next.date <= digest.date) throw new Error(`No draft after ${digestKey(digest)}`)
  return next
}

/** A newsletter with its draft of two stories, two days ahead of its slot. */
const drafted = async (over: Partial<Newsletter> = {}, stories = 2) => {
  const newsletter = await newsletterIn(48, over)
  const own: Post[] = []
  for (let count = 0; count < stories; count += 1) own.push(await cloud.post(newsletter))
  const reader = await cloud.reader(newsletter)
  return { newsletter, posts: own, reader, digest: await draftOf(newsletter) }
}

const approve = async (digest: Digest, by = 'Eve Editor'): Promise<Digest> => {
  const { revision } = await latest(digest)
  const { hash } = await cloud.desk.previewDigest(digest, revision)
  await cloud.desk.approveDigest(digest, { revision, editionHash: hash, by })
  await cloud.workers.drain()
  return latest(digest)
}

const edit = async (digest: Digest, ...edits: AskedEdit[]): Promise<Digest> =>
  (await cloud.desk.editDigest(digest, { by: 'Eve Editor' }, edits)).digest

/** Steps on until a digest is over or waits for a person. */
const settled = async (digest: Digest): Promise<Digest> => {
  for (let steps = 0; steps < 30; steps += 1) {
    const now = await latest(digest)
    if (now.closedAt !== undefined || now.status === 'held' || now.status === 'paused') return now
    await cloud.step(15)
  }
  throw new Error(`It did not settle: ${JSON.stringify(await latest(digest))}`)
}

/** Approves a draft, and sends it when it is due. */
const sent = async (digest: Digest): Promise<Digest> => {
  await approve(digest)
  await stepAt(digest, 0)
  const over = await settled(digest)
  expect(over).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  return over
}

/** Those of the posts that no digest holds. */
const free = async (own: readonly Post[]): Promise<string[]> => {
  const rows = await Promise.all(own.map(({ newsletter, id }) => posts.get(newsletter, id)))
  const unused = await cloud.desk.unusedOnly()(rows.flatMap((post) => post ?? []))
  return unused.map(({ id }) => id).toSorted()
}
const idsOf = (own: readonly { id: string }[]): string[] => own.map(({ id }) => id).toSorted()

const page = async (digest: DigestRef): Promise<{ status: number; html: string }> => {
  const response = await fetch(`${cloud.publicOrigin}${pagePath(digest)}`)
  return { status: response.status, html: await response.text() }
}

const mailOf = (digest: Digest) => {
  const [mail] = cloud.accepted(digest)
  if (mail === undefined) throw new Error(`No mail of ${digestKey(digest)}`)
  return cloud.inbox.message(mail.messageId)
}

test('a draft is there two days ahead of its slot, and not before', async () => {
  const newsletter = await newsletterIn(50)
  await cloud.post(newsletter)
  await cloud.step()
  expect(await cloud.newest(newsletter)).toBeUndefined()
  cloud.pass(2 * HOUR)
  const digest = await draftOf(newsletter)
  const ahead = msOf(digest.dueAt) - msOf(digest.cutOffAt)
  expect(ahead).toBeLessThanOrEqual(2 * DAY * 1000)
  expect(ahead).toBeGreaterThan(2 * DAY * 1000 - 120_000)
})

describe('where a person approves', () => {
  test('they are reminded a day and two hours before, then it is held, and goes out once resumed and approved', async () => {
    const { digest } = await drafted()
    expect(await stepAt(digest, -24.1)).not.toHaveProperty('reminded')
    expect(await stepAt(digest, -24)).toMatchObject({ status: 'draft', reminded: 24, owed: ['reminder'] })
    const handedOut = await stepAt(digest, -23)
    expect(handedOut).not.toHaveProperty('owed')
    expect(await stepAt(digest, -3)).toEqual(handedOut)
    expect(await stepAt(digest, -2)).toMatchObject({ status: 'draft', reminded: 2, owed: ['reminder'] })
    const held = await stepAt(digest, 0)
    expect(held).toMatchObject({ status: 'held', reason: 'Nobody approved it before its deadline.' })
    expect(held.owed).toEqual(['held'])
    await stepAt(digest, 5)
    expect(cloud.accepted(digest)).toEqual([])

    expect(await control.resume(digest, ADA)).toMatchObject({ status: 'draft' })
    await cloud.step()
    await approve(digest)
    const over = await settled(digest)
    expect(over).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
    await expectPromiseKept(cloud, over)
  })

  test('that was approved is held when nothing ran for 13 hours past its time, and goes out once resumed', async () => {
    const { digest } = await drafted()
    await approve(digest)
    const waits = await stepAt(digest, -2)
    expect(waits).toMatchObject({ status: 'approved' })
    expect(waits).not.toHaveProperty('reminded')
    const held = await stepAt(digest, 13)
    expect(held).toMatchObject({
      status: 'held',
      reason: staleWords({ leastApprovalSeconds: 4 * HOUR, staleSeconds: 12 * HOUR }),
    })
    await stepAt(digest, 14)
    expect(cloud.accepted(digest)).toEqual([])
    expect(await control.resume(digest, ADA)).toMatchObject({ status: 'approved' })
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })

  test('the next draft skips an older one that nobody approved, and has its posts', async () => {
    const { newsletter, posts: own, digest } = await drafted()
    expect(await stepAt(digest, 0)).toMatchObject({ status: 'held' })
    const next = await nextDraft(newsletter, digest)
    expect(await latest(digest)).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining(`${digestKey(next)} was drafted, which has its posts`),
    })
    expect(await told(next)).toEqual(own.map(({ title }) => title).toSorted())
    expect(await approve(next)).toMatchObject({ status: 'approved' })
  })
})

describe('where it goes out unless someone holds it', () => {
  const automatic = { approval: 'automatic' } as const

  test('it is approved and goes out at its time, by itself', async () => {
    const { digest, posts: own } = await drafted(automatic)
    expect(await stepAt(digest, -0.1)).toMatchObject({ status: 'draft' })
    await stepAt(digest, 0)
    const over = await settled(digest)
    expect(over).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
    expect(over.approval).toMatchObject({ by: 'Gazette', automatic: true })
    expect(over.approval?.editionHash).toMatch(/^[0-9a-f]{64}$/)
    expect(over).not.toHaveProperty('reminded')
    expect(await free(own)).toEqual([])
  })

  test('a hold keeps it, until it is resumed', async () => {
    const { digest } = await drafted(automatic)
    await control.hold(digest, ADA)
    for (const hours of [-1, 0, 8]) expect(await stepAt(digest, hours)).toMatchObject({ status: 'held' })
    expect(cloud.accepted(digest)).toEqual([])
    await control.resume(digest, ADA)
    await stepAt(digest, 11)
    expect(cloud.accepted(digest), 'four hours are left to look').toEqual([])
    await stepAt(digest, 12.1)
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })

  test('one whose approval is refused is held with the reason, and not asked about again', async () => {
    const { digest } = await drafted(automatic)
    const content = await contentOf(digest)
    const entries = content.entries.map((entry) => ({ ...entry, excerpt: 'Too long. '.repeat(12_000) }))
    await digests.saveContent(digest, { ...content, entries, revision: 2 })
    await digests.replace({ ...(await latest(digest)), revision: 2 })
    await stepAt(digest, 0)
    const held = await stepAt(digest, 0.1)
    expect(held).toMatchObject({ status: 'held', reason: expect.stringMatching(/^The mail has \d+ kB/) })
    expect(held).not.toHaveProperty('approval')
    const toldOf = await stepAt(digest, 1)
    for (const hours of [2, 20]) expect(await stepAt(digest, hours)).toEqual(toldOf)
    expect(toldOf).toMatchObject({ status: 'held', reason: held.reason })
    expect(cloud.accepted(digest)).toEqual([])
  })
})

describe('where four eyes are wanted', () => {
  const fourEyes = { approval: 'four-eyes' } as const

  test('who edited it last does not approve it, and another does', async () => {
    const { digest, posts: own } = await drafted(fourEyes)
    await edit(digest, { verb: 'lead', post: own[0]?.id ?? '', forEveryone: true })
    for (const name of ['Eve Editor', ' eve editor '])
      await expect(approve(digest, name)).rejects.toThrow('Eve Editor edited it last.')
    expect(await latest(digest)).toMatchObject({ status: 'draft' })
    expect(await approve(digest, 'Ben')).toMatchObject({ status: 'approved', approval: { by: 'Ben' } })
  })

  test('anybody approves what nobody edited', async () => {
    const { digest } = await drafted(fourEyes)
    expect(await approve(digest, 'Eve Editor')).toMatchObject({ status: 'approved' })
  })

  test('nobody approving it, it is held at its deadline', async () => {
    const { digest } = await drafted(fourEyes)
    expect(await stepAt(digest, 0)).toMatchObject({
      status: 'held',
      reason: expect.stringMatching(/^Nobody/),
    })
  })
})

describe('another time', () => {
  const timeOf = (digest: Digest, hours: number): string =>
    plusSeconds(digest.dueAt, hours * HOUR).slice(0, 'YYYY-MM-DDTHH:MM'.length)

  test('that is later keeps it from going out at the former one', async () => {
    const { digest } = await drafted()
    await approve(digest)
    const moved = await cloud.desk.reschedule(digest, timeOf(digest, 5), ADA)
    expect(moved).toMatchObject({ status: 'approved', dueAt: plusSeconds(digest.dueAt, 5 * HOUR) })
    await stepAt(digest, 0)
    expect(await stepAt(digest, 4.9)).toMatchObject({ status: 'approved' })
    expect(cloud.accepted(digest)).toEqual([])
    await stepAt(digest, 5)
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
    expect((await cloud.desk.acts.list(digest)).map(({ verb }) => verb)).toEqual(['reschedule'])
  })

  test('that is earlier sends it earlier, and moves the deadline and its reminders', async () => {
    const { digest } = await drafted()
    await cloud.desk.reschedule(digest, timeOf(digest, -20), ADA)
    expect(await stepAt(digest, -43.9)).toMatchObject({ reminded: 24 })
    await approve(digest)
    await stepAt(digest, -20)
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })

  test('of one that was held past its deadline leaves people time to approve it', async () => {
    const { digest } = await drafted()
    await stepAt(digest, 0)
    await cloud.desk.reschedule(digest, timeOf(digest, 30), ADA)
    await control.resume(digest, ADA)
    expect(await stepAt(digest, 29)).toMatchObject({ status: 'draft', reminded: 2 })
    expect(await stepAt(digest, 30)).toMatchObject({ status: 'held' })
  })

  test('must lie ahead', async () => {
    const { digest } = await drafted()
    await expect(cloud.desk.reschedule(digest, timeOf(digest, -49), ADA)).rejects.toThrow(Invalid)
    expect(await latest(digest)).toEqual(digest)
  })

  test('comes too late for one whose readers are frozen', async () => {
    const { digest, newsletter } = await drafted()
    cloud.clock.advanceTo(msOf(digest.dueAt) - 10_000)
    await approve(digest)
    cloud.pass(10)
    const frozen = await cloud.frozen(newsletter, 50)
    expect(frozen.attempt).toBeDefined()
    await expect(cloud.desk.reschedule(frozen, timeOf(digest, 5), ADA)).rejects.toThrow(Conflict)
    await expect(edit(frozen, { verb: 'drop', post: 'any' })).rejects.toThrow(Conflict)
    expect(await latest(digest)).toEqual(frozen)
  })
})

describe('a pause of the newsletter', () => {
  test('lets its slots pass as skipped, with the reason, and the next one after it is drafted', async () => {
    const newsletter = await newsletterIn(50)
    const { title } = await cloud.post(newsletter)
    await cloud.reader(newsletter)
    await cloud.desk.set.pause(newsletter.slug, ADA)
    cloud.pass(3 * HOUR)
    await cloud.step()
    expect(await cloud.newest(newsletter), 'the pause may end before the slot').toBeUndefined()
    cloud.pass(48 * HOUR)
    await cloud.step()
    const skipped = await cloud.newest(newsletter)
    expect(skipped).toMatchObject({ status: 'skipped', reason: 'The newsletter is paused: a fire' })

    await cloud.desk.set.resume(newsletter.slug, ADA)
    await cloud.step()
    expect(await cloud.newest(newsletter)).toEqual(skipped)
    const next = await nextDraft(newsletter, skipped as Digest)
    expect(await told(next)).toEqual([title])
  })

  test('that ends before the slot has it drafted then', async () => {
    const newsletter = await newsletterIn(50)
    await cloud.post(newsletter)
    await cloud.desk.set.pause(newsletter.slug, ADA)
    cloud.pass(20 * HOUR)
    await cloud.step()
    await cloud.desk.set.resume(newsletter.slug, ADA)
    expect(await draftOf(newsletter)).toMatchObject({ status: 'draft' })
  })

  test('holds an approved digest when it is due, until a person resumes it', async () => {
    const { digest, newsletter } = await drafted()
    await approve(digest)
    await cloud.desk.set.pause(newsletter.slug, ADA)
    expect(await stepAt(digest, -1)).toMatchObject({ status: 'approved' })
    expect(await stepAt(digest, 0)).toMatchObject({
      status: 'held',
      reason: 'The newsletter is paused: a fire',
    })
    await cloud.desk.set.resume(newsletter.slug, ADA)
    expect(await stepAt(digest, 1)).toMatchObject({ status: 'held' })
    await control.resume(digest, ADA)
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })
})

test('with fewer entries than the newsletter asks for it is skipped with the numbers, and its posts are in the next', async () => {
  const newsletter = await newsletterIn(48, { minimumEntries: 3 })
  await cloud.reader(newsletter)
  const thin = [await cloud.post(newsletter), await cloud.post(newsletter)]
  await cloud.step()
  const skipped = (await cloud.newest(newsletter)) as Digest
  expect(skipped).toMatchObject({
    status: 'skipped',
    reason: 'It would have 2 of the at least 3 entries that the newsletter asks for; they wait for the next.',
  })
  const third = await cloud.post(newsletter)
  const next = await nextDraft(newsletter, skipped)
  expect(await told(next)).toEqual([...thin, third].map(({ title }) => title).toSorted())
})

describe('an edit', () => {
  test('of an approved digest voids its approval and its claims, and it must be approved again', async () => {
    const { digest, posts: own } = await drafted()
    await approve(digest)
    expect(await free(own)).toEqual([])
    const edited = await edit(digest, { verb: 'pin', post: own[0]?.id ?? '' })
    expect(edited).toMatchObject({
      status: 'draft',
      revision: 2,
      reason: 'It was edited after Eve Editor had approved it.',
    })
    expect(edited).not.toHaveProperty('approval')
    expect(await free(own)).toEqual(idsOf(own))
    expect(await stepAt(digest, 0)).toMatchObject({ status: 'held' })
    expect(cloud.accepted(digest)).toEqual([])

    await control.resume(digest, ADA)
    expect(await approve(digest)).toMatchObject({ status: 'approved', approval: { revision: 2 } })
    expect(await free(own)).toEqual([])
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })

  test('that drops a post keeps it out of this digest and all later ones', async () => {
    const { newsletter, digest, posts: own } = await drafted()
    const [dropped, kept] = own as [Post, Post]
    await edit(digest, { verb: 'drop', post: dropped.id })
    const over = await sent(digest)
    expect(await told(over)).toEqual([kept.title])
    expect(mailOf(over).text).not.toContain(dropped.title)
    const fresh = await cloud.post(newsletter)
    expect(await told(await nextDraft(newsletter, over))).toEqual([fresh.title])
  })

  test('that drops a post leaves it to the next digest when this one is cancelled before its first call', async () => {
    const { newsletter, digest, posts: own } = await drafted()
    await edit(digest, { verb: 'drop', post: own[0]?.id ?? '' })
    await approve(digest)
    await control.cancel(digest, ADA)
    expect(await told(await nextDraft(newsletter, digest))).toEqual(own.map(({ title }) => title).toSorted())
  })

  test('of what another person just edited is refused, and loses nothing', async () => {
    const { digest, posts: own } = await drafted()
    const [one, other] = idsOf(own)
    const both = await Promise.allSettled([
      edit(digest, { verb: 'drop', post: one ?? '' }),
      edit(digest, { verb: 'drop', post: other ?? '' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await contentOf(await latest(digest))).dropped).toHaveLength(1)
  })
})

describe('a story', () => {
  const LOCK =
    'The keepers of the Varnholm lock opened its northern gate on Sunday for the first time in eleven years, after divers had cleared 340 tonnes of silt from the sill. Barges laden with beets queued as far as the tannery bridge, and the harbour office expects the backlog to last until Thursday.'
  const wire = (over: SubmittedPost = {}): SubmittedPost => ({
    title: 'Varnholm lock opens its northern gate after eleven years',
    publisher: 'Fen Wire',
    url: 'https://fen.example/lock',
    text: LOCK,
    ...over,
  })
  const copy = (over: SubmittedPost = {}): SubmittedPost =>
    wire({
      title: 'Northern gate of Varnholm lock opens again',
      publisher: 'The Barge Post',
      url: 'https://barge.example/gate',
      text: LOCK.replace('laden with', 'full of'),
      ...over,
    })

  test('that two publishers tell is one entry, which names the other; both posts are claimed', async () => {
    const newsletter = await newsletterIn(48)
    await cloud.reader(newsletter)
    const own = [await cloud.post(newsletter, wire()), await cloud.post(newsletter, copy())]
    const digest = await draftOf(newsletter)
    const { entries } = await contentOf(digest)
    expect(entries).toHaveLength(1)
    expect([entries[0]?.post, ...(entries[0]?.also ?? []).map(({ post }) => post)].toSorted()).toEqual(
      idsOf(own),
    )
    const over = await sent(digest)
    expect(await free(own)).toEqual([])
    for (const said of [mailOf(over).html, mailOf(over).text, (await page(over)).html])
      for (const publisher of ['Fen Wire', 'The Barge Post']) expect(said).toContain(publisher)
  })

  test('that another publisher tells a week later is not told again, nor in the week after', async () => {
    const newsletter = await newsletterIn(48)
    await cloud.reader(newsletter)
    const first = await cloud.post(newsletter, wire())
    const one = await sent(await draftOf(newsletter))
    const second = await cloud.post(newsletter, copy({ publishedAt: plusSeconds(cloud.now(), -HOUR) }))
    const other = await cloud.post(newsletter)
    const two = await nextDraft(newsletter, one)
    expect(await contentOf(two)).toMatchObject({ repeats: [{ post: second.id, of: first.id }] })
    expect(await told(two)).toEqual([other.title])
    expect(await free([second])).toEqual([second.id])
    await sent(two)
    expect(await free([second])).toEqual([])
    const last = await cloud.post(newsletter)
    const three = await nextDraft(newsletter, two)
    expect(await told(three)).toEqual([last.title])
    expect(await contentOf(three)).not.toHaveProperty('repeats')
  })
})

describe('a correction', () => {
  const TEXT = 'The lock has nine gates, not seven.'

  test('stands at the top of the next digest in HTML, text and page, is claimed, and is not in the one after', async () => {
    const { newsletter, digest, posts: own } = await drafted()
    const [wrong] = own as [Post]
    const { correctEntry } = cloud.desk
    await expect(correctEntry(digest, wrong.id, TEXT, ADA)).rejects.toThrow('edit it instead')
    const first = await sent(digest)
    await expect(correctEntry(first, 'f'.repeat(24), TEXT, ADA)).rejects.toThrow('has no entry')
    for (const words of [' ', 'x'.repeat(601)])
      await expect(correctEntry(first, wrong.id, words, ADA)).rejects.toThrow(Invalid)
    const correction = await correctEntry(first, wrong.id, TEXT, ADA)
    // The same words twice are one.
    await correctEntry(first, wrong.id, ` ${TEXT} `, ADA)
    await cloud.post(newsletter)
    const draft = await nextDraft(newsletter, first)
    expect((await contentOf(draft)).corrections).toEqual([
      { post: correction.id, title: wrong.title, url: wrong.url, date: first.date, text: TEXT },
    ])
    expect(await told(draft)).not.toContain(wrong.title)
    const second = await sent(draft)
    const { html, text } = mailOf(second)
    const entry = (await contentOf(second)).entries[0]?.title ?? ''
    for (const said of [html, text, (await page(second)).html]) {
      const top = said.indexOf(TEXT)
      expect(top).toBeGreaterThan(0)
      expect(said.indexOf(wrong.title)).toBeGreaterThan(0)
      expect(said.lastIndexOf(entry)).toBeGreaterThan(top)
      expect(said.slice(top)).toContain(entry)
      expect(said.slice(0, top)).not.toContain('>News<')
    }
    expect(text.indexOf(TEXT)).toBeLessThan(text.indexOf('Top story'))
    expect(await free([correction])).toEqual([])

    await cloud.post(newsletter)
    const third = await sent(await nextDraft(newsletter, second))
    expect(await contentOf(third)).not.toHaveProperty('corrections')
    expect(mailOf(third).text).not.toContain(TEXT)
  })

  test('waits for a digest that goes out: past one that is skipped, or cancelled', async () => {
    const { newsletter, digest, posts: own } = await drafted()
    const first = await sent(digest)
    const correction = await cloud.desk.correctEntry(first, own[0]?.id ?? '', TEXT, ADA)
    const skipped = await nextDraft(newsletter, first)
    expect(skipped).toMatchObject({ status: 'skipped' })
    await cloud.post(newsletter)
    const cancelled = await nextDraft(newsletter, skipped)
    await approve(cancelled)
    expect(await free([correction])).toEqual([])
    await control.cancel(cancelled, ADA)
    await cloud.post(newsletter)
    const last = await contentOf(await nextDraft(newsletter, cancelled))
    expect(last.corrections).toMatchObject([{ post: correction.id, text: TEXT }])
  })
})

describe('the web page of a digest', () => {
  test('is there once its sending begins, and not before, also while it is held', async () => {
    const { digest } = await drafted()
    const statuses = [(await page(digest)).status]
    await approve(digest)
    statuses.push((await page(digest)).status)
    await control.hold(digest, ADA)
    await stepAt(digest, 1)
    statuses.push((await page(digest)).status)
    await control.resume(digest, ADA)
    statuses.push((await page(digest)).status)
    expect(statuses).toEqual([404, 404, 404, 404])
    await settled(digest)
    expect((await page(digest)).status).toBe(200)
  })

  test('is never there of one that was cancelled before its first call', async () => {
    const { digest } = await drafted()
    await approve(digest)
    await control.cancel(digest, ADA)
    for (const hours of [-1, 0, 100]) {
      await stepAt(digest, hours)
      expect((await page(digest)).status).toBe(404)
    }
  })
})

describe('slots that are closer to each other than a draft is ahead', () => {
  const daily = (over: Partial<Newsletter> = {}): Partial<Newsletter> => ({
    slot: { weekday: [...WEEKDAYS], time: cloud.now().slice(11, 16) },
    ...over,
  })

  test('are none of them called missed before they passed', async () => {
    const newsletter = await newsletterIn(0, daily())
    await cloud.post(newsletter)
    await cloud.step()
    const now = cloud.now()
    const all = await digests.latest(newsletter.slug, 5)
    expect(all.filter(({ dueAt, reason = '' }) => dueAt > now && reason.includes('slot passed'))).toEqual([])
  })

  test('each bring the digest of their day, where it goes out unless someone holds it', async () => {
    const newsletter = await newsletterIn(0, daily({ approval: 'automatic' }))
    await cloud.reader(newsletter)
    for (let day = 0; day < 3; day += 1) {
      await cloud.post(newsletter, { publishedAt: plusSeconds(cloud.now(), -HOUR) })
      for (let steps = 0; steps < 12; steps += 1) await cloud.step(2 * HOUR)
    }
    const now = cloud.now()
    const passed = (await digests.latest(newsletter.slug, 10)).filter(({ dueAt }) => dueAt < now)
    expect(passed.filter(({ status }) => status === 'sent').length).toBeGreaterThanOrEqual(2)
  })
})

describe('a worker whose request fails', () => {
  class Lost extends Error {}

  /** `before`: the worker dies as it asks. `after`: what it asked for is done, but it hears of an error, and lives on. */
  type Moment = 'before' | 'after'
  const CLIENTS = [DynamoDBClient.prototype, SQSClient.prototype, S3Client.prototype, SESv2Client.prototype]
  let left = Number.POSITIVE_INFINITY
  let moment: Moment = 'before'

  beforeAll(() => {
    const restore = CLIENTS.map((prototype) => {
      const { send } = prototype
      prototype.send = async function (this: object, ...given: unknown[]) {
        left -= 1
        if (left < 0 && moment === 'before') throw new Lost()
        const answer = await Reflect.apply(send, this, given)
        if (left === -1) throw new Lost()
        return answer
      } as never
      return () => {
        prototype.send = send
      }
    })
    return () => {
      for (const one of restore) one()
    }
  })

  type Fails = (work: () => Promise<unknown>) => Promise<boolean>

  const failingAt =
    (request: number, when: Moment): Fails =>
    async (work) => {
      left = request
      moment = when
      await work().catch((error: unknown) => {
        if (!(error instanceof Lost)) throw error
      })
      const failed = left < 0
      left = Number.POSITIVE_INFINITY
      return failed
    }

  /** Each request of a worker fails once, before and after it is done, until one number is more than it asks. Answers how many those are. */
  const eachRequest = async (live: (fails: Fails, when: string) => Promise<boolean>): Promise<number> => {
    let requests = 0
    for (const when of ['before', 'after'] as const)
      for (let failed = true, request = 0; failed; request += 1) {
        failed = await live(failingAt(request, when), `${when} request ${request}`)
        requests = request
      }
    return requests
  }

  test('as it begins to send shows no page of a digest that is then held or cancelled', async () => {
    const { digest } = await drafted({}, 1)
    await approve(digest)
    expect(await stepAt(digest, 0)).toMatchObject({ status: 'approved', attempt: expect.any(String) })
    const seen: string[] = []
    for (let failed = true, request = 0; failed; request += 1) {
      failed = await failingAt(request, 'before')(wireTick())
      if ((await latest(digest)).firstCallAt !== undefined) break
      await control.hold(digest, ADA)
      if ((await page(digest)).status !== 404) seen.push(`held before request ${request}`)
      await control.resume(digest, ADA)
    }
    await control.cancel(digest, ADA)
    expect(seen).toEqual([])
  })

  test('behind the seal of its readers lets nobody give a digest another time with the readers of the former', async () => {
    const { newsletter, digest } = await drafted()
    await approve(digest)
    cloud.clock.advanceTo(msOf(digest.dueAt))
    await cloud.workers.tick()
    const freezer = wireFreezeAudience()
    for (let request = 0; (await cloud.desk.ledger.audience(digestKey(digest))) === undefined; request += 1)
      await failingAt(request, 'before')(() => deliver(freezer, digestRefOf(digest)))
    expect(await latest(digest)).not.toHaveProperty('attempt')
    await control.hold(digest, ADA)
    await cloud.reader(newsletter)
    const later = plusSeconds(digest.dueAt, 5 * HOUR).slice(0, 16)
    await expect(cloud.desk.reschedule(digest, later, ADA)).rejects.toThrow(Conflict)
    await control.resume(digest, ADA)
    expect(await settled(digest)).toMatchObject({ status: 'sent', totals: { audience: 1, accepted: 1 } })
  })

  test('in drafting leaves one digest with all posts, and skips the one before', async () => {
    const worker = wireDraftDigest()
    const requests = await eachRequest(async (fails, when) => {
      const newsletter = await newsletterIn(48)
      const own = [await cloud.post(newsletter), await cloud.post(newsletter)]
      const ref = { newsletter: newsletter.slug, kind: 'regular' } as const
      const dueAt = plusSeconds(cloud.now(), HOUR)
      await deliver(worker, { ...ref, date: '2030-01-01', dueAt })
      await control.hold({ ...ref, date: '2030-01-01' }, ADA)
      const request = { ...ref, date: '2030-01-08', dueAt: plusDays(dueAt, 7) }
      const failed = await fails(() => deliver(worker, request))
      expect(await deliver(worker, request), when).toBe(0)
      const [draft, before, ...others] = await digests.latest(newsletter.slug, 5)
      expect(others, when).toEqual([])
      expect(before?.status, when).toBe('skipped')
      expect(draft, when).toMatchObject({ status: 'draft', date: request.date })
      expect(await told(draft as Digest), when).toEqual(own.map(({ title }) => title).toSorted())
      return failed
    })
    expect(requests).toBeGreaterThan(5)
  })

  test('in an approval neither loses nor repeats a post, and all are free when it is cancelled', async () => {
    const [worker, drafter] = [wireApproveDigest(), wireDraftDigest()]
    const newsletter = await newsletterIn(48)
    let number = 0
    const requests = await eachRequest(async (fails, when) => {
      number += 1
      const own = [await cloud.post(newsletter), await cloud.post(newsletter)]
      const requestOn = (day: number) => ({
        newsletter: newsletter.slug,
        kind: 'regular' as const,
        date: plusDays(cloud.now(), 365 + 2 * number + day).slice(0, 10),
        dueAt: plusDays(cloud.now(), 365),
      })
      const ref = requestOn(0)
      await deliver(drafter, ref)
      const at = cloud.now()
      await digests.replace(approveAutomatically(await latest(ref), at))
      const failed = await fails(() => deliver(worker, digestRefOf(ref)))
      if (number % 2 === 0) {
        expect(await deliver(worker, digestRefOf(ref)), when).toBe(0)
        expect(await latest(ref), when).toMatchObject({ status: 'approved' })
        const usedIn = { digest: digestKey(ref), approvedAt: at }
        for (const { id } of own) expect(await posts.get(newsletter.slug, id), when).toMatchObject({ usedIn })
        await deliver(drafter, requestOn(1))
        expect(await digests.get(requestOn(1)), when).toMatchObject({ status: 'skipped' })
      }
      await control.cancel(ref, ADA)
      expect(await free(own), when).toEqual(idsOf(own))
      // The next round has posts of its own.
      for (const id of idsOf(own))
        await posts.claim(newsletter.slug, id, { digest: digestKey(ref), approvedAt: at }, undefined)
      await posts.retire(newsletter.slug, digestKey(ref), idsOf(own))
      return failed
    })
    expect(requests).toBeGreaterThan(10)
  })

  test('in the claim of a slot has it drafted all the same, once', async () => {
    const { environment, desk, now: clock } = cloud
    const drafts = sqsQueue<DraftRequest>(sqsClient(), environment.DRAFT_QUEUE_URL ?? '')
    const times = { draftLeadSeconds: 2 * DAY, stepLeaseSeconds: 35, leastApprovalSeconds: 3600 }
    const deps = { newsletters: desk.newsletters, digests, ledger: desk.ledger, drafts, clock, ...times }
    const requests = await eachRequest(async (fails, when) => {
      const newsletter = await newsletterIn(48)
      await cloud.post(newsletter)
      const claim = async () => claimSlots(deps, await read(newsletter))
      const failed = await fails(() => claimSlots(deps, newsletter))
      for (let ticks = 0; ticks < 2; ticks += 1) {
        cloud.pass(36)
        await claim()
        await cloud.workers.drain()
      }
      await claim()
      const [digest, ...others] = await digests.latest(newsletter.slug, 5)
      expect(others, when).toEqual([])
      expect(digest, when).toMatchObject({ status: 'draft' })
      const { claimedSlots, slotsHandledThrough } = await read(newsletter)
      expect([claimedSlots, slotsHandledThrough], when).toEqual([undefined, digest?.dueAt])
      return failed
    })
    expect(requests).toBeGreaterThan(2)
  })
})
