import { SQSClient } from '@aws-sdk/client-sqs'
import { beforeEach, describe, expect, test } from 'vitest'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import type { Digest, Notice } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { owe, withoutOwed } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Answer } from '#functions/core/ses-answers.ts'
import { handOutNotices } from '#functions/use-cases/hand-out-notices.ts'
import type { NoticeMessage } from '#functions/use-cases/notice-message.ts'
import { tellStaff } from '#functions/use-cases/tell-staff.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { aDigest, aNewsletter } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { dumpTables } from '#tests/support/table-dump.ts'
import { visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const [ADA, BAO] = ['ada@desk.example', 'bao@desk.example']
const STAFF = [ADA, BAO]
const DAY = 86_400

beforeEach(() => cloud.inbox.setFaults([]))

/** A newsletter with two stories, drafted. */
const drafted = async (over: Partial<Newsletter> = {}) => {
  const { newsletter, posts } = await cloud.weekly(0, 2, { staff: STAFF, ...over })
  // What it owes from its drafting is handed out in a test of its own.
  const digest = await desk.digests.replace(withoutOwed(await cloud.drafted(newsletter)))
  return { newsletter, posts, digest }
}

/** Has a digest owe a notice, as it then stands. */
const owing = (digest: Digest, notice: Notice, over: Partial<Digest> = {}): Promise<Digest> =>
  desk.digests.replace(owe({ ...digest, ...over }, notice))

/** What staff got of a newsletter: to whom, and the mail. */
const told = ({ slug }: Newsletter) =>
  cloud.inbox
    .accepted()
    .filter(({ tags }) => tags.staff !== undefined && tags.newsletter === slug)
    .map(({ messageId, to, tags }) => ({
      ...cloud.inbox.message(messageId),
      to: to.join(),
      notice: tags.staff,
    }))

const addressed = (newsletter: Newsletter): string[] =>
  told(newsletter)
    .map(({ to }) => to)
    .toSorted()

const linkIn = ({ text }: { text: string }): string => /http\S+\/preview\/\S+/.exec(text)?.[0] ?? ''

describe('a draft that is ready', () => {
  test('is told of by whoever drafts it', async () => {
    const { newsletter } = await cloud.weekly(0, 2, { staff: [ADA] })
    await cloud.drafted(newsletter)
    await cloud.step()
    expect(told(newsletter)).toMatchObject([{ notice: 'ready', to: ADA }])
  })

  test('is told to each of the staff once, as text alone, with a link of their own that shows its entries', async () => {
    const { newsletter, digest, posts } = await drafted()
    await owing(digest, 'ready')
    await cloud.step()
    await cloud.step()
    expect(addressed(newsletter)).toEqual(STAFF)
    const links = new Set(told(newsletter).map(linkIn))
    expect(links.size).toBe(2)
    for (const mail of told(newsletter)) {
      expect(mail).toMatchObject({ html: '', notice: 'ready', from: expect.stringContaining('<desk@') })
      expect(mail.subject).toMatch(/^The Sample: the digest of .* is drafted$/)
      expect(mail.text).toContain(`gazette digest approve ${digestKey(digest)} `)
      expect(mail.text).toContain('- News: 2 entries\n')
      const page = await visit(linkIn(mail))
      expect(page.status).toBe(200)
      for (const { title } of posts) expect(page.text).toContain(title)
    }
    expect((await desk.digests.get(digest))?.owed).toBeUndefined()
    expect((await cloud.newest(newsletter))?.status).toBe('draft')
  })

  test('cannot be seen by guessing, nor after 14 days', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    await owing(digest, 'ready')
    await cloud.step()
    const link = told(newsletter).map(linkIn)[0] ?? ''
    const guess = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await visit(guess)).status).toBe(404)
    cloud.pass(14 * DAY - 60)
    expect((await visit(link)).status).toBe(200)
    cloud.pass(120)
    expect((await visit(link)).status).toBe(404)
  })

  test('is told to the reply address where no staff are named, and to nobody where they are none', async () => {
    const unnamed = await drafted({ staff: undefined })
    const nobody = await drafted({ staff: [] })
    for (const { digest } of [unnamed, nobody]) await owing(digest, 'ready')
    await cloud.step()
    expect(addressed(unnamed.newsletter)).toEqual([unnamed.newsletter.replyTo])
    expect(addressed(nobody.newsletter)).toEqual([])
  })

  test('names what stands in its way', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    await cloud.setAccount({ enforcementStatus: 'PROBATION' })
    // A worker asks for the state of the account every five minutes.
    cloud.pass(301)
    await owing(digest, 'ready')
    await cloud.step()
    await cloud.setAccount({ enforcementStatus: 'HEALTHY' })
    expect(told(newsletter)[0]?.text).toContain('- SES has put this account on probation')
  })
})

describe('what is no longer so', () => {
  test('is told to nobody: of a draft that was skipped meanwhile, that it is skipped', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    const over = { status: 'skipped', reason: 'There is nothing to say.', closedAt: cloud.now() } as const
    await owing(owe(owe(digest, 'ready'), 'reminder'), 'skipped', over)
    await cloud.step()
    expect(told(newsletter).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/ is skipped: There is nothing to say$/),
    ])
  })

  test('a reminder is told while it is a draft, and not when it is held meanwhile', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    const reminded = await owing(digest, 'reminder', { dueAt: plusSeconds(cloud.now(), 7200), reminded: 2 })
    await cloud.step()
    expect(told(newsletter)).toMatchObject([{ subject: expect.stringMatching(/approval within 2 hours$/) }])
    expect((await visit(linkIn(told(newsletter)[0] ?? { text: '' }))).status).toBe(200)
    await owing((await desk.digests.get(reminded)) ?? reminded, 'reminder', { status: 'held' })
    await cloud.step()
    expect(told(newsletter)).toHaveLength(1)
  })
})

describe('a digest that is over', () => {
  test.each(['sent', 'skipped', 'cancelled'] as const)(
    '%s: owes its notice until that is handed out, and nothing else happens to it',
    async (status) => {
      const { newsletter, digest } = await drafted({ staff: [ADA] })
      const at = cloud.now()
      const notice = status === 'skipped' ? status : 'report'
      const over = { status, closedAt: at, ...(notice === 'report' && { firstCallAt: at }) }
      const owed = await owing(digest, notice, over)
      await cloud.step()
      const { owed: _, ...rest } = owed
      expect(await desk.digests.get(digest)).toEqual({ ...rest, version: owed.version + 1 })
      expect(told(newsletter)).toMatchObject([{ notice }])
      await cloud.step()
      expect(told(newsletter)).toHaveLength(1)
    },
  )

  test('a bounce of its report counts for no digest, though its address is mailed no more', async () => {
    const { newsletter } = await cloud.weekly(1, 1, { staff: [ADA] })
    const reader = await cloud.reader(newsletter, { address: ADA })
    const sent = await cloud.until(newsletter, 'sent')
    await cloud.workers.drain()
    const counted = async () => {
      const rows = await dumpTables(cloud)
      return rows.filter((row) => row.startsWith('DELIVERY_TABLE') && row.includes(newsletter.slug))
    }
    const before = await counted()
    const bounce = { kind: 'outcome', outcome: 'hard bounce' } as const
    cloud.inbox.setFaults([{ operation: 'SendEmail', match: { recipient: ADA }, fault: bounce }])
    await cloud.step()
    await cloud.step()
    expect(told(newsletter)).toMatchObject([{ subject: expect.stringMatching(/was sent to 2 readers$/) }])
    expect((await desk.subscribers.get(newsletter.slug, reader.id))?.suppressed).toBe('bounce')
    expect(await counted()).toEqual(before)
    expect((await desk.status(sent)).feedback).toMatchObject({ delivered: 2, bounced: 0 })
  })
})

describe('a mail to staff that SES', () => {
  test('refuses does not keep the others from theirs', async () => {
    const { newsletter, digest } = await drafted()
    const refuse = { kind: 'refuse', exception: 'MessageRejected' } as const
    cloud.inbox.setFaults([{ match: { recipient: ADA }, fault: refuse }])
    await owing(digest, 'held', { status: 'held', reason: 'Nobody approved it.' })
    await cloud.step()
    cloud.inbox.setFaults([])
    await cloud.step(60)
    await cloud.step()
    expect(addressed(newsletter)).toEqual([BAO])
  })

  test('does not let leave now leaves later, and repeats nobody else’s', async () => {
    const { newsletter, digest } = await drafted()
    cloud.inbox.setFaults([{ match: { recipient: ADA }, fault: { kind: 'throttle' } }])
    await owing(digest, 'held', { status: 'held' })
    await cloud.step()
    expect(addressed(newsletter)).toEqual([BAO])
    cloud.inbox.setFaults([])
    cloud.pass(900)
    await cloud.step()
    expect(addressed(newsletter)).toEqual(STAFF)
  })

  const answers: [string, Answer, 'waits' | 'told of' | 'done'][] = [
    ['took', { kind: 'answered', entries: [{ status: 'SUCCESS' }] }, 'done'],
    ['was not reached with', { kind: 'not-sent', words: '' }, 'waits'],
    ['has no quota for', { kind: 'refused', error: 'TooManyRequestsException', words: '' }, 'waits'],
    ['is paused for', { kind: 'refused', error: 'SendingPausedException', words: '' }, 'waits'],
    ['rejects', { kind: 'refused', error: 'MessageRejected', words: `${ADA} is no address` }, 'told of'],
    ['may have taken', { kind: 'unknown', words: `timeout of ${ADA}` }, 'told of'],
  ]
  test.each(answers)('%s is mailed by one call: %j, and %s', async (_, answer, outcome) => {
    const [calls, warned, again]: [unknown[], string[], unknown[]] = [[], [], []]
    const one = {
      newsletters: { get: async () => aNewsletter({ staff: STAFF }) },
      digests: { get: async () => aDigest({ status: 'held' }) },
      letterMailer: {
        send: async (letter: unknown) => {
          calls.push(letter)
          return answer
        },
      },
      notices: { send: async (messages: unknown[]) => again.push(...messages) },
      warn: (...line: unknown[]) => warned.push(JSON.stringify(line)),
      clock: cloud.now,
    } as unknown as Parameters<typeof tellStaff>[0]
    const { newsletter, kind, date } = aDigest()
    const message = { newsletter, kind, date, notice: 'held', to: 0 } as const
    await tellStaff(one)(message)
    expect(again).toEqual(
      outcome === 'waits' ? [{ message: { ...message, tries: 1 }, delaySeconds: 900 }] : [],
    )
    if (outcome === 'waits') await expect(tellStaff(one)({ ...message, tries: 96 })).rejects.toThrow(Conflict)
    expect(calls).toHaveLength(outcome === 'waits' ? 2 : 1)
    expect(warned).toHaveLength(outcome === 'told of' ? 1 : 0)
    expect(warned.join()).not.toContain('@')
  })
})

describe('notices handed out', () => {
  const notices = sqsQueue<NoticeMessage>(new SQSClient({}), cloud.environment.STAFF_QUEUE_URL ?? '')

  test('are told twice if that could not be marked, and never not at all', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    const owed = await owing(digest, 'held', { status: 'held' })
    const dies = { ...desk.digests, replace: () => Promise.reject(new Error('killed')) }
    await expect(handOutNotices({ digests: dies, notices }, owed)).rejects.toThrow('killed')
    await cloud.step()
    expect(addressed(newsletter)).toEqual([ADA, ADA])
    await cloud.step()
    expect(told(newsletter)).toHaveLength(2)
  })

  test('are told once, though the listing still shows them as owed', async () => {
    const { newsletter, digest } = await drafted({ staff: [ADA] })
    const listed = await owing(digest, 'held', { status: 'held' })
    for (let times = 0; times < 2; times += 1)
      expect((await handOutNotices({ digests: desk.digests, notices }, listed)).owed).toBeUndefined()
    await cloud.step()
    expect(addressed(newsletter)).toEqual([ADA])
  })

  test('are owed until their queue takes them, and hold no digest up', async () => {
    const { newsletter } = await cloud.weekly(1, 1, { staff: [ADA] })
    const approved = await cloud.until(newsletter, 'approved')
    await owing(approved, 'report')
    const queueUrl = cloud.environment.STAFF_QUEUE_URL
    process.env.STAFF_QUEUE_URL = `${queueUrl}-that-is-not-there`
    await wireTick()()
    process.env.STAFF_QUEUE_URL = queueUrl
    expect(await cloud.newest(newsletter)).toMatchObject({ owed: ['report'], asked: { step: 'freeze' } })
    await cloud.until(newsletter, 'sent')
    await cloud.step()
    expect((await cloud.newest(newsletter))?.owed).toBeUndefined()
  })
})

test('every command in a mail is one that gazette knows', async () => {
  const { newsletter, digest } = await drafted({ staff: [ADA] })
  const over = { totals: { audience: 1, waiting: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 1 } }
  let owed = await owing(digest, 'ready')
  for (const change of [
    { status: 'held', owed: ['held'] },
    { ...over, status: 'sent', owed: ['report'], firstCallAt: cloud.now(), closedAt: cloud.now() },
  ] as const) {
    await cloud.step()
    owed = (await desk.digests.get(owed)) ?? owed
    await desk.digests.replace({ ...owed, ...change, owed: [...change.owed] })
  }
  await cloud.step()
  const lines = told(newsletter).flatMap(({ text }) => text.match(/(?<=^ {2}gazette ).*$/gm) ?? [])
  expect(new Set(lines.map((line) => line.split(' ')[1]))).toEqual(
    new Set(['show', 'approve', 'hold', 'resume', 'skip', 'resend', 'leave']),
  )
  for (const line of lines)
    await expect(runCommand(line.split(' '))).rejects.toThrow('This command opened the store.')
})
