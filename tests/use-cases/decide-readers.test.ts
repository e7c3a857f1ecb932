import { GetEmailTemplateCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { shortHash, templateName } from '#functions/core/edition.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { leasesOf } from '#infra/stages.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { LOST_ANSWER, LOST_ANSWERS, unresolved } from '#tests/support/lost-answers.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

const cloud = await startTestCloud()
const { acts, control, decide, digests, whyNot } = cloud.desk
const LEASE_SECONDS = leasesOf(stage(cloud.publicOrigin)).call
const ADMIN = { by: 'Ada Admin', why: 'They asked for it.' }

beforeEach(() => cloud.inbox.setFaults([]))

const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest
const idsOf = (readers: readonly Subscriber[]) => readers.map(({ id }) => id)
const mailsOf = (digest: Digest, reader: string | undefined): number =>
  cloud.accepted(digest).filter(({ tags }) => tags.reader === reader).length

/** A digest that was sent, but to its first reader, whom SES refused. */
const refused = async (count: number) => {
  const { newsletter, readers } = await cloud.weekly(count)
  const [bad] = readers
  const recipient = bad?.address ?? ''
  cloud.inbox.setFaults([
    { match: { recipient }, fault: { kind: 'entry-status', status: 'INVALID_PARAMETER' } },
  ])
  const digest = await cloud.settle(newsletter)
  expect(digest).toMatchObject({ status: 'sent', totals: { accepted: count - 1, failed: 1 } })
  cloud.inbox.setFaults([])
  return { newsletter, readers, digest, bad: bad?.id ?? '' }
}

describe('readers who stay uncertain', () => {
  test('are sent to again by an admin’s word, or left so', async () => {
    const { newsletter, readers, digest } = await unresolved(cloud, 3)
    const [first, second, third] = idsOf(readers)
    expect((await whyNot(digest, readers[0]?.address ?? '')).words).toMatch(
      /^Uncertain: the answer .* was lost/,
    )
    await decide.leave(digest, [first ?? ''], ADMIN)
    expect(await latest(digest)).toMatchObject({ status: 'sent' })
    expect(await decide.resend(digest, [second ?? '', third ?? ''], ADMIN)).toMatchObject({
      status: 'sending',
    })

    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({
      status: 'sent',
      reason: '1 unresolved',
      totals: { audience: 3, accepted: 2, uncertain: 1 },
      feedback: { delivered: 2 },
    })
    expect([first, second, third].map((id) => mailsOf(digest, id))).toEqual([1, 2, 2])
    expect((await cloud.standings(digest))[first ?? '']).toBe('uncertain: left')
    expect((await acts.list(digest)).map(({ verb, why }) => [verb, why])).toEqual([
      ['leave', `1 reader: ${ADMIN.why}`],
      ['resend', `2 readers: ${ADMIN.why}`],
    ])
  })

  test('and were left so no longer keep a digest open', async () => {
    cloud.inbox.setFaults(LOST_ANSWERS)
    const { newsletter, readers } = await cloud.weekly(2)
    const sending = await cloud.until(newsletter, ({ totals }) => (totals?.uncertain ?? 0) > 0)
    await decide.leave(sending, idsOf(readers), ADMIN)
    cloud.pass(LEASE_SECONDS)
    await cloud.step()
    await cloud.step()
    expect(await latest(sending)).toMatchObject({ status: 'sent', reason: '2 unresolved' })
  })

  test('are not told by the events of the mail that was sent before', async () => {
    cloud.inbox.setFaults([LOST_ANSWER, { match: { every: 1 }, fault: { kind: 'delay-event', ms: 90_000 } }])
    const { newsletter, readers } = await cloud.weekly(1)
    const digest = await cloud.frozen(newsletter, 50)
    await cloud.workers.tick()
    await cloud.workers.drain()
    cloud.inbox.setFaults(LOST_ANSWERS)
    await decide.resend(digest, idsOf(readers), ADMIN)
    await cloud.workers.drain()
    expect(mailsOf(digest, readers[0]?.id)).toBe(2)
    cloud.pass(90)
    await cloud.inbox.idle()
    await cloud.workers.drain()
    // The first mail was delivered; what became of the second nobody knows.
    expect(Object.values(await cloud.standings(digest))).toEqual(['uncertain'])
  })
})

describe('readers who failed', () => {
  test('are sent to again, and then are as all others', async () => {
    const { newsletter, digest, bad } = await refused(3)
    await decide.resend(digest, [bad], ADMIN)
    const sent = await cloud.settle(newsletter)
    expect(sent).toMatchObject({ status: 'sent', totals: { accepted: 3, failed: 0 } })
    await expectPromiseKept(cloud, sent)
  })

  test('keep the digest open while an admin may still be writing whom to send to again', async () => {
    const { newsletter, digest, bad } = await refused(2)
    await decide.resend(digest, [bad], ADMIN)
    await cloud.step()
    await cloud.step()
    expect(await latest(digest)).toMatchObject({ status: 'sending', totals: { accepted: 2 } })
    cloud.pass(LEASE_SECONDS)
    expect(await cloud.until(newsletter, 'sent')).toMatchObject({ totals: { accepted: 2 } })
  })

  test('after SES had accepted them are sent to again as well', async () => {
    const { newsletter, readers } = await cloud.weekly(2)
    const [reader] = readers
    const recipient = reader?.address ?? ''
    cloud.inbox.setFaults([{ match: { recipient }, fault: { kind: 'outcome', outcome: 'rejected' } }])
    const digest = await cloud.settle(newsletter)
    expect((await cloud.standings(digest))[reader?.id ?? '']).toBe('failed: rejected')
    cloud.inbox.setFaults([])
    await decide.resend(digest, [reader?.id ?? ''], ADMIN)
    expect(await cloud.settle(newsletter)).toMatchObject({
      status: 'sent',
      totals: { accepted: 2, failed: 0 },
    })
  })

  test('and left meanwhile are excluded instead', async () => {
    const { newsletter, digest, bad } = await refused(1)
    await cloud.desk.subscribers.update(newsletter.slug, bad, { status: 'unsubscribed' })
    await decide.resend(digest, [bad], ADMIN)
    expect((await cloud.settle(newsletter)).totals).toMatchObject({ excluded: 1, failed: 0 })
    expect(mailsOf(digest, bad)).toBe(0)
  })

  test('of a paused digest wait until it is resumed', async () => {
    const { newsletter, readers } = await cloud.weekly(1)
    cloud.inbox.setFaults(LOST_ANSWERS)
    const sending = await cloud.until(newsletter, ({ totals }) => (totals?.uncertain ?? 0) > 0)
    cloud.inbox.setFaults([])
    await control.pause(sending, ADMIN)
    expect(await decide.resend(sending, idsOf(readers), ADMIN)).toMatchObject({ status: 'paused' })
    await cloud.step()
    expect(cloud.accepted(sending)).toHaveLength(1)
    await control.resume(sending, ADMIN)
    expect(await cloud.settle(newsletter)).toMatchObject({ status: 'sent', totals: { accepted: 1 } })
    expect(cloud.accepted(sending)).toHaveLength(2)
  })
})

describe('a decision', () => {
  test('that does not fit one of its readers changes none of them', async () => {
    const { readers, digest, bad } = await refused(2)
    const before = await cloud.standings(digest)
    const accepted = readers[1]?.id ?? ''
    await expect(decide.resend(digest, [bad, accepted], ADMIN)).rejects.toThrow(`${accepted} is accepted`)
    await expect(decide.leave(digest, [bad], ADMIN)).rejects.toThrow(`${bad} is failed`)
    await expect(decide.resend(digest, [bad, 'f'.repeat(24)], ADMIN)).rejects.toThrow(NotFound)
    expect(await cloud.standings(digest)).toEqual(before)
    expect(await latest(digest)).toEqual(digest)
    expect(await acts.list(digest)).toEqual([])
  })

  test('waits while anybody of the batch is in a call, whose worker could not record the answer otherwise', async () => {
    const { newsletter } = await cloud.weekly(2)
    const digest = await cloud.frozen(newsletter, 50)
    await cloud.workers.tick()
    const ref = { digest: digestKey(digest), attempt: digest.attempt ?? '', wave: 0, number: 0 }
    const batch = await cloud.desk.ledger.batch(ref)
    if (batch === undefined) throw new Error('No batch')
    const calls = ['one', 'other'].map((id) => ({ id, at: cloud.now() }))
    await cloud.desk.ledger.replaceBatch({ ...batch, codes: '?~', calls, called: '01' })
    for (const member of batch.members)
      await expect(decide.resend(digest, [member], ADMIN)).rejects.toThrow('0-0 is in a call just now')
    // Its lease is over.
    cloud.pass(60)
    await decide.resend(digest, batch.members, ADMIN)
    expect(Object.values(await cloud.standings(digest))).toEqual(['waiting', 'waiting'])
    await control.cancel(digest, ADMIN)
  })

  test('needs a frozen audience, and a digest that may be sent', async () => {
    const { newsletter, readers } = await cloud.weekly(1)
    const draft = await cloud.drafted(newsletter)
    await expect(decide.resend(draft, idsOf(readers), ADMIN)).rejects.toThrow('The digest is draft')
    await expect(decide.leave(draft, idsOf(readers), ADMIN)).rejects.toThrow('not frozen yet')
    await expect(decide.leave({ ...draft, date: '1999-01-01' }, [], ADMIN)).rejects.toThrow(NotFound)
    await control.cancel(draft, ADMIN)
  })
})

describe('why a reader did, or did not, get a digest', () => {
  test('is told at every stage, by address or id', async () => {
    const { newsletter } = await cloud.weekly(0)
    const reader = await cloud.reader(newsletter, { address: 'Ada@why.example' })
    const paused = await cloud.reader(newsletter, { status: 'unsubscribed' })
    const bad = await cloud.reader(newsletter)
    const approved = await cloud.until(newsletter, 'approved')
    const why = async (who: string) => (await whyNot(approved, who)).words
    expect(await why('ada@why.example')).toBe('The digest is approved, and its audience is not frozen yet.')
    expect(await why('nobody@why.example')).toBe('This address is no reader of the newsletter.')
    await expect(whyNot(approved, 'nobody')).rejects.toThrow(Invalid)
    await expect(whyNot({ ...approved, date: '1999-01-01' }, reader.id)).rejects.toThrow(NotFound)

    const digest = await cloud.frozen(newsletter, 50)
    expect(await why(reader.id)).toBe(`Waits in batch 0-0, due at ${digest.dueAt}. The digest is approved.`)
    const late = await cloud.reader(newsletter)
    expect(await why(late.address)).toContain('Not in the audience, which was frozen at ')

    cloud.inbox.setFaults([
      { match: { recipient: bad.address }, fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' } },
    ])
    await cloud.settle(newsletter)
    expect(await why('ADA@why.example ')).toMatch(
      /^SES accepted the mail at 20\S+Z, in batch 0-0; it was delivered\.$/,
    )
    expect(await why(paused.address)).toBe('Excluded at the freeze: they had unsubscribed.')
    expect(await why(bad.id)).toMatch(/^Failed at .*MESSAGE_REJECTED/)
    expect((await whyNot(digest, reader.id)).account).toMatchObject({
      reader: reader.id,
      disposition: 'accepted',
      feedback: 'delivered',
      batch: '0-0',
      dueAt: digest.dueAt,
      events: ['sent', 'delivered'],
    })
  })

  test('is told of who was not reached before the cancel', async () => {
    const { newsletter, readers } = await cloud.weekly(1)
    const digest = await cloud.frozen(newsletter, 50)
    await cloud.workers.tick()
    await control.cancel(digest, ADMIN)
    expect((await whyNot(digest, readers[0]?.id ?? '')).words).toBe(
      'Excluded in batch 0-0: the digest was cancelled before their turn.',
    )
  })
})

test('fourteen days after its end a digest’s templates are deleted, and nobody is sent to again', async () => {
  const { digest, bad } = await refused(1)
  const ses = new SESv2Client({})
  const hash = digest.approval?.editionHash ?? ''
  expect(digest.stored).toEqual({ [shortHash(hash)]: ['full-en', 'plain-en'] })
  const get = (variant: string) =>
    ses.send(new GetEmailTemplateCommand({ TemplateName: templateName(hash, variant) }))
  const endedAgo = async (days: number) => {
    await digests.replace({ ...(await latest(digest)), closedAt: plusDays(cloud.now(), -days) })
  }
  const steps = async () => {
    await cloud.step()
    await cloud.step()
  }
  await endedAgo(13.99)
  await steps()
  for (const variant of ['full-en', 'plain-en']) await get(variant)
  await endedAgo(14.01)
  await expect(decide.resend(digest, [bad], ADMIN)).rejects.toThrow('its templates are deleted')
  await steps()
  for (const variant of ['full-en', 'plain-en']) await expect(get(variant)).rejects.toThrow(NotFoundException)
  expect(await latest(digest)).toMatchObject({ status: 'sent', totals: { failed: 1 } })
  expect(await latest(digest)).not.toHaveProperty('stored')
  await expect(decide.resend(digest, [bad], ADMIN)).rejects.toThrow(Conflict)
})
