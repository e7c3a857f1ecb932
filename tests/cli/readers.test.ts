import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Fault } from '#infra/local/ses/faults/fault-rule.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'

const cloud = await startTestCloud()
beforeEach(() => cloud.inbox.setFaults([]))

const ADA = ['--as', 'Ada', '--why', 'they asked'] as const

const run = async (...args: string[]) => {
  const { code, out, err } = await runCommand(['digest', ...args], cloud.desk)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const rejected = ({ address }: Subscriber) => ({
  match: { recipient: address },
  fault: { kind: 'entry-status', status: 'MESSAGE_REJECTED' } as const,
})

/** A digest that was sent to four readers: the first failed, the others are accepted. */
const sent = async () => {
  const { newsletter, readers } = await cloud.weekly(4)
  const [failed, ...accepted] = readers as [Subscriber, Subscriber, Subscriber, Subscriber]
  cloud.inbox.setFaults([rejected(failed)])
  const digest = await cloud.settle(newsletter)
  cloud.inbox.setFaults([])
  return { newsletter, failed, accepted, digest, key: digestKey(digest) }
}

/** A digest of three readers who all stayed uncertain: SES has their mails, and said so to nobody. */
const unresolved = async () => {
  const { newsletter, readers } = await cloud.weekly(3)
  const lost: Fault = { kind: 'fail-after-accept', how: 'reset' }
  cloud.inbox.setFaults([
    { operation: 'SendBulkEmail', match: { next: 1 }, fault: lost },
    { match: { every: 1 }, fault: { kind: 'lose-event' } },
  ])
  const digest = await cloud.settle(newsletter)
  cloud.inbox.setFaults([])
  expect(digest).toMatchObject({ status: 'sent', reason: '3 unresolved' })
  return {
    newsletter,
    readers: readers as [Subscriber, Subscriber, Subscriber],
    digest,
    key: digestKey(digest),
  }
}

const mailsTo = (digest: Digest, { id }: Subscriber): number =>
  cloud.accepted(digest).filter(({ tags }) => tags.reader === id).length

describe('why a reader did or did not get a digest', () => {
  test('is told by address and by id, and as JSON', async () => {
    const { newsletter, failed, accepted, key } = await sent()
    const [reader] = accepted
    const words = `${key}, reader ${reader.id}: SES accepted the mail at `
    for (const who of [reader.address.toUpperCase(), reader.id])
      expect(await run('why', key, who)).toMatchObject({
        code: 0,
        out: expect.stringContaining(words),
        err: '',
      })
    const { out, err } = await run('why', failed.address, '--json', '--newsletter', newsletter.slug)
    expect(JSON.parse(out)).toMatchObject({
      digest: key,
      reader: failed.id,
      account: { disposition: 'failed', reason: 'message-rejected' },
    })
    expect(err).toBe(`It is about ${key}.`)
    expect((await run('why', key, 'stranger@mail.example')).out).toContain('no reader of the newsletter')
    expect(await run('why', key, 'nonsense')).toMatchObject({ code: 1, out: '' })
    expect((await run('why', key)).code).toBe(2)
  })

  test('is written of everybody as CSV, in which no cell is a formula', async () => {
    const { newsletter } = await cloud.weekly(2)
    const hostile = ['=1+1', '+41', '-x', '"a,b"'].map((local) => `${local}@mail.example`)
    const bold = await Promise.all(
      hostile.slice(0, 3).map((address) => cloud.reader(newsletter, { address })),
    )
    const left = await cloud.reader(newsletter, { status: 'unsubscribed', address: '=left@mail.example' })
    const digest = await cloud.settle(newsletter)
    const { code, out } = await run('why', '--csv', digestKey(digest))
    const [header, ...rows] = out.split('\n')
    expect([code, header, rows.length]).toEqual([
      0,
      'address,reader,disposition,reason,feedback,batch,due,called,events',
      digest.totals?.audience,
    ])
    for (const { address, id } of bold)
      expect(rows.find((row) => row.includes(id))).toMatch(`'${address},${id},accepted,,delivered,0-0,20`)
    expect(rows).toContain(`'=left@mail.example,${left.id},excluded,unsubscribed,none,,,,`)
    for (const row of rows) expect(row).toMatch(/^['a-z]/)
  })

  test('is written of nobody before the audience is frozen', async () => {
    const { newsletter } = await cloud.weekly(1)
    const digest = await cloud.drafted(newsletter)
    expect((await run('why', digestKey(digest), '--csv')).out.split('\n')).toHaveLength(1)
  })
})

describe('sending again', () => {
  test('to those who failed reaches them, and is refused for who has the mail', async () => {
    const { newsletter, failed, accepted, digest, key } = await sent()
    const [reader] = accepted
    expect(await run('resend', key, reader.address, failed.address, ...ADA)).toMatchObject({
      code: 1,
      err: `Only uncertain or failed readers can be sent to again; ${reader.id} is accepted.`,
    })
    expect(await run('resend', '--failed', ...ADA, '--newsletter', newsletter.slug)).toMatchObject({
      code: 0,
      out: `${key}: 1 reader waits to be sent to again, at the next calls.`,
    })
    expect(await cloud.settle(newsletter)).toMatchObject({
      status: 'sent',
      totals: { accepted: 4, failed: 0 },
    })
    expect([failed, ...accepted].map((reader) => mailsTo(digest, reader))).toEqual([1, 1, 1, 1])
    expect(await run('resend', key, '--failed', ...ADA)).toMatchObject({
      code: 1,
      err: `${key} has no reader who is failed.`,
    })
    expect(await cloud.desk.acts.list(digest)).toMatchObject([
      { verb: 'resend', by: 'Ada', why: '1 reader: they asked' },
    ])
  })

  test('to who is uncertain is by an admin’s word, and leaves those alone who were left so', async () => {
    const { newsletter, readers, digest, key } = await unresolved()
    const [one, two, three] = readers
    expect(await run('leave', key, one.id, one.address, ...ADA)).toMatchObject({
      code: 0,
      out: `${key}: 1 reader stays uncertain by your word, and is not sent to again.`,
    })
    expect((await run('resend', key, two.address, ...ADA)).code).toBe(0)
    await cloud.settle(newsletter)
    expect((await run('resend', key, '--uncertain', ...ADA)).out).toContain('1 reader waits')
    expect(await cloud.settle(newsletter)).toMatchObject({ totals: { accepted: 2, uncertain: 1 } })
    expect([one, two, three].map((reader) => mailsTo(digest, reader))).toEqual([1, 2, 2])
    expect((await run('why', key, one.id)).out).toMatch(/An admin left it so\.$/)
    expect((await run('leave', key, '--uncertain', ...ADA)).code).toBe(1)
  })

  test('needs readers or a group of them, a name and a reason', async () => {
    for (const args of [[...ADA], ['--uncertain', 'a@mail.example', ...ADA], ['--uncertain', '--as', 'Ada']])
      for (const verb of ['resend', 'leave']) expect((await run(verb, ...args)).code).toBe(2)
    expect((await run('leave', '--failed', ...ADA)).code).toBe(2)
  })
})
