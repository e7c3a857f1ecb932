import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { HOLD_SECONDS, startSending } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { msOf, plusSeconds } from '#functions/core/instant.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import { leasesOf } from '#infra/stages.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { LOST_ANSWERS } from '#tests/support/lost-answers.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { acts, control, decide, digests, sendNow, sendRemaining } = cloud.desk
const LEASE_SECONDS = leasesOf(stage(cloud.publicOrigin)).call
const ADMIN = { by: 'Ada Admin', why: 'It was right after all.' }

beforeEach(() => cloud.inbox.setFaults([]))

const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest
const verbs = async (digest: Digest) => (await acts.list(digest)).map(({ verb }) => verb)
const mailed = (digest: Digest) => cloud.accepted(digest).map(({ tags }) => tags.reader ?? '')

/** A digest of six readers in batches of two, whose canary is out. */
const inTheMiddle = async () => {
  const { newsletter, readers } = await cloud.weekly(6)
  const digest = await cloud.frozen(newsletter, 2)
  await cloud.workers.tick()
  await cloud.workers.drain()
  expect(mailed(digest)).toHaveLength(2)
  return { newsletter, ids: readers.map(({ id }) => id).toSorted(), digest }
}

const counted = async (digest: Digest): Promise<Digest> => {
  cloud.pass(LEASE_SECONDS)
  for (let steps = 0; steps < 10; steps += 1) {
    await cloud.step()
    const now = await latest(digest)
    if (now.closedAt !== undefined) return now
  }
  throw new Error('It was not counted.')
}

describe('a digest that was cancelled in the middle', () => {
  test('goes on with who was not reached: every reader is mailed exactly once', async () => {
    const { newsletter, ids, digest } = await inTheMiddle()
    await control.cancel(digest, ADMIN)
    expect(await counted(digest)).toMatchObject({ totals: { accepted: 2, excluded: 4 } })

    expect(await sendRemaining(digest, ADMIN)).toMatchObject({
      status: 'sending',
      totals: { accepted: 2, excluded: 0, waiting: 4 },
    })
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { audience: 6, accepted: 6, excluded: 0 } })
    expect(sent).not.toHaveProperty('reason')
    expect(mailed(sent).toSorted()).toEqual(ids)
    expect(await verbs(sent)).toEqual(['cancel', 'send-remaining'])
    await expectPromiseKept(cloud, sent)

    const content = await digests.content(sent, sent.revision)
    for (const { post } of content?.entries ?? [])
      expect((await cloud.desk.posts.get(newsletter.slug, post))?.usedIn?.digest).toBe(digestKey(sent))
  })

  test('need not be counted first, and calls again whose messages were taken while it was cancelled', async () => {
    const { newsletter, ids, digest } = await inTheMiddle()
    // The others are handed out, and their workers find it cancelled.
    await cloud.inbox.idle()
    await cloud.workers.drain()
    await cloud.workers.tick()
    await control.cancel(digest, ADMIN)
    await cloud.workers.drain()
    expect(mailed(digest)).toHaveLength(2)
    await sendRemaining(digest, ADMIN)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 6 } })
    expect(mailed(sent).toSorted()).toEqual(ids)
    await expectPromiseKept(cloud, sent)
  })

  test('can be cancelled again, and goes on again', async () => {
    const { newsletter, ids, digest } = await inTheMiddle()
    for (const _ of ['once', 'twice']) {
      await control.cancel(digest, ADMIN)
      await counted(digest)
      await sendRemaining(digest, ADMIN)
    }
    const sent = await cloud.settle(newsletter)
    expect(mailed(sent).toSorted()).toEqual(ids)
    await expectPromiseKept(cloud, sent)
  })

  test('calls nobody again who may have been mailed, though an admin had said so before the cancel', async () => {
    const { newsletter, readers } = await cloud.weekly(2)
    cloud.inbox.setFaults(LOST_ANSWERS)
    const digest = await cloud.until(newsletter, ({ totals }) => (totals?.uncertain ?? 0) > 0)
    cloud.inbox.setFaults([])
    await control.pause(digest, ADMIN)
    const ids = readers.map(({ id }) => id)
    await decide.resend(digest, ids, ADMIN)
    await control.cancel(digest, ADMIN)
    await sendRemaining(digest, ADMIN)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { uncertain: 2 } })
    expect(mailed(sent).toSorted()).toEqual(ids.toSorted())
  })

  test('as it began to be sent shows its web page before anybody is mailed', async () => {
    const { newsletter } = await cloud.weekly(1)
    const frozen = await cloud.frozen(newsletter, 50)
    await digests.replace(startSending(frozen, cloud.now()))
    const page = () => fetch(`${cloud.publicOrigin}${pagePath(frozen)}`)
    await control.cancel(frozen, ADMIN)
    await cloud.step()
    expect((await page()).status).toBe(404)
    await sendRemaining(frozen, ADMIN)
    await cloud.workers.tick()
    expect([(await page()).status, mailed(frozen)]).toEqual([200, []])
    expect(await cloud.settle(newsletter)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
  })

  test('before its first call, or of which the templates are gone, is refused and stays as it is', async () => {
    const { newsletter } = await cloud.weekly(1)
    const approved = await cloud.until(newsletter, 'approved')
    await control.cancel(approved, ADMIN)
    const before = await latest(approved)
    await expect(sendRemaining(approved, ADMIN)).rejects.toThrow('before anybody was mailed')
    expect(await latest(approved)).toEqual(before)

    const { digest } = await inTheMiddle()
    await control.cancel(digest, ADMIN)
    const { stored: _, ...cleaned } = await counted(digest)
    await digests.replace(cleaned)
    await expect(sendRemaining(digest, ADMIN)).rejects.toThrow(Conflict)
    expect(await verbs(digest)).toEqual(['cancel'])
  })
})

describe('what is begun from the desk', () => {
  /** A digest that is approved, and due in a day. */
  const tomorrow = async () => {
    const { newsletter } = await cloud.weekly(1)
    const draft = await cloud.drafted(newsletter)
    await cloud.desk.reschedule(draft, plusSeconds(cloud.now(), 86_400).slice(0, 16), ADMIN)
    return { newsletter, digest: await cloud.until(newsletter, 'approved') }
  }

  test('goes out in five minutes by “send now”, and is kept as an act', async () => {
    const { newsletter, digest } = await tomorrow()
    const now = await sendNow(digest, ADMIN)
    expect(now).toMatchObject({ status: 'approved', act: { verb: 'send-now', by: ADMIN.by } })
    expect(msOf(now.dueAt) - msOf(now.act?.at ?? now.dueAt)).toBe(HOLD_SECONDS * 1000)
    cloud.clock.advanceTo(msOf(now.dueAt) - 3000)
    await cloud.step()
    expect(await latest(digest)).not.toHaveProperty('asked')
    cloud.pass(5)
    await cloud.step()
    expect(await cloud.settle(newsletter)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
    expect(await verbs(digest)).toEqual(['reschedule', 'send-now'])
  })

  test('can be taken back within these', async () => {
    const { digest } = await tomorrow()
    await sendNow(digest, ADMIN)
    cloud.pass(HOLD_SECONDS - 10)
    await cloud.step()
    expect(await control.hold(digest, ADMIN)).toMatchObject({ status: 'held' })
    cloud.pass(60)
    await cloud.step()
    expect(mailed(digest)).toEqual([])
    await control.cancel(digest, ADMIN)
  })

  test('is refused of a draft, and of one whose readers are frozen', async () => {
    const { newsletter } = await cloud.weekly(1)
    const draft = await cloud.drafted(newsletter)
    await expect(sendNow(draft, ADMIN)).rejects.toThrow('The digest is draft')
    const frozen = await cloud.frozen(newsletter, 50)
    await expect(sendNow(frozen, ADMIN)).rejects.toThrow('about to be sent')
    expect(await verbs(frozen)).toEqual([])
    await control.cancel(frozen, ADMIN)
  })

  test('as an approval of a draft that is due leaves five minutes too, and elsewhere none', async () => {
    for (const hold of [true, undefined]) {
      const { newsletter } = await cloud.weekly(1)
      const draft = await cloud.drafted(newsletter)
      const { hash } = await cloud.desk.previewDigest(draft, 1)
      const shown = { revision: 1, editionHash: hash, by: ADMIN.by, ...(hold && { hold }) }
      const { approval, dueAt } = await cloud.desk.approveDigest(draft, shown)
      const late = plusSeconds(approval?.at ?? draft.dueAt, HOLD_SECONDS)
      expect(dueAt).toBe(hold ? late : draft.dueAt)
      await control.cancel(draft, ADMIN)
    }
  })
})
