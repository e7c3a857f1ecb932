import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { controlDigest } from '#functions/use-cases/control-digest.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { leasesOf } from '#infra/stages.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { LOST_ANSWERS } from '#tests/support/lost-answers.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { acts, control, digests, ledger, posts } = cloud.desk
const LEASE_SECONDS = leasesOf(stage(cloud.publicOrigin)).call
const DEPS = { ledger, clock: systemClock, callLeaseSeconds: LEASE_SECONDS }
const EDITOR = { by: 'Eve Editor', why: 'A title is wrong.' }
const ADMIN = { by: 'Ada Admin', why: 'The title is right.' }

beforeEach(() => cloud.inbox.setFaults([]))

const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest
const verbs = async (digest: Digest) => (await acts.list(digest)).map(({ verb, by, why }) => [verb, by, why])
const step = async (times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) await cloud.step()
}

/** A digest of six readers whose canary, of two, is out. */
const inTheMiddle = async () => {
  const weekly = await cloud.weekly(6)
  const digest = await cloud.frozen(weekly.newsletter, 2)
  await cloud.workers.tick()
  await cloud.workers.drain()
  expect(cloud.accepted(digest)).toHaveLength(2)
  return { ...weekly, digest: await latest(digest) }
}

const nextDraft = async (newsletter: Newsletter): Promise<Digest> => {
  await cloud.nextSlot(newsletter)
  return cloud.drafted(newsletter)
}

describe('a hold', () => {
  test('keeps a draft from its approval, and an approved digest from going out, until it is resumed', async () => {
    const { newsletter } = await cloud.weekly(2)
    const draft = await cloud.drafted(newsletter)
    const held = await control.hold(draft, EDITOR)
    expect(held).toMatchObject({ status: 'held', reason: EDITOR.why })
    const { hash } = await cloud.desk.previewDigest(draft, 1)
    const approval = { revision: 1, editionHash: hash, by: 'Eve Editor' }
    await expect(cloud.desk.approveDigest(draft, approval)).rejects.toThrow('The digest is held')
    expect(await control.resume(held, EDITOR)).toMatchObject({ status: 'draft' })

    const approved = await cloud.until(newsletter, 'approved')
    await control.hold(approved, EDITOR)
    await step(3)
    expect(await latest(approved)).toMatchObject({ status: 'held' })
    expect(await latest(approved)).not.toHaveProperty('attempt')
    expect(await control.resume(approved, ADMIN)).toMatchObject({ status: 'approved' })
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 2 } })
    expect((await verbs(sent)).map(([verb]) => verb)).toEqual(['hold', 'resume', 'hold', 'resume'])
  })
})

test('an approved digest that is held and then edited stays held for its reason, and nobody did more than they did', async () => {
  const { newsletter } = await cloud.weekly(1)
  const approved = await cloud.until(newsletter, 'approved')
  await control.hold(approved, { ...EDITOR, why: 'legal' })
  await cloud.desk.editDigest(approved, { by: 'Eve Editor' }, [{ verb: 'subject', subject: 'Another' }])
  expect(await latest(approved)).toMatchObject({ status: 'held', reason: 'legal' })
  expect(await latest(approved)).toHaveProperty('revoked')
  cloud.pass(1)
  expect(await control.resume(approved, ADMIN)).toMatchObject({ status: 'draft' })
  expect(await verbs(approved)).toEqual([
    ['hold', EDITOR.by, 'legal'],
    ['resume', ADMIN.by, ADMIN.why],
  ])
})

test('a draft that is skipped leaves its posts to the next digest', async () => {
  const { newsletter, posts: all } = await cloud.weekly(1)
  const skipped = await control.skip(await cloud.drafted(newsletter), EDITOR)
  expect(skipped).toMatchObject({ status: 'skipped', reason: EDITOR.why })
  await expect(control.resume(skipped, EDITOR)).rejects.toThrow(Conflict)
  const next = await nextDraft(newsletter)
  const content = await digests.content(next, 1)
  expect(content?.entries.map(({ post }) => post).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
})

describe('a pause', () => {
  test('in the middle lets nobody else be called, and a resume all who wait', async () => {
    const { newsletter, digest } = await inTheMiddle()
    const paused = await control.pause(digest, EDITOR)
    expect(paused).toMatchObject({ status: 'paused', paused: { cause: 'person' }, reason: EDITOR.why })
    await step(4)
    expect(cloud.accepted(digest)).toHaveLength(2)
    await expectPromiseKept(cloud, await latest(digest))

    await control.resume(digest, ADMIN)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 6 } })
    expect(await verbs(sent)).toEqual([
      ['pause', EDITOR.by, EDITOR.why],
      ['resume', ADMIN.by, ADMIN.why],
    ])
    await expectPromiseKept(cloud, sent)
  })

  test('of one who is already paused, or sent, changes nothing and is no act', async () => {
    const { newsletter, digest } = await inTheMiddle()
    await control.pause(digest, EDITOR)
    await expect(control.pause(digest, ADMIN)).rejects.toThrow('The digest is paused')
    await control.resume(digest, ADMIN)
    const sent = await cloud.settle(newsletter)
    await expect(control.pause(sent, EDITOR)).rejects.toThrow(Conflict)
    await expect(control.resume(sent, EDITOR)).rejects.toThrow(Conflict)
    expect(await latest(sent)).toEqual(sent)
    expect(await verbs(sent)).toHaveLength(2)
  })
})

describe('a cancel', () => {
  test('in the middle excludes who was not reached, counts and closes, and keeps the posts', async () => {
    const { newsletter, posts: used, digest } = await inTheMiddle()
    const cancelled = await control.cancel(digest, EDITOR)
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: EDITOR.why })
    await step(4)
    expect(await latest(digest), 'a worker may still be in a call').not.toHaveProperty('closedAt')
    cloud.pass(LEASE_SECONDS)
    await step(4)
    const closed = await latest(digest)
    expect(closed).toMatchObject({
      status: 'cancelled',
      reason: EDITOR.why,
      totals: { audience: 6, accepted: 2, excluded: 4, waiting: 0, failed: 0, uncertain: 0 },
      feedback: { delivered: 2 },
    })
    expect(closed.closedAt).toBeDefined()
    const standings = Object.values(await cloud.standings(digest)).toSorted()
    expect(standings).toEqual([...Array(2).fill('accepted'), ...Array(4).fill('excluded: cancelled')])
    await expectPromiseKept(cloud, closed)

    for (const { id } of used)
      expect((await posts.get(newsletter.slug, id))?.usedIn?.digest).toBe(digestKey(digest))
    const fresh = await cloud.post(newsletter)
    const next = await digests.content(await nextDraft(newsletter), 1)
    expect(next?.entries.map(({ post }) => post)).toEqual([fresh.id])
    await expect(control.resume(closed, ADMIN)).rejects.toThrow('The digest is cancelled')
  })

  test('waits for an answer that is under way, and counts who may have been mailed', async () => {
    const weekly = await cloud.weekly(2)
    const digest = await cloud.frozen(weekly.newsletter, 2)
    cloud.inbox.setFaults(LOST_ANSWERS)
    await step(1)
    await control.cancel(digest, EDITOR)
    await step(3)
    expect(await latest(digest)).toMatchObject({ totals: { uncertain: 2 } })
    expect(await latest(digest)).not.toHaveProperty('closedAt')
    cloud.pass(60)
    await step(2)
    const closed = await latest(digest)
    expect(closed).toMatchObject({ status: 'cancelled', totals: { uncertain: 2, excluded: 0 } })
    expect(closed.closedAt).toBeDefined()
  })

  test('before the first call leaves the posts to the next digest', async () => {
    const { newsletter, posts: all } = await cloud.weekly(1)
    const approved = await cloud.until(newsletter, 'approved')
    const cancelled = await control.cancel(approved, EDITOR)
    expect(cancelled.closedAt).toBeDefined()
    await step(2)
    expect(await latest(approved)).toEqual(cancelled)
    const next = await digests.content(await nextDraft(newsletter), 1)
    expect(next?.entries.map(({ post }) => post).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  })
})

describe('an act', () => {
  const aDraft = async () => cloud.drafted((await cloud.weekly(1)).newsletter)

  test('is kept with a name', async () => {
    const draft = await aDraft()
    await expect(control.hold(draft, { ...EDITOR, by: ' ' })).rejects.toThrow(Invalid)
    expect(await latest(draft)).toEqual(draft)
  })

  test('needs a digest', async () => {
    for (const verb of ['hold', 'skip', 'pause', 'resume', 'cancel'] as const)
      await expect(control[verb]({ ...(await aDraft()), date: '1999-01-01' }, EDITOR)).rejects.toThrow(
        NotFound,
      )
  })

  test('with a long reason that names an address is kept short, and without the address', async () => {
    const draft = await aDraft()
    const why = `reader@mail.example complained. ${'語'.repeat(300)}`
    await control.hold(draft, { by: '名'.repeat(99), why })
    await control.resume(draft, { by: 'Eve Editor', why })
    const kept = await acts.list(draft)
    expect(kept.map(({ verb }) => verb)).toEqual(['hold', 'resume'])
    for (const act of kept) expect(act.why).toMatch(/^…@… complained\. 語+$/)
  })

  test('that a crash kept out of the record is recorded by the next one', async () => {
    const draft = await aDraft()
    const dies = { ...acts, put: () => Promise.reject(new Error('The worker died.')) }
    const dying = controlDigest({ ...DEPS, digests, acts: dies })
    await expect(dying.hold(draft, EDITOR)).rejects.toThrow('died')
    expect(await latest(draft)).toMatchObject({ status: 'held', act: { verb: 'hold', by: EDITOR.by } })
    expect(await verbs(draft)).toEqual([])
    cloud.pass(1)
    await control.resume(draft, ADMIN)
    expect(await verbs(draft)).toEqual([
      ['hold', EDITOR.by, EDITOR.why],
      ['resume', ADMIN.by, ADMIN.why],
    ])
  })

  test('is judged by what it finds when somebody was faster', async () => {
    const draft = await aDraft()
    let reads = 0
    const racing = {
      ...digests,
      async get(ref: Digest) {
        const read = await digests.get(ref)
        reads += 1
        if (reads === 1 && read !== undefined) await digests.replace({ ...read, cutOffAt: cloud.now() })
        return read
      },
    }
    const racer = controlDigest({ ...DEPS, digests: racing, acts })
    expect(await racer.hold(draft, EDITOR)).toMatchObject({ status: 'held' })
    expect(await verbs(draft)).toHaveLength(1)
  })
})
