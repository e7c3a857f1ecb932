import { GetSuppressedDestinationCommand, NotFoundException } from '@aws-sdk/client-sesv2'
import { beforeEach, describe, expect, test } from 'vitest'
import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { gazette } from '#functions/cli/gazette.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { sesTemplateClient } from '#functions/wiring/ses-client.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'

const cloud = await startTestCloud()
const { desk } = cloud
beforeEach(() => cloud.inbox.setFaults([]))

const ADA = ['--as', 'Ada', '--why', 'ada@mail.example wrote to us'] as const
const run = async (...args: string[]) => {
  // Every act has a moment of its own.
  cloud.pass(1)
  const { code, out, err } = await runCommand(args, desk)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const rowOf = ({ newsletter, id }: Subscriber) => desk.subscribers.get(newsletter, id)
const verbs = async (reader: string) => (await desk.acts.list({ reader })).map(({ verb }) => verb)

const isOnSesList = async (EmailAddress: string): Promise<boolean> => {
  try {
    await sesTemplateClient().send(new GetSuppressedDestinationCommand({ EmailAddress }))
    return true
  } catch (error) {
    if (error instanceof NotFoundException) return false
    throw error
  }
}

/** A reader who got a digest and reported it as spam, after the week of that. */
const complained = async () => {
  const { newsletter, readers } = await cloud.weekly(2)
  const [reader, other] = readers as [Subscriber, Subscriber]
  const fault = { kind: 'outcome', outcome: 'complaint' } as const
  cloud.inbox.setFaults([{ match: { recipient: reader.address }, fault }])
  await cloud.settle(newsletter)
  await cloud.step()
  cloud.inbox.setFaults([])
  expect((await rowOf(reader))?.suppressed).toBe('complaint')
  await cloud.nextSlot(newsletter)
  await cloud.post(newsletter)
  return { newsletter, reader, other }
}

describe('gazette lift', () => {
  test('has a reader who complained mailed again, by us and by SES', async () => {
    const { newsletter, reader } = await complained()
    expect(await isOnSesList(reader.address)).toBe(true)
    const { code, out } = await run('lift', reader.address.toUpperCase(), ...ADA)
    expect([code, out]).toEqual([
      0,
      `Lifted: the suppression of reader ${reader.id} by a complaint. SES’s own list no longer has the address either. They get again: ${newsletter.slug}.`,
    ])
    expect(await isOnSesList(reader.address)).toBe(false)
    const digest = await cloud.settle(newsletter)
    await cloud.step()
    expect(digest).toMatchObject({ totals: { accepted: 2, excluded: 0 } })
    const why = await run('digest', 'why', reader.address, '--newsletter', newsletter.slug)
    expect(why.out).toContain('delivered')
    expect((await rowOf(reader))?.suppressed).toBeUndefined()
  })

  test('is not undone when the complaint is told once more, as from a dead letter', async () => {
    const { reader } = await complained()
    const complainedRecipients = [{ emailAddress: reader.address }]
    const told = (timestamp: string) =>
      feedbackOf({ eventType: 'Complaint', complaint: { complainedRecipients, timestamp } }, cloud.now())
    const before = cloud.now()
    await run('lift', reader.address, ...ADA)
    cloud.pass(60)
    await desk.recordFeedback([told(before)])
    expect((await rowOf(reader))?.suppressed).toBeUndefined()
    await desk.recordFeedback([told(cloud.now())])
    expect((await rowOf(reader))?.suppressed).toBe('complaint')
  })

  test('without it, the next digest leaves them out', async () => {
    const { newsletter, reader } = await complained()
    const digest = await cloud.settle(newsletter)
    expect(await cloud.standings(digest)).toMatchObject({ [reader.id]: 'excluded: suppressed' })
  })

  test('is refused for who had themselves erased, and for an id', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    await run('erase', reader.address, ...ADA)
    expect(await run('lift', reader.address, ...ADA)).toMatchObject({
      code: 1,
      err: 'They had themselves erased. They alone can come back, by signing up.',
    })
    expect(await run('lift', reader.id, ...ADA)).toMatchObject({ code: 1, out: '' })
    expect(await verbs(reader.id)).toEqual(['erase'])
  })

  test('says when there was nothing to lift', async () => {
    const { code, out } = await run('lift', 'nobody@mail.example', ...ADA)
    expect([code, out]).toEqual([0, expect.stringContaining('was not suppressed')])
  })
})

describe('gazette suppress', () => {
  test('keeps an address from being mailed, on every newsletter and for those to come', async () => {
    const { newsletter, readers } = await cloud.weekly(1)
    const [reader] = readers as [Subscriber]
    expect(await run('suppress', reader.address, ...ADA)).toMatchObject({
      code: 0,
      out: `Reader ${reader.id} is suppressed: nothing is mailed to them any more.`,
    })
    expect((await rowOf(reader))?.suppressed).toBe('admin')
    const elsewhere = await cloud.reader(await cloud.newsletter(), { address: reader.address })
    expect(elsewhere.suppressed).toBe('admin')
    expect(await desk.histories.list(reader.id)).toMatchObject([
      { newsletter: newsletter.slug, what: 'suppressed', how: 'admin' },
    ])
    expect((await run('lift', reader.address, ...ADA)).out).toContain('by an admin’s word')
    expect((await desk.histories.list(reader.id)).map(({ what }) => what)).toContain('lifted')
  })

  test('leaves an earlier cause', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    await desk.suppress(reader.id, 'complaint')
    expect((await run('suppress', reader.id, ...ADA)).out).toContain('before, by a complaint, and stays so')
    expect((await rowOf(reader))?.suppressed).toBe('complaint')
  })
})

describe('gazette reader', () => {
  test('shows choices, consent and suppression, without the address, and keeps who looked', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter, { categories: ['news', 'culture'], zone: 'Asia/Amman' })
    const trace = { ip: '203.0.113.7', agent: 'A browser' }
    await desk.histories.note(
      reader.id,
      {
        newsletter: newsletter.slug,
        at: cloud.now(),
        what: 'asked',
        how: 'form',
        words: 'The words.',
        version: '1',
      },
      trace,
    )
    await run('suppress', reader.id, ...ADA)
    const { code, out } = await run('reader', reader.address, ...ADA)
    expect(code).toBe(0)
    for (const told of [
      `Reader ${reader.id}: suppressed by an admin’s word`,
      `${newsletter.slug}: active since`,
      'news, culture',
      'Asia/Amman',
      'asked, by form',
      'words 1: The words.',
      'from 203.0.113.7, A browser',
      'suppressed, by admin',
    ])
      expect(out).toContain(told)
    expect(out).not.toContain(reader.address)

    const json = JSON.parse((await run('reader', reader.id, '--json', ...ADA)).out)
    expect(json).toMatchObject({
      asked: reader.id,
      reader: reader.id,
      suppressed: 'admin',
      subscriptions: [{ newsletter: newsletter.slug, categories: ['news', 'culture'] }],
      history: [{ what: 'asked', trace }, { what: 'suppressed' }],
    })
    expect(JSON.stringify(json)).not.toContain(reader.address)
    expect(await verbs(reader.id)).toEqual(['suppress', 'look', 'look'])
  })

  test('shows nothing when it cannot be kept that somebody looked', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    const shown: string[] = []
    const context = {
      out: (line: string) => shown.push(line),
      err: (line: string) => shown.push(line),
      connect: async () => desk,
      wait: async () => false,
    }
    const put = desk.acts.put
    desk.acts.put = () => Promise.reject(new Error('The table is away.'))
    await expect(gazette(['reader', reader.address, ...ADA], context)).rejects.toThrow('away')
    desk.acts.put = put
    expect(shown).toEqual([])
    expect(await gazette(['reader', reader.address, ...ADA], context)).toBe(0)
    expect(shown.join()).toContain(reader.id)
  })

  test('needs one reader, a name and a reason; so do the others', async () => {
    for (const command of ['reader', 'suppress', 'lift', 'erase'])
      for (const args of [
        [...ADA],
        ['a@mail.example', 'b@mail.example', ...ADA],
        ['a@mail.example', '--as', 'Ada'],
        ['a@mail.example', '--why', 'so'],
      ])
        expect((await run(command, ...args)).code).toBe(2)
  })
})

describe('gazette erase', () => {
  test('leaves the hash alone, and says what remains', async () => {
    const [one, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const reader = await cloud.reader(one)
    await cloud.reader(other, { address: reader.address })
    await desk.histories.note(reader.id, {
      newsletter: one.slug,
      at: cloud.now(),
      what: 'asked',
      how: 'form',
    })
    const { code, out } = await run('erase', reader.address, ...ADA)
    expect([code, out]).toEqual([0, expect.stringMatching(/is erased\. What remains:.*35 days/s)])
    for (const { slug } of [one, other]) expect(await desk.subscribers.get(slug, reader.id)).toBeUndefined()
    expect(await desk.histories.list(reader.id)).toEqual([])
    await expect(cloud.reader(one, { address: reader.address })).rejects.toThrow('was erased')
  })

  test('of an address that was left behind names the one to erase', async () => {
    const newsletter = await cloud.newsletter()
    const [from, to] = [await cloud.reader(newsletter), await cloud.reader(newsletter)]
    await desk.subscribers.update(newsletter.slug, from.id, { movedTo: to.id })
    expect(await run('erase', from.address, ...ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining(to.id),
    })
    expect(await rowOf(from)).toBeDefined()
  })
})

describe('gazette audit', () => {
  test('lists what admins did about a reader, and holds no address', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    await run('reader', reader.address, ...ADA)
    await run('suppress', reader.address, ...ADA)
    const lines = (await run('audit', '--reader', reader.address)).out.split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^20\S+Z look, Ada: …@… wrote to us$/),
      expect.stringMatching(/^20\S+Z suppress, Ada: …@… wrote to us$/),
    ])
    const [first] = (await run('audit', '--reader', reader.id, '--json')).out.split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ reader: reader.id, verb: 'look', by: 'Ada' })
    expect((await run('audit', '--reader', 'stranger@mail.example')).out).toBe('Nobody did anything.')
  })

  test('is of a newsletter or of a reader', async () => {
    const { slug } = await cloud.newsletter()
    expect((await run('audit', '--newsletter', slug, '--reader', 'a@mail.example')).code).toBe(2)
    expect((await run('audit', '--newsletter', 'none-such')).code).toBe(2)
  })
})
