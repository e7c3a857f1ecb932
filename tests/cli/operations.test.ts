import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import { sqsClient } from '#functions/wiring/clients.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'

const cloud = await startTestCloud()
const run = (...args: string[]) => runCommand(args, cloud.desk)
const ADA = ['--as', 'Ada', '--why', 'an old list'] as const

describe('the ramp', () => {
  test('is switched off and on for one newsletter, and who did it is kept', async () => {
    const [newsletter, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const on = (...args: string[]) => run('ramp', ...args, '--newsletter', newsletter.slug)
    const ramps = async () => (await cloud.desk.newsletters.get(newsletter.slug))?.ramps
    expect(await on('off', ...ADA)).toMatchObject({
      code: 0,
      out: [expect.stringContaining('with everybody')],
    })
    expect([await ramps(), (await cloud.desk.newsletters.get(other.slug))?.ramps]).toEqual([false, true])
    cloud.pass(1)
    expect(await on('on', ...ADA)).toMatchObject({ code: 0, out: [expect.stringContaining('day by day')] })
    expect(await ramps()).toBe(true)
    expect(await cloud.desk.acts.list({ newsletter: newsletter.slug })).toMatchObject([
      { verb: 'no-ramp', by: 'Ada', why: 'an old list' },
      { verb: 'ramp', by: 'Ada' },
    ])
  })

  test('needs on or off, a name and a reason', async () => {
    for (const args of [[...ADA], ['maybe', ...ADA], ['on', 'off', ...ADA], ['on', '--as', 'Ada']])
      expect((await run('ramp', ...args)).code).toBe(2)
  })
})

describe('dead letters', () => {
  /** A message that its worker cannot read, until it gives up. */
  const givenUp = async (): Promise<void> => {
    const QueueUrl = cloud.environment.DRAFT_QUEUE_URL
    await sqsClient().send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }))
    for (let tries = 0; tries < 6; tries += 1) {
      await cloud.workers.drain()
      cloud.pass(60)
    }
  }
  const counts = async () => {
    const { out } = await run('dead-letters', '--json')
    const all: { queue: string; count: number; oldest: string | null }[] = out.map((line) => JSON.parse(line))
    return new Map(all.map((one) => [/-(\w+)Queue/.exec(one.queue)?.[1], one]))
  }

  test('are listed for each queue, and given back to its worker', async () => {
    const sentAt = cloud.now()
    await givenUp()
    const found = await counts()
    expect([...found.keys()].toSorted()).toEqual([
      'Approvals',
      'Batches',
      'BulkFeedback',
      'Closings',
      'Drafts',
      'Freezes',
      'Jobs',
      'Requests',
      'StaffMail',
      'Sweeps',
      'UrgentFeedback',
    ])
    expect(found.get('Drafts')?.count).toBe(1)
    expect((found.get('Drafts')?.oldest ?? '') >= sentAt).toBe(true)
    expect(found.get('Batches')).toMatchObject({ count: 0, oldest: null })
    expect((await run('dead-letters')).out).toContainEqual(
      expect.stringMatching(/DraftsQueue\w+: 1, the oldest seen of 20\S+Z$/),
    )

    const { code, out } = await run('dead-letters', 'redrive', 'drafts', '--as', 'Ada')
    expect([code, out]).toEqual([0, [expect.stringMatching(/DraftsQueue\w+: 1 message moved back\.$/)]])
    expect((await counts()).get('Drafts')?.count).toBe(0)
    const { queue = '' } = found.get('Drafts') ?? {}
    expect(await cloud.desk.acts.list({ queue })).toMatchObject([
      { verb: 'redrive', by: 'Ada', why: '1 messages' },
    ])
  })

  test('of all queues are given back when none is named', async () => {
    await givenUp()
    await givenUp()
    expect((await run('dead-letters', 'redrive', '--as', 'Ada')).out).toHaveLength(1)
    expect((await run('dead-letters', 'redrive', '--as', 'Ada')).out).toEqual(['There are no dead letters.'])
  })

  test('are given back by a name, of a queue that there is', async () => {
    expect((await run('dead-letters', 'redrive')).code).toBe(2)
    for (const [part, words] of [
      ['nothing', 'No queue has nothing'],
      ['feedback', 'Several queues have feedback'],
    ] as const) {
      const { code, err } = await run('dead-letters', 'redrive', part, '--as', 'Ada')
      expect([code, err[0]]).toEqual([2, expect.stringContaining(words)])
    }
  })
})
