import { load } from 'cheerio/slim'
import { beforeEach, describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { plusDays } from '#functions/core/instant.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import { leasesOf } from '#infra/stages.ts'
import { signedIn } from '#tests/support/desk-visitor.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import { unresolved } from '#tests/support/lost-answers.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'
import type { SeenPage } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { acts, control, digests, posts, undecidedReaders } = cloud.desk
const LEASE_SECONDS = leasesOf(stage(cloud.publicOrigin)).call
const WHY = { why: 'It must be so.' }

beforeEach(() => cloud.inbox.setFaults([]))

const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest
const mailed = (digest: Digest) => cloud.accepted(digest).map(({ tags }) => tags.reader ?? '')
const saidOn = ({ html }: SeenPage): string => load(html)('.said').text()
const badgeOn = ({ html }: SeenPage): string => load(html)('#digest-state .badge').text()

/** The numbers of a table of a page, by the words that its rows begin with. */
const numbersIn = ({ html }: SeenPage, caption: string): Record<string, number> => {
  const $ = load(html)
  const table = $('#standing table').filter((_, one) => $(one).find('caption').text() === caption)
  const rows = table.find('tbody tr').toArray()
  return Object.fromEntries(
    rows.map((row) => [$(row).find('th').text(), Number($(row).find('td').first().text().replace(',', ''))]),
  )
}
const sum = (numbers: Record<string, number>): number =>
  Object.values(numbers).reduce((total, number) => total + number, 0)

/** How the readers stand that a page shows, once it is seen that all its numbers add up. */
const standingOn = (page: SeenPage): Record<string, number> => {
  const { 'all readers': all, ...parts } = numbersIn(page, 'How its readers stand')
  expect(all, page.text).toBe(sum(parts))
  const of = (caption: string) => sum(numbersIn(page, caption))
  expect(of('What SES told of the mails that it accepted')).toBe(parts.accepted)
  expect(of('Who is excluded, and why')).toBe(parts.excluded)
  return parts
}

/** A digest of six readers in batches of two, and one who left, whose canary is out. */
const inTheMiddle = async () => {
  const { newsletter, readers } = await cloud.weekly(6)
  await cloud.reader(newsletter, { status: 'unsubscribed' })
  const digest = await cloud.frozen(newsletter, 2)
  await cloud.workers.tick()
  await cloud.workers.drain()
  return { newsletter, ids: readers.map(({ id }) => id).toSorted(), digest, path: deskPath(digest) }
}

const closed = async (digest: Digest): Promise<Digest> => {
  cloud.pass(LEASE_SECONDS)
  for (let steps = 0; steps < 10; steps += 1) {
    await cloud.step()
    const now = await latest(digest)
    if (now.closedAt !== undefined) return now
  }
  throw new Error('It was not closed.')
}

describe('a digest that is sent', () => {
  test('shows numbers that add up at every moment: paused in the middle, resumed, cancelled, and sent to the rest', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const ben = await signedIn(cloud, 'Ben Okoro')
    const { newsletter, ids, digest, path } = await inTheMiddle()
    const counted = async () => standingOn(await ada.visit(`${path}/progress`))
    const NOW = { accepted: 2, waiting: 4, uncertain: 0, failed: 0, excluded: 1 }

    const first = await ada.visit(path)
    expect(badgeOn(first)).toBe('sending')
    expect(first.text).toContain('Its readers were not counted yet.')
    expect(first.html).toContain(`data-from="${path}/progress"`)
    expect(await counted()).toEqual(NOW)
    expect(standingOn(await ada.visit(path))).toEqual(NOW)

    const pausing = await ben.visit(`${path}/pause`)
    expect(pausing.text).toContain('2 readers have it already.')
    expect(pausing.text).toContain('4 readers are not mailed until somebody resumes it.')
    expect(pausing.text).toMatch(/Counted at \w{3} \d+ \w{3} \d{4}, \d\d:\d\d:\d\d UTC/)
    const paused = await pausing.press('#do-pause', WHY)
    expect([badgeOn(paused), paused.buttons()]).toEqual(['paused', ['Undo']])
    expect(await counted()).toEqual(NOW)

    expect((await ada.visit(`${path}/resume`)).text).toContain('It goes on with 4 readers.')
    const resumed = await paused.press('Undo')
    expect([badgeOn(resumed), saidOn(resumed)]).toEqual(['sending', 'Resumed.'])

    const cancelling = await ben.visit(`${path}/cancel?counted=now`)
    expect(cancelling.text).toContain('2 readers have it already, and mail cannot be called back.')
    expect(cancelling.text).toContain('4 readers will not get it.')
    expect(badgeOn(await cancelling.press('#do-cancel', WHY))).toBe('cancelled')
    await closed(digest)
    const CANCELLED = { ...NOW, waiting: 0, excluded: 5 }
    expect(await counted()).toEqual(CANCELLED)
    expect((await ben.visit(path)).text).toContain('2 readers were reached, 4 were not')
    expect((await ben.visit(path)).html).not.toContain('id="send-remaining"')
    expect((await ben.visit(`${path}/send-remaining`)).status).toBe(403)
    expect((await ben.post(`${path}/send-remaining`, WHY)).status).toBe(403)

    const asking = await ada.visit(`${path}/send-remaining`)
    expect(asking.text).toContain('4 readers who were not reached are mailed from now on')
    expect(asking.text).toContain('2 readers who have it already are not mailed again.')
    expect(badgeOn(await asking.press('#do-send-remaining', WHY))).toBe('sending')
    expect(await counted()).toEqual(NOW)

    const sent = await cloud.settle(newsletter)
    expect(mailed(sent).toSorted()).toEqual(ids)
    expect(await counted()).toEqual({ ...NOW, accepted: 6, waiting: 0 })
    await expectPromiseKept(cloud, sent)
    expect((await acts.list(sent)).map(({ verb, by }) => `${verb} by ${by}`)).toEqual([
      'pause by Ben Okoro',
      'resume by Ben Okoro',
      'cancel by Ben Okoro',
      'send-remaining by Ada Marlow',
    ])
  })

  test('looks again by itself until it is over, and then shows its feedback', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    const { newsletter, digest, path } = await inTheMiddle()
    const polls = async () => load((await ben.visit(`${path}/progress`)).html)('#standing[data-poll]').length
    expect(await polls()).toBe(1)
    expect((await ben.visit(path)).html).not.toContain('Feedback over time')
    await cloud.settle(newsletter)
    expect(await polls()).toBe(0)
    const page = await ben.visit(path)
    expect(page.text).toContain('Feedback over time')
    expect(page.text).toContain('Entries by category')
    expect(page.links()).toContain(cloud.publicOrigin + pagePath(digest))
    expect(load(page.html)('.phases li.done')).toHaveLength(5)
  })

  test('cannot be sent to the rest of once its templates are deleted, or before anybody was mailed', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const { digest, path } = await inTheMiddle()
    await control.cancel(digest, { by: 'Ada Marlow', ...WHY })
    const over = await closed(digest)
    await digests.replace({ ...over, closedAt: plusDays(cloud.now(), -15) })
    expect((await ada.visit(path)).text).toContain('nobody can be sent to any more')
    expect(await ada.visit(`${path}/send-remaining`)).toMatchObject({ status: 409 })

    const { newsletter } = await cloud.weekly(1)
    const draft = await cloud.drafted(newsletter)
    await control.cancel(draft, { by: 'Ada Marlow', ...WHY })
    const refused = await ada.visit(`${deskPath(draft)}/send-remaining`)
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('before anybody was mailed'),
    ])
  })
})

describe('readers whom nothing settles by itself', () => {
  test('are named to an admin, who sends again or leaves it, asked once with the number', async () => {
    const { newsletter, readers, digest } = await unresolved(cloud, 3)
    const path = deskPath(digest)
    const ada = await signedIn(cloud, 'Ada Marlow')
    const [first] = readers
    const addresses = readers.map(({ address }) => address)
    const named = (page: SeenPage) => addresses.filter((address) => page.html.includes(address))
    expect(await undecidedReaders(digest)).toMatchObject({ uncertain: 3, failed: 0, readers: { length: 3 } })

    const page = await ada.visit(`${path}/readers`)
    expect(named(page)).toEqual([])
    expect(page.links()).toContain(`${cloud.publicOrigin}${path}/readers/names`)
    const names = await ada.visit(`${path}/readers/names`)
    expect(named(names)).toEqual(addresses)
    cloud.pass(1)

    const leaving = await names.press(`#leave-${first?.id}`)
    expect(named(leaving)).toEqual([first?.address])
    expect(leaving.text).toContain('1 reader stays uncertain by your word, and is not sent to again.')
    expect(saidOn(await leaving.press('#do-leave', WHY))).toBe('1 reader stays uncertain by your word.')

    const others = await ada.visit(`${path}/readers/names`)
    expect(named(others)).toEqual(addresses.slice(1))
    const resending = await others.press('#resend-all')
    expect(resending.text).toContain('2 readers are uncertain: they may have the mail already')
    expect(mailed(digest)).toHaveLength(3)
    expect(saidOn(await resending.press('#do-resend', WHY))).toContain('2 readers wait to be sent to again')

    const sent = await cloud.settle(newsletter)
    expect(sent.totals).toMatchObject({ accepted: 2, uncertain: 1 })
    expect(mailed(sent)).toHaveLength(5)
    expect((await acts.list(digest)).map(({ verb, by, why }) => [verb, by, why])).toEqual([
      ['leave', 'Ada Marlow', `1 reader: ${WHY.why}`],
      ['resend', 'Ada Marlow', `2 readers: ${WHY.why}`],
    ])
    expect(standingOn(await ada.visit(`${path}/progress`))).toMatchObject({ accepted: 2, uncertain: 1 })
  })

  test('who failed can be sent to again, and not be left', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const { newsletter, readers } = await cloud.weekly(2)
    const [bad] = readers
    const fault = { kind: 'entry-status', status: 'INVALID_PARAMETER' } as const
    cloud.inbox.setFaults([{ match: { recipient: bad?.address ?? '' }, fault }])
    const digest = await cloud.settle(newsletter)
    const names = await ada.visit(`${deskPath(digest)}/readers/names`)
    expect(names.text).toContain('SES refused the entry (INVALID_PARAMETER)')
    expect(names.buttons()).toEqual(['Look it up', 'Send again to all 1 shown', 'Send again'])
    const refused = await ada.post(`${deskPath(digest)}/readers/leave`, { failed: bad?.id ?? '', ...WHY })
    expect(refused.status).toBe(422)
  })

  test('are kept from an editor, who changes nothing', async () => {
    const { readers, digest } = await unresolved(cloud, 1)
    const path = deskPath(digest)
    const ben = await signedIn(cloud, 'Ben Okoro')
    const id = readers[0]?.id ?? ''
    const before = await cloud.standings(digest)
    const refused = [
      await ben.visit(`${path}/readers`),
      await ben.visit(`${path}/readers/names`),
      await ben.post(`${path}/readers`, { who: readers[0]?.address ?? '' }),
      await ben.post(`${path}/readers/resend`, { uncertain: id, sure: 'yes', ...WHY }),
      await ben.post(`${path}/readers/leave`, { uncertain: id, sure: 'yes', ...WHY }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    for (const { html } of refused) expect(html).not.toContain(readers[0]?.address)
    expect(await cloud.standings(digest)).toEqual(before)
    expect(await acts.list(digest)).toEqual([])
    expect((await ben.visit(path)).links()).not.toContain(`${cloud.publicOrigin}${path}/readers`)
  })

  test('and all others are told why they did not get it, by an address that stands in no URL', async () => {
    const { newsletter, readers, digest } = await unresolved(cloud, 1)
    const path = deskPath(digest)
    const ada = await signedIn(cloud, 'Ada Marlow')
    const ask = async (who: string) => (await ada.visit(`${path}/readers`)).press('#ask-why', { who })
    const address = readers[0]?.address ?? ''
    const answer = await ask(address)
    expect(answer.url).toBe(`${cloud.publicOrigin}${path}/readers`)
    expect(answer.text).toMatch(
      /Uncertain: the answer to the call at \w{3} \d+ \w{3} \d{4}, [\d:]+ UTC, in batch 0-0, was lost/,
    )
    const late = await cloud.reader(newsletter)
    expect((await ask(late.address)).text).toContain('Not in the audience, which was frozen at ')
    expect((await ask('nobody@mail.example')).text).toContain('This address is no reader of the newsletter.')
    expect(await ask('nobody')).toMatchObject({ status: 422 })
  })
})

describe('a correction', () => {
  const correctionsIn = async (digest: Digest) => {
    const { revision } = await latest(digest)
    return (await digests.content(digest, revision))?.corrections?.map(({ text }) => text) ?? []
  }

  test('stands at the top of the next draft, or of one that is there, and can be taken back', async () => {
    const { newsletter } = await cloud.weekly(1)
    const sent = await cloud.settle(newsletter)
    const path = deskPath(sent)
    const ben = await signedIn(cloud, 'Ben Okoro')
    const correct = (await ben.visit(path)).links().find((link) => link.includes('/correct/')) ?? ''

    const form = await ben.visit(correct)
    expect(form.text).toContain('stands at the top of the next digest, for all its readers')
    const undone = await form.press('#correct-next', { text: 'Withdrawn again.', ...WHY })
    expect(saidOn(undone)).toContain('stands at the top of the next digest that is drafted')
    expect(saidOn(await undone.press('Undo'))).toContain('Dropped')
    await form.press('#correct-next', { text: 'It was on  Monday.', ...WHY })
    expect((await acts.list(sent)).map(({ verb, by }) => [verb, by])).toContainEqual(['correct', 'Ben Okoro'])

    await cloud.nextSlot(newsletter)
    await cloud.post(newsletter)
    const draft = await cloud.drafted(newsletter)
    expect(await correctionsIn(draft)).toEqual(['It was on Monday.'])

    const later = await signedIn(cloud, 'Ben Okoro')
    const again = await (await later.visit(correct)).press('#correct-draft', { text: 'And in Rome.', ...WHY })
    expect(again.url).toBe(cloud.publicOrigin + deskPath(draft))
    expect(await correctionsIn(draft)).toEqual(['It was on Monday.', 'And in Rome.'])
    expect((await later.visit(`${deskPath(draft)}/correct/${'0'.repeat(24)}`)).status).toBe(409)
    expect((await posts.placed(newsletter.slug)).length).toBe(0)
    await control.cancel(draft, { by: 'Ben Okoro', ...WHY })
  })
})
