import { randomUUID } from 'node:crypto'
import { SQSClient } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { plusDays } from '#functions/core/instant.ts'
import { en } from '#functions/core/messages/en.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { ReaderRequest } from '#functions/use-cases/request.ts'
import { button, inBrowser, showing } from '#tests/support/browser.ts'
import { dumpAll } from '#tests/support/dump-all.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { linksOf } from '#tests/support/links-of.ts'
import type { TestCloud } from '#tests/support/local-cloud.ts'

/** Has a digest mailed, and a letter of every kind. */
const mailEverything = async (cloud: TestCloud): Promise<void> => {
  const newsletter = await cloud.newsletter()
  const unconfirmed = await cloud.newsletter({ confirms: false })
  const { id: reader, address } = await cloud.reader(newsletter)
  await cloud.post(newsletter)
  await cloud.settle(newsletter)
  const silent = await cloud.reader(newsletter, { consentAt: plusDays(cloud.now(), -366) })
  const unproven = await cloud.reader(newsletter, { consentAt: undefined })

  const common = () => ({ id: randomUUID(), newsletter: newsletter.slug, at: cloud.now() })
  const signUp = (address: string, { slug }: Newsletter = newsletter): ReaderRequest => ({
    ...common(),
    kind: 'sign-up',
    newsletter: slug,
    address,
    preferences: { categories: 'all' },
    words: 'As agreed.',
    version: '1',
    trace: { ip: '127.0.0.1', agent: 'A browser' },
  })
  const requests: ReaderRequest[] = [
    signUp('fresh@mail.example'),
    signUp(address),
    signUp('at-once@mail.example', unconfirmed),
    ...(['download', 'move', 'erase'] as const).map((purpose) => ({
      ...common(),
      kind: 'link' as const,
      reader,
      purpose,
    })),
    { ...common(), kind: 'arrive', reader, address: 'moved@mail.example' },
    { ...common(), kind: 'still', reader: silent.id },
    { ...common(), kind: 'prove', reader: unproven.id },
  ]
  const queue = sqsQueue<ReaderRequest>(new SQSClient({}), cloud.environment.REQUEST_QUEUE_URL ?? '')
  await queue.send(requests.map((message) => ({ message })))
  await cloud.workers.drain()
}

await inBrowser(async (cloud, open) => {
  await mailEverything(cloud)
  const mails = cloud.inbox.accepted()
  const links = [...new Set(mails.flatMap(({ messageId }) => linksOf(cloud, messageId)))]

  test('there is a digest and a letter of every kind', () => {
    const kinds = mails.map(({ tags }) => tags.letter ?? 'digest').toSorted()
    expect(kinds).toEqual([...Object.keys(en.letters), 'digest'].toSorted())
    const rooms = new Set(links.map((link) => new URL(link).pathname.split('/')[1]))
    expect(rooms).toEqual(new Set(['archive', 'leave', 'link', 'preferences', 'still', 'subscribe']))
  })

  test('a scanner that opens every link of every mail, in a browser too, changes nothing; pressed buttons do', async () => {
    const page = await open()
    const before = await dumpAll(cloud)
    const kinds = new Set(before.map((line) => line.split(' ', 1)[0]))
    expect([...kinds]).toEqual([
      'AUDIENCE_TABLE',
      'CONTENT_TABLE',
      'DELIVERY_TABLE',
      'bucket',
      'queue',
      'mail',
    ])
    for (let rounds = 0; rounds < 2; rounds += 1)
      for (const link of links) {
        for (const method of ['HEAD', 'GET'])
          expect([link, (await fetch(link, { method })).status]).toEqual([link, 200])
        const response = await page.goto(link)
        expect([link, response?.status()]).toEqual([link, 200])
        await page.waitForTimeout(50)
      }
    expect(await dumpAll(cloud)).toEqual(before)

    await page.goto(lettersTo(cloud, 'fresh@mail.example')[0]?.link ?? '')
    await button(page, en.link.confirmButton).click()
    await showing(page, en.link.confirmedTitle)
    const confirmed = await dumpAll(cloud)
    expect(confirmed).not.toEqual(before)
    await page.getByRole('link', { name: en.link.toPreferences }).click()
    await button(page, en.preferences.download).click()
    await showing(page, en.preferences.linkSentTitle)
    expect((await dumpAll(cloud)).filter((line) => !confirmed.includes(line))).toEqual([
      expect.stringMatching(/^queue .*download/),
    ])
  })
})
