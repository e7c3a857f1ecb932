import { describe, expect, test } from 'vitest'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { adjustPath, leavePath } from '#functions/core/public-paths.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { tokenOf } from '#tests/support/token-of.ts'
import { post, type SeenPage, visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const { subscribers, histories } = desk

const choicesOf = async (reader: Subscriber): Promise<SeenPage> =>
  visit(`${cloud.publicOrigin}${adjustPath(await tokenOf(cloud, reader, 'adjust'))}`)
const leavingOf = async (reader: Subscriber): Promise<SeenPage> =>
  visit(`${cloud.publicOrigin}${leavePath(await tokenOf(cloud, reader, 'leave'))}`)

const rowOf = ({ newsletter, id }: Subscriber) => subscribers.get(newsletter, id)
const rowAt = async ({ slug }: Newsletter, address: string) =>
  subscribers.get(slug, await desk.idOfReader(address))

/** Presses a button of the choices' page, and follows the letter's link. */
const byLetter = async (reader: Subscriber, button: string): Promise<SeenPage> => {
  await (await choicesOf(reader)).press(button)
  await cloud.workers.drain()
  return visit(lettersTo(cloud, reader.address).at(-1)?.link ?? '')
}

const drained = async (page: Promise<SeenPage>): Promise<SeenPage> => {
  const answer = await page
  await cloud.workers.drain()
  return answer
}

describe('choices', () => {
  test('are saved as they were pressed, and kept in the history', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const page = await choicesOf(reader)
    const saved = await page.press('Save', {
      category: ['culture'],
      frequency: 'monthly',
      notes: 'leave-out',
      layout: 'plain',
      zone: 'Asia/Seoul',
      language: 'ar',
      pause: '4',
    })
    expect(saved.status).toBe(200)
    const row = await rowOf(reader)
    expect(row).toMatchObject({
      categories: ['culture'],
      frequency: 'monthly',
      notes: 'leave-out',
      layout: 'plain',
      zone: 'Asia/Seoul',
      language: 'ar',
    })
    expect(Date.parse(row?.pausedUntil ?? '')).toBeCloseTo(cloud.clock.now() + 28 * 86_400_000, -5)
    const [changed] = await histories.list(reader.id)
    expect(changed).toMatchObject({
      what: 'changed',
      how: 'mail',
      change: { layout: 'plain', zone: 'Asia/Seoul' },
    })

    const again = await (await choicesOf(reader)).press('احفظ', {
      category: ['news', 'culture', 'other'],
      pause: '',
    })
    expect(again.html).toContain('dir="rtl"')
    const back = await rowOf(reader)
    expect([back?.categories, back?.pausedUntil, back?.layout]).toEqual(['all', undefined, 'plain'])
  })

  test('saved as they were leave the row and the history as they are, but for the sign of life', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter, { categories: ['news'], notes: 'titles', layout: 'plain' })
    cloud.pass(3600)
    await (await choicesOf(reader)).press('Save', { zone: '', language: '' })
    expect(await rowOf(reader)).toEqual({ ...reader, seenAt: expect.any(String) })
    expect(await histories.list(reader.id)).toEqual([])
  })

  test('keep a pause that runs, unless another is chosen', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    await (await choicesOf(reader)).press('Save', { pause: '8' })
    const { pausedUntil } = (await rowOf(reader)) ?? {}
    await (await choicesOf(reader)).press('Save')
    expect((await rowOf(reader))?.pausedUntil).toBe(pausedUntil)
  })
})

describe('leaving', () => {
  test('is taken back by the button that follows it, within an hour', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const left = await (await leavingOf(reader)).press('Unsubscribe')
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
    const undone = await left.press('Undo')
    expect([undone.status, undone.title]).toEqual([200, 'You are subscribed again'])
    expect((await rowOf(reader))?.status).toBe('active')
    expect((await histories.list(reader.id)).map(({ what }) => what)).toEqual([
      'unsubscribed',
      'resubscribed',
    ])

    cloud.pass(1)
    const again = await (await leavingOf(reader)).press('Unsubscribe')
    cloud.pass(3601)
    expect((await again.press('Undo')).status).toBe(409)
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
  })

  test('of every newsletter ends all of them, and is taken back as a whole', async () => {
    const [one, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const address = 'everywhere@mail.example'
    const here = await cloud.reader(one, { address })
    const there = await cloud.reader(other, { address })
    const left = await (await leavingOf(here)).press('Unsubscribe from every newsletter here')
    expect([(await rowOf(here))?.status, (await rowOf(there))?.status]).toEqual([
      'unsubscribed',
      'unsubscribed',
    ])
    await left.press('Undo')
    expect([(await rowOf(here))?.status, (await rowOf(there))?.status]).toEqual(['active', 'active'])
  })

  test('by hand cannot take back what the reader did another time', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const left = await (await leavingOf(reader)).press('Unsubscribe')
    await left.press('Undo')
    cloud.pass(60)
    await (await leavingOf(reader)).press('Unsubscribe')
    expect((await left.press('Undo')).status).toBe(409)
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
  })

  test('makes no reader of somebody who never confirmed', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter, { status: 'pending' })
    const left = await (await leavingOf(reader)).press('Unsubscribe')
    expect(left.html).not.toContain('name="undo"')
  })
})

describe('a letter’s link', () => {
  test('downloads all that is kept, once', async () => {
    const [newsletter, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const reader = await cloud.reader(newsletter, { categories: ['news'] })
    await cloud.reader(other, { address: reader.address })
    await (await choicesOf(reader)).press('Save', { category: ['culture'] })
    const page = await byLetter(reader, 'Download my data')
    const file = await page.press('Download')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(JSON.parse(file.html)).toMatchObject({
      fingerprint: reader.id,
      suppressed: null,
      subscriptions: expect.arrayContaining([
        expect.objectContaining({
          newsletter: newsletter.slug,
          address: reader.address,
          categories: ['culture'],
        }),
        expect.objectContaining({ newsletter: other.slug }),
      ]),
      history: [expect.objectContaining({ what: 'changed' })],
    })
    expect((await post(page.url, '')).status).toBe(404)
  })

  test('is good for 24 hours', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    const page = await byLetter(reader, 'Erase me')
    cloud.pass(24 * 3600)
    expect((await visit(page.url)).status).toBe(404)
    expect((await page.press()).status).toBe(404)
    expect(await rowOf(reader)).toBeDefined()
  })

  test('moves a reader with all their choices, once the new address confirmed it; old links follow', async () => {
    const [newsletter, other] = [await cloud.newsletter(), await cloud.newsletter()]
    const before = { categories: ['culture'], notes: 'titles' as const, zone: 'Asia/Seoul' }
    const reader = await cloud.reader(newsletter, before)
    const elsewhere = await cloud.reader(other, { address: reader.address })
    const moved = 'moved@mail.example'
    const asked = await drained(
      (await byLetter(reader, 'Change my address')).press(undefined, { email: moved }),
    )
    expect(asked.title).toBe('Now look into the new inbox')
    expect(await rowAt(newsletter, moved)).toMatchObject({ status: 'pending' })
    expect(await rowOf(reader)).toMatchObject({ status: 'active' })

    const [letter] = lettersTo(cloud, moved)
    const arrived = await (await visit(letter?.link ?? '')).press()
    expect(arrived.title).toBe('Your address is changed')
    const here = await rowAt(newsletter, moved)
    expect(here).toMatchObject({ ...before, status: 'active', address: moved, consentAt: reader.consentAt })
    expect(await rowOf(reader)).toMatchObject({ movedTo: here?.id })
    expect(await rowOf(elsewhere)).toMatchObject({ movedTo: here?.id })
    expect(await rowAt(other, moved)).toMatchObject({ status: 'active' })

    await cloud.post(newsletter, { categories: ['Culture'] })
    const digest = await cloud.settle(newsletter)
    expect(await cloud.standings(digest)).toEqual({
      [reader.id]: 'excluded: moved',
      [here?.id ?? '']: 'accepted',
    })
    await (await leavingOf(reader)).press('Unsubscribe')
    expect((await rowAt(newsletter, moved))?.status).toBe('unsubscribed')
  })

  test('moves nobody to a suppressed address, and says nothing of it', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const taken = 'complained@mail.example'
    await desk.suppress(await desk.idOfReader(taken), 'complaint')
    const asked = await drained(
      (await byLetter(reader, 'Change my address')).press(undefined, { email: taken }),
    )
    expect(asked.title).toBe('Now look into the new inbox')
    expect([lettersTo(cloud, taken), await rowAt(newsletter, taken)]).toEqual([[], undefined])
  })

  test('stays good while the new address is none', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    const page = await byLetter(reader, 'Change my address')
    const refused = await page.press(undefined, { email: 'nobody@nowhere' })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('not a domain')])
    expect((await refused.press(undefined, { email: 'somebody@mail.example' })).status).toBe(200)
  })

  test('brings somebody back to an address from which they moved', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const there = 'there-and-back@mail.example'
    const move = async (from: Subscriber, to: string): Promise<void> => {
      await drained((await byLetter(from, 'Change my address')).press(undefined, { email: to }))
      await (await visit(lettersTo(cloud, to).at(-1)?.link ?? '')).press()
    }
    await move(reader, there)
    const away = await rowAt(newsletter, there)
    if (away === undefined) throw new Error('Nobody moved')
    await move(away, reader.address)
    expect([(await rowOf(reader))?.movedTo, (await rowOf(away))?.movedTo]).toEqual([undefined, reader.id])
    expect((await rowOf(reader))?.status).toBe('active')
  })
})

describe('what happens at the same time', () => {
  test('a forwarded mail’s finder cannot take back a leaving of the reader’s own', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    const found = await (await leavingOf(reader)).press('Unsubscribe')
    cloud.pass(600)
    const token = await tokenOf(cloud, reader, 'leave')
    await post(
      `${cloud.publicOrigin}${leavePath(token)}`,
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    )
    expect((await found.press('Undo')).status).toBe(409)
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
  })

  test('who leaves by an old mail has left at their new address', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const there = await cloud.reader(newsletter)
    await subscribers.update(newsletter.slug, reader.id, { movedTo: there.id })
    await post(`${cloud.publicOrigin}${leavePath(await tokenOf(cloud, reader, 'leave'))}`, '')
    expect((await rowOf(there))?.status).toBe('unsubscribed')
  })

  test('links that were asked for before a move do nothing after it', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const erase = await byLetter(reader, 'Erase me')
    const to = 'moved-before-erasing@mail.example'
    await drained((await byLetter(reader, 'Change my address')).press(undefined, { email: to }))
    await (await visit(lettersTo(cloud, to)[0]?.link ?? '')).press()
    expect((await erase.press()).status).toBe(404)
    await cloud.workers.drain()
    expect(await rowAt(newsletter, to)).toMatchObject({ status: 'active' })
  })

  test('a file with somebody’s data is given out once, however often it is asked for at once', async () => {
    const reader = await cloud.reader(await cloud.newsletter())
    const page = await byLetter(reader, 'Download my data')
    const answers = await Promise.all([page.press(), page.press(), page.press()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
  })

  test('a file with somebody’s data has those of their addresses before', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const to = 'with-a-past@mail.example'
    await drained((await byLetter(reader, 'Change my address')).press(undefined, { email: to }))
    await (await visit(lettersTo(cloud, to)[0]?.link ?? '')).press()
    const moved = await rowAt(newsletter, to)
    if (moved === undefined) throw new Error('Nobody moved')
    const { subscriptions } = JSON.parse((await (await byLetter(moved, 'Download my data')).press()).html)
    const addresses = subscriptions.map(({ address }: { address: string }) => address)
    expect(addresses.toSorted()).toEqual([reader.address, to].toSorted())
  })

  test('a confirmation that waited while its reader confirmed another and left revives nobody', async () => {
    const newsletter = await cloud.newsletter()
    const email = 'twice@mail.example'
    for (let times = 0; times < 2; times += 1) {
      const page = await visit(`${cloud.publicOrigin}/subscribe/${newsletter.slug}`)
      cloud.pass(10)
      await page.press(undefined, { email })
      await cloud.workers.drain()
    }
    const [first, second] = lettersTo(cloud, email)
    await (await visit(first?.link ?? '')).press()
    cloud.pass(60)
    const reader = await rowAt(newsletter, email)
    if (reader === undefined) throw new Error('Nobody confirmed')
    await (await leavingOf(reader)).press('Unsubscribe')
    expect((await post(second?.link ?? '', '')).status).toBe(404)
    expect((await rowOf(reader))?.status).toBe('unsubscribed')
  })

  test('a button that is pressed twice says twice what it did', async () => {
    const newsletter = await cloud.newsletter()
    const email = 'double-click@mail.example'
    const page = await visit(`${cloud.publicOrigin}/subscribe/${newsletter.slug}`)
    cloud.pass(10)
    await page.press(undefined, { email })
    await cloud.workers.drain()
    const link = lettersTo(cloud, email)[0]?.link ?? ''
    const confirm = await visit(link)
    expect([(await confirm.press()).title, (await confirm.press()).title]).toEqual([
      'You are subscribed',
      'You are subscribed',
    ])
    cloud.pass(61)
    expect((await confirm.press()).status).toBe(404)
  })
})
