import { expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { msOf, toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { digests } = cloud.desk

/** A weekly newsletter that begins on the 20th of a month, with one reader of every digest and one of round-ups. */
const weekly = async (over: Partial<Newsletter> = {}) => {
  const now = systemClock()
  const [year = 0, month = 0] = now.split('-').map(Number)
  const twentieth = toInstant(Date.UTC(year, now.slice(8, 10) < '20' ? month - 1 : month, 20, 9))
  cloud.clock.advanceTo(msOf(twentieth))
  const newsletter = await cloud.newsletter({ ...slotAt(cloud.now(), 'UTC'), ...over })
  const every = await cloud.reader(newsletter)
  const monthly = await cloud.reader(newsletter, { frequency: 'monthly' })
  return { newsletter, every, monthly }
}

/** Sends the digests of the slot that has come, with one new story each week; answers with them. */
const week = async (newsletter: Newsletter, title: string): Promise<Digest[]> => {
  await cloud.post(newsletter, { title, text: `${title} is told in words of its own: ${title.repeat(3)}.` })
  const regular = await cloud.settle(newsletter)
  for (let steps = 0; steps < 40; steps += 1) {
    const latest = await digests.latest(newsletter.slug, 2)
    const roundUp = latest.find(({ kind, date }) => kind === 'round-up' && date === regular.date)
    if (roundUp === undefined || ['sent', 'skipped'].includes(roundUp.status))
      return [regular, ...(roundUp ? [roundUp] : [])]
    if (roundUp.status === 'draft') {
      const { hash } = await cloud.desk.previewDigest(roundUp, roundUp.revision)
      await cloud.desk.approveDigest(roundUp, { revision: roundUp.revision, editionHash: hash, by: 'Ada' })
    }
    await cloud.step(15)
  }
  throw new Error('The round-up did not settle.')
}

const NAMES = ['Harbour', 'Orchard', 'Lantern', 'Quarry', 'Meadow', 'Chapel', 'Glacier', 'Foundry']

const titles = async (digest: Digest | undefined): Promise<string[]> => {
  const content = digest && (await digests.content(digest, digest.revision))
  return content?.entries.map(({ title }) => title).toSorted() ?? []
}

test('a round-up comes with the first slot of each month, gathers what was sent since the last one, and uses no posts', async () => {
  const { newsletter, every, monthly } = await weekly()
  const roundUps: { digest: Digest; before: string[] }[] = []
  let since: string[] = []
  for (const title of NAMES) {
    const [regular, roundUp] = await week(newsletter, title)
    if (roundUp !== undefined) {
      roundUps.push({ digest: roundUp, before: since })
      since = []
      expect(Number(roundUp.date.slice(8))).toBeLessThanOrEqual(7)
      const mailed = (one: Digest) => cloud.accepted(one).map(({ tags }) => tags.reader)
      expect(mailed(roundUp)).toEqual([monthly.id])
      expect(mailed(regular as Digest)).toEqual([every.id])
    }
    since.push(title)
    await cloud.nextSlot(newsletter)
  }
  expect(roundUps.length).toBeGreaterThanOrEqual(2)
  for (const { digest, before } of roundUps) expect(await titles(digest)).toEqual(before.toSorted())
  for (const post of (await digests.content(roundUps[0]?.digest as Digest, 1))?.entries ?? [])
    expect((await cloud.desk.posts.get(newsletter.slug, post.post))?.usedIn?.digest).toContain('-regular-')
}, 60_000)
