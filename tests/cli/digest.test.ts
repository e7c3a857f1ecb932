import { beforeEach, describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'

const cloud = await startTestCloud()
// A call holds one reader, and the first of them is the canary: after it a digest is half sent.
await cloud.setAccount({ maxSendRate: 1 })
beforeEach(() => cloud.inbox.setFaults([]))

const ADA = ['--as', 'Ada', '--why', 'a typo'] as const
const drain = () => cloud.workers.drain()

/** Runs `gazette digest …` for one newsletter, whose digest it then need not name. */
const on =
  ({ slug }: Newsletter, wait: () => Promise<unknown> = drain) =>
  async (...args: string[]) => {
    const { code, out, err } = await runCommand(['digest', ...args, '--newsletter', slug], cloud.desk, wait)
    return { code, out: out.join('\n'), err: err.join('\n') }
  }

const drafted = async () => {
  const weekly = await cloud.weekly(1)
  return { ...weekly, digest: await cloud.drafted(weekly.newsletter), run: on(weekly.newsletter) }
}

/** A digest of three readers, one of whom has the mail. */
const halfSent = async () => {
  const weekly = await cloud.weekly(3)
  const digest = await cloud.until(weekly.newsletter, 'sending')
  expect(cloud.accepted(digest)).toHaveLength(1)
  return { ...weekly, digest, key: digestKey(digest), run: on(weekly.newsletter) }
}

describe('drafting', () => {
  test('drafts the next slot now, and counts by category what stands where', async () => {
    const newsletter = await cloud.newsletter({ entriesPerCategory: 1 })
    for (const category of ['News', 'News', 'Culture'])
      await cloud.post(newsletter, { categories: [category] })
    const { code, out } = await on(newsletter)('draft', '--as', 'Ada')
    const digest = (await cloud.newest(newsletter)) as Digest
    expect(code).toBe(0)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(
        `^${digestKey(digest)}: 3 entries, due .* UTC \\(${digest.dueAt.slice(0, 19)}Z\\)$`,
      ),
      '  News: 2, 1 of them on the web page only',
      '  Culture: 1',
    ])
    expect(digest).toMatchObject({ status: 'draft', revision: 1 })
    expect((await on(newsletter)('show')).out).toContain('draft, Ada: Drafted before its time.')

    const again = await on(newsletter)('draft')
    expect(again).toMatchObject({ code: 1, err: `${digestKey(digest)} is there already; it is draft.` })
    await cloud.step()
    const { owed: _, ...told } = digest ?? {}
    expect(await cloud.newest(newsletter)).toMatchObject({ ...told, version: expect.any(Number) })
  })

  test('with nothing to say records nothing, and posts that come later are drafted', async () => {
    const newsletter = await cloud.newsletter()
    const { code, err } = await on(newsletter)('draft')
    expect([code, err]).toEqual([1, expect.stringContaining('No unused post falls into any')])
    expect(await cloud.newest(newsletter)).toBeUndefined()
    await cloud.post(newsletter)
    expect((await on(newsletter)('draft')).code).toBe(0)
  })
})

describe('which digest is meant', () => {
  test('is said when only one can be, asked when several, and answered with what stands when none', async () => {
    const { newsletter, run, digest } = await drafted()
    expect(await run('status')).toMatchObject({
      err: `It is about ${digestKey(digest)}.`,
      out: expect.stringContaining('Its readers are not frozen yet.'),
    })
    expect((await runCommand(['digest', 'status', digestKey(digest)], cloud.desk)).err).toEqual([])
    expect(await run('pause', ...ADA)).toMatchObject({
      code: 1,
      err: `No digest of ${newsletter.name} can be paused. The newest, ${digestKey(digest)}, is draft.`,
    })
    const other = { ...digest, kind: 'round-up' } as const
    await cloud.desk.digests.create(other)
    const { code, err } = await run('hold', ...ADA)
    expect(code).toBe(2)
    expect(err).toContain(digestKey(digest))
    expect(err).toContain(digestKey(other))
  })

  test('must be there', async () => {
    await cloud.newsletter()
    const codes = []
    for (const key of ['nonsense', 'sample-regular-2026-13-01', 'nobody-regular-2026-11-24'])
      codes.push((await runCommand(['digest', 'show', key], cloud.desk)).code)
    expect(codes).toEqual([2, 2, 1])
  })
})

describe('showing a digest', () => {
  test('tells when it is due, what it says and where, and what people did', async () => {
    const newsletter = await cloud.newsletter({ entriesPerCategory: 1, zone: 'Asia/Tokyo' })
    const titles = ['The ferry', 'The harbour', 'The lock']
    for (const title of titles) await cloud.post(newsletter, { title })
    const run = on(newsletter)
    await run('draft')
    await run('hold', ...ADA)
    const digest = (await cloud.newest(newsletter)) as Digest
    const { hash } = await cloud.desk.previewDigest(digest, 1)
    const { out } = await run('show')
    expect(out).toContain(`${digestKey(digest)}: held, a typo\n`)
    expect(out).toMatch(
      / due {6}\w+, \d+ \w+ \d{4}, \d\d:\d\d Asia\/Tokyo \(\d{4}-\d\d-\d\dT\d\d:\d\d:00Z\)\n/,
    )
    expect(out).toMatch(/ subject {2}The Sample: .* 20\d\d\n/)
    expect(out).toContain(`  edition  ${hash}\n`)
    expect(out).toMatch(
      /\nNews: 3\n {2}The \w+ · News Example \[leads\]\n {2}The \w+ · News Example\n {2}The \w+ · News Example \[web page only\]\n/,
    )
    expect(out).toContain('Nothing at SES stands in the way of a send.')
    expect(out).toMatch(/What people did:\n {2}20\d\d-.*Z hold, Ada: a typo$/)
  })

  test('tells what stands in the way of sending it', async () => {
    const newsletter = await cloud.newsletter({ sender: { name: 'X', address: 'digest@other.example' } })
    await cloud.post(newsletter)
    await on(newsletter)('draft')
    expect((await on(newsletter)('show')).out).toMatch(
      /In the way of a send:\n {2}SES in \S+ does not know other/,
    )
  })

  test('that was skipped for want of posts tells that', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.step()
    const { code, out } = await on(newsletter)('show')
    expect([code, out]).toEqual([0, expect.stringMatching(/: skipped, No unused post/)])
  })
})

describe('approving', () => {
  test('approves what is shown, and waits until that is done', async () => {
    const { newsletter, digest, run } = await drafted()
    const { hash } = await cloud.desk.previewDigest(digest, 1)
    const { code, out } = await run('approve', '--as', 'Ada')
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(`^${digestKey(digest)} is approved, as edition ${hash}; due `),
    ])
    const approval = { editionHash: hash, by: 'Ada' }
    expect(await cloud.newest(newsletter)).toMatchObject({ status: 'approved', approval })
    expect((await run('show')).out).toMatch(/ {2}approved 20\S+Z, Ada\n/)
  })

  test('that is refused says why', async () => {
    const { newsletter } = await drafted()
    const renamed = async () => {
      await cloud.desk.newsletters.put({ ...newsletter, name: 'Another' })
      await drain()
    }
    const { code, out, err } = await on(newsletter, renamed)('approve', '--as', 'Ada')
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('no longer renders as it was shown')])
  })

  test('that no worker answers ends with where to look', async () => {
    const { digest } = await drafted()
    const args = ['digest', 'approve', digestKey(digest), '--as', 'Ada']
    const { code, err } = await runCommand(args, cloud.desk)
    expect([code, err]).toEqual([1, [expect.stringContaining('still being approved')]])
  })

  test('needs a name', async () => {
    const { code, err } = await runCommand(['digest', 'approve'], cloud.desk)
    expect([code, err[0]]).toEqual([2, expect.stringContaining('Say who you are with --as PERSON.')])
  })
})

describe('holding, skipping, cancelling before the first call', () => {
  test('a held draft is resumed as a draft, an approved one as approved', async () => {
    const { newsletter, run } = await drafted()
    expect((await run('hold', ...ADA)).out).toMatch(/ is held: nobody is mailed until it is resumed\.$/)
    expect((await run('resume', ...ADA)).out).toMatch(
      / is a draft again: it waits for its approval, until .*\.$/,
    )
    await run('approve', '--as', 'Ada')
    await run('hold', ...ADA)
    await cloud.step()
    expect((await cloud.newest(newsletter))?.status).toBe('held')
    expect((await run('resume', ...ADA)).out).toMatch(/ is approved again, due /)
    expect((await cloud.settle(newsletter)).status).toBe('sent')
  })

  test('a skipped or cancelled one mails nobody', async () => {
    const { run: skip } = await drafted()
    expect((await skip('skip', ...ADA)).out).toMatch(
      / is skipped: nobody is mailed, and its posts go into the next/,
    )
    const { newsletter, run } = await drafted()
    await run('approve', '--as', 'Ada')
    expect((await run('cancel', ...ADA)).out).toMatch(
      / is cancelled: nobody was mailed, and its posts are free/,
    )
    const digest = await cloud.settle(newsletter)
    expect([digest.status, cloud.accepted(digest)]).toEqual(['cancelled', []])
  })

  test.each(['hold', 'skip', 'pause', 'resume', 'cancel'])('%s needs a name and a reason', async (verb) => {
    for (const args of [
      ['--as', 'Ada'],
      ['--why', 'x'],
      ['--as', ' ', '--why', 'x'],
      [...ADA, 'a', 'b'],
    ])
      expect((await runCommand(['digest', verb, ...args], cloud.desk)).code).toBe(2)
  })
})

describe('a digest that is half sent', () => {
  const reading = async (run: ReturnType<typeof on>) => JSON.parse((await run('status', '--json')).out)

  test('counts everybody of its audience, is paused, and resumed to the end', async () => {
    const { newsletter, key, run } = await halfSent()
    const now = await reading(run)
    expect(now).toMatchObject({ digest: key, status: 'sending', paused: null })
    expect(now.totals).toEqual({ audience: 3, waiting: 2, accepted: 1, failed: 0, excluded: 0, uncertain: 0 })
    expect(now.feedback).toMatchObject({ bounced: 0, complained: 0 })
    expect(now.phases).toMatchObject({ firstCall: expect.any(String), closed: null })
    expect(now.countedAt <= cloud.now()).toBe(true)

    expect((await run('pause', ...ADA)).out).toBe(
      `${key} is paused: 1 of 3 readers reached, 2 waiting. Nobody more is called until it is resumed.`,
    )
    await cloud.step(300)
    const { out } = await run('status')
    expect(out).toContain(`${key}: paused, a typo\n`)
    expect(out).toMatch(/ paused by a person at 20\S+Z, until a person resumes it\n/)
    expect((await run('resume', ...ADA)).out).toBe(`${key} goes on: 1 of 3 readers reached, 2 waiting.`)
    await cloud.settle(newsletter)
    expect(await reading(run)).toMatchObject({
      status: 'sent',
      totals: { accepted: 3 },
      phases: { closed: expect.any(String) },
    })
  })

  test('says how many are excluded for which reason', async () => {
    const { newsletter } = await cloud.weekly(1)
    await cloud.reader(newsletter, { status: 'unsubscribed' })
    for (let count = 0; count < 2; count += 1) await cloud.reader(newsletter, { categories: [] })
    await cloud.until(newsletter, 'sending')
    const { out } = await on(newsletter)('status')
    expect(out).toContain('4 readers: 0 waiting, 1 accepted, 0 failed, 3 excluded, 0 uncertain\n')
    expect(out).toContain('\n  excluded: 2 nothing-chosen, 1 unsubscribed\n')
    expect((await reading(on(newsletter))).excluded).toEqual({ unsubscribed: 1, 'nothing-chosen': 2 })
  })

  test('foretells its end once a pace was measured, and when it is cancelled nobody else is mailed', async () => {
    const { newsletter, digest, key, run } = await halfSent()
    expect(await reading(run)).toMatchObject({ forecast: null, pace: { measured: false } })
    const window = plusSeconds(cloud.now(), 1)
    await cloud.desk.ledger.claimWindow({ window, callsPerSecond: 0.5, credit: 0, tried: true, calm: 1 })
    const { forecast, countedAt } = await reading(run)
    // Two calls are left.
    expect(Date.parse(forecast) - Date.parse(countedAt)).toBe(4000)
    expect((await run('status')).out).toMatch(/pace: 0\.5 calls a second, measured; done at about /)

    expect((await run('cancel', ...ADA)).out).toBe(
      `${key} is cancelled: 1 of 3 readers reached. Nobody else is mailed.`,
    )
    await cloud.until(newsletter, ({ closedAt }) => closedAt !== undefined)
    expect(cloud.accepted(digest)).toHaveLength(1)
  })
})

test('what comes after digest is told', async () => {
  const { code, err } = await runCommand(['digest', 'sned'])
  expect([code, err]).toEqual([
    2,
    [expect.stringMatching(/^After digest comes one of: draft, show, edit, \w+/)],
  ])
  expect((await runCommand(['digest', 'pause', '--help'])).out[0]).toMatch(/^gazette digest pause \[DIGEST\]/)
})
