import { beforeEach, describe, expect, test } from 'vitest'
import { en } from '#functions/core/messages/en.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { dumpAll } from '#tests/support/dump-all.ts'
import { linksOf } from '#tests/support/links-of.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { post, type SeenPage, visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud

let reader: Subscriber
/** Every link of the digest that the reader got, and forwarded. */
let forwarded: string[]
let mailsBefore: number

let numbered = 0
beforeEach(async () => {
  numbered += 1
  const newsletter = await cloud.newsletter()
  reader = await cloud.reader(newsletter, { address: `zaynab-${numbered}@the-women-of.example` })
  await cloud.post(newsletter)
  const [mail] = cloud.accepted(await cloud.settle(newsletter))
  forwarded = linksOf(cloud, mail?.messageId ?? '')
  mailsBefore = cloud.inbox.accepted().length
})

const lettersSince = async () => {
  await cloud.workers.drain()
  await cloud.inbox.idle()
  await cloud.workers.drain()
  const mails = cloud.inbox.accepted().slice(mailsBefore)
  return mails.map(({ tags, to, cc = [], bcc = [] }) => [tags.letter, ...to, ...cc, ...bcc])
}

const linkOf = (room: string): string =>
  forwarded.find((link) => link.startsWith(`${cloud.publicOrigin}/${room}/`)) ?? ''

/** All that a stranger can reach: every link of ours, and every button of every page, pressed once. */
const crawl = async (links: readonly string[]): Promise<SeenPage[]> => {
  const pages: SeenPage[] = []
  const known = new Set<string>()
  const isNew = (what: string): boolean => !known.has(what) && known.add(what).size > 0
  const look = async (page: SeenPage): Promise<void> => {
    pages.push(page)
    await follow(page.links())
    for (const button of page.buttons())
      if (isNew(`${button} at ${new URL(page.url).pathname}`)) await look(await page.press(button))
  }
  const follow = async (found: readonly string[]): Promise<void> => {
    for (const link of found)
      if (link.startsWith(cloud.publicOrigin) && isNew(link)) await look(await visit(link))
  }
  await follow(links)
  return pages
}

/** The same tokens on every other page that takes one. */
const misused = (): string[] => {
  const tokens = [linkOf('leave'), linkOf('preferences')].map((link) => new URL(link).pathname.split('/')[2])
  return ['leave', 'preferences', 'still', 'link'].flatMap((room) =>
    tokens.map((token) => `${cloud.publicOrigin}/${room}/${token}`),
  )
}

const expectNothingTold = ({ url, html, headers }: SeenPage): void => {
  const [local = '', domain = ''] = reader.address.split('@')
  const answer = [url, html, ...[...headers].flat()].join('\n').toLowerCase()
  for (const secret of [local, domain]) expect.soft(answer, url).not.toContain(secret)
  // What a letter’s link leads to.
  expect.soft(answer, url).not.toMatch(/\/link\/[0-9a-f]{24}\./)
  expect.soft(headers.get('content-type'), url).toMatch(/^text\/html/)
}

describe('whoever has a forwarded mail', () => {
  test('cannot see the address on any page, whatever they open and press', async () => {
    const pages = await crawl([...forwarded, ...misused()])
    for (const link of misused()) pages.push(await post(link, ''))
    for (const page of pages) expectNothingTold(page)
    expect(pages.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'The Sample',
        en.dead.title,
        en.leave.leftTitle,
        en.leave.title('The Sample'),
        en.leave.undoneTitle,
        en.link.deadTitle,
        en.preferences.linkSentTitle,
        en.preferences.title('The Sample'),
        en.signUp.title('The Sample'),
        en.still.thanksTitle,
        en.still.title('The Sample'),
      ]),
    )
  })

  test('cannot download, move or erase: all of their buttons have letters mailed to the reader alone', async () => {
    await crawl([...forwarded, ...misused()])
    const letters = await lettersSince()
    expect(letters.toSorted()).toEqual(['download', 'erase', 'move'].map((kind) => [kind, reader.address]))
    expect(await desk.subscribers.get(reader.newsletter, reader.id)).toMatchObject({
      address: reader.address,
      consentAt: reader.consentAt,
    })
  })

  test('changes nothing by these buttons but the links that wait in the letters, whatever else they send along', async () => {
    const before = await dumpAll(cloud)
    const page = await visit(linkOf('preferences'))
    const stranger = 'stranger@mail.example'
    const typed = { email: stranger, address: stranger, to: stranger, reader: '0'.repeat(24) }
    for (const purpose of ['download', 'move', 'erase'] as const)
      await page.press(en.preferences[purpose], typed)
    expect((await lettersSince()).every(([, ...to]) => String(to) === reader.address)).toBe(true)
    const after = await dumpAll(cloud)
    expect(before.filter((line) => !after.includes(line))).toEqual([])
    const rows = after.filter((line) => !before.includes(line) && !line.startsWith('mail '))
    expect(rows.map((row) => row.match(/"sk":"(\w+)/)?.[1]).toSorted()).toEqual([
      'letters',
      'link',
      'link',
      'link',
    ])
  })
})
