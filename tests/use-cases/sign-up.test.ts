import { describe, expect, test } from 'vitest'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { post, type SeenPage, visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud

let numbered = 0
const anAddress = (): string => {
  numbered += 1
  return `visitor-${numbered}@mail.example`
}

const signUpPage = ({ slug }: Newsletter, query = ''): Promise<SeenPage> =>
  visit(`${cloud.publicOrigin}/subscribe/${slug}${query}`)

/** Fills in the page as slowly as a person does, sends it, and lets the worker do its part. */
const signUp = async (
  newsletter: Newsletter,
  email: string,
  typed: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<SeenPage> => {
  const page = await signUpPage(newsletter)
  cloud.pass(10)
  const answer = await page.press(undefined, { email, ...typed })
  await cloud.workers.drain()
  return answer
}

const rowOf = async ({ slug }: Newsletter, address: string) =>
  desk.subscribers.get(slug, await desk.idOfReader(address))

const confirm = async (link: string): Promise<SeenPage> => (await visit(link)).press()

describe('a sign-up', () => {
  test('is confirmed by the one link of a letter, and then the next digest comes with what was chosen', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter, { title: 'Of the news', categories: ['News'] })
    await cloud.post(newsletter, { title: 'Of culture', categories: ['Culture'] })
    const email = anAddress()
    const answer = await signUp(newsletter, email, {
      category: ['culture'],
      language: 'ar',
      zone: 'Asia/Amman',
    })
    expect([answer.status, answer.title]).toEqual([200, 'Now look into your inbox'])
    expect(await rowOf(newsletter, email)).toMatchObject({ status: 'pending', address: email })

    const [letter, ...more] = lettersTo(cloud, email)
    expect(more).toEqual([])
    expect(letter).toMatchObject({ kind: 'confirm', from: '"The Sample" <confirm@news.gazette.example>' })
    expect(letter?.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'Content-Language': 'ar' })

    const page = await visit(letter?.link ?? '')
    expect(await rowOf(newsletter, email)).toMatchObject({ status: 'pending' })
    const done = await page.press()
    expect(done.status).toBe(200)
    expect(await rowOf(newsletter, email)).toMatchObject({
      status: 'active',
      categories: ['culture'],
      language: 'ar',
      zone: 'Asia/Amman',
      consentAt: expect.any(String),
    })
    const digest = await cloud.settle(newsletter)
    const [mail, ...others] = cloud.accepted(digest)
    expect(others).toEqual([])
    const { text } = cloud.inbox.message(mail?.messageId ?? '')
    expect([text.includes('Of culture'), text.includes('Of the news')]).toEqual([true, false])
  })

  test('that nobody confirms expires, row and link, after 72 hours', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    await signUp(newsletter, email)
    const [letter] = lettersTo(cloud, email)
    cloud.pass(72 * 3600 + 1)
    expect(await rowOf(newsletter, email)).toBeUndefined()
    expect((await visit(letter?.link ?? '')).status).toBe(404)
    expect((await post(letter?.link ?? '', '')).status).toBe(404)
    expect(await rowOf(newsletter, email)).toBeUndefined()
  })

  test('is confirmed once: the link is dead afterwards, and revives nobody who left', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    await signUp(newsletter, email)
    const [letter] = lettersTo(cloud, email)
    const choices = (await confirm(letter?.link ?? '')).links()[0] ?? ''
    const leave = (await visit(choices)).links().find((link) => link.includes('/leave/')) ?? ''
    await post(leave, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
    expect((await post(letter?.link ?? '', '')).status).toBe(404)
    expect(await rowOf(newsletter, email)).toMatchObject({ status: 'unsubscribed' })
  })

  test('of who left before needs a new confirmation, and until then changes nothing of their row', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    const { statusAt } = await cloud.reader(newsletter, { address: email, status: 'unsubscribed' })
    await signUp(newsletter, email, { category: ['culture'] })
    expect(await rowOf(newsletter, email)).toMatchObject({
      status: 'unsubscribed',
      statusAt,
      categories: 'all',
    })
    await confirm(lettersTo(cloud, email)[0]?.link ?? '')
    expect(await rowOf(newsletter, email)).toMatchObject({ status: 'active', categories: ['culture'] })
  })

  test('gets the same answer for an address that is new, known, suppressed or erased', async () => {
    const newsletter = await cloud.newsletter()
    const [fresh, known, complained, erased] = [anAddress(), anAddress(), anAddress(), anAddress()]
    await cloud.reader(newsletter, { address: known })
    await desk.suppress((await cloud.reader(newsletter, { address: complained })).id, 'complaint')
    await desk.suppress((await cloud.reader(newsletter, { address: erased })).id, 'erased')
    await desk.subscribers.remove(newsletter.slug, await desk.idOfReader(erased))
    const answers = await Promise.all(
      [fresh, known, complained, erased].map(async (address) => {
        const { status, html } = await signUp(newsletter, address)
        return `${status} ${html.replaceAll(address, '…')}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
    const kinds = [fresh, known, complained, erased].map((one) =>
      lettersTo(cloud, one).map(({ kind }) => kind),
    )
    expect(kinds).toEqual([['confirm'], ['known'], [], ['confirm']])
  })

  test('a fresh confirmation brings back who was erased, and only that', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter)
    const email = anAddress()
    await desk.suppress(await desk.idOfReader(email), 'erased')
    await signUp(newsletter, email)
    expect(await rowOf(newsletter, email)).toMatchObject({ status: 'pending', suppressed: 'erased' })
    await confirm(lettersTo(cloud, email)[0]?.link ?? '')
    const reader = await rowOf(newsletter, email)
    expect(reader).toMatchObject({ status: 'active' })
    expect(reader?.suppressed).toBeUndefined()
    const digest = await cloud.settle(newsletter)
    expect(await cloud.standings(digest)).toEqual({ [reader?.id ?? '']: 'accepted' })
  })

  test('mails one address at most three letters in 24 hours, whoever asks', async () => {
    const newsletter = await cloud.newsletter()
    const other = await cloud.newsletter()
    const email = anAddress()
    for (const each of [newsletter, other, newsletter, other, newsletter]) await signUp(each, email)
    expect(lettersTo(cloud, email)).toHaveLength(3)
    cloud.pass(24 * 3600)
    await signUp(newsletter, email)
    expect(lettersTo(cloud, email)).toHaveLength(4)
  })

  test('carries nothing that the visitor typed into the letter', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    await signUp(newsletter, email, {
      name: 'Buy at https://spam.example',
      zone: 'Mars/Phobos',
      language: 'xx',
    })
    const [letter] = lettersTo(cloud, email)
    expect(`${letter?.subject}${letter?.text}${letter?.html}`).not.toMatch(/spam|Mars|xx/)
  })

  test('without confirmations, where an admin turned them off, begins at once; but not for who left', async () => {
    const newsletter = await cloud.newsletter({ confirms: false })
    const [fresh, left] = [anAddress(), anAddress()]
    await cloud.reader(newsletter, { address: left, status: 'unsubscribed' })
    for (const each of [fresh, left]) await signUp(newsletter, each)
    expect([await rowOf(newsletter, fresh), await rowOf(newsletter, left)]).toMatchObject([
      { status: 'active' },
      { status: 'unsubscribed' },
    ])
    expect([fresh, left].map((one) => lettersTo(cloud, one)[0]?.kind)).toEqual(['welcome', 'confirm'])
  })
})

describe('a sign-up that cannot be taken', () => {
  const refused = async (email: string, typed: Readonly<Record<string, string>> = {}) => {
    const newsletter = await cloud.newsletter({ refusedDomains: ['throwaway.example'] })
    const answer = await signUp(newsletter, email, typed)
    expect(lettersTo(cloud, email)).toEqual([])
    return answer
  }

  test('for its address is shown again with the reason, and with all that was chosen', async () => {
    const answer = await refused('ada@@example.org', { category: 'culture' })
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('An address has one @')])
    expect(answer.html).toMatch(/value="culture" checked/)
    expect(answer.html).not.toMatch(/value="news" checked/)
    expect(answer.html).toContain('value="ada@@example.org"')
  })

  test('for a domain of throw-away addresses says so', async () => {
    expect((await refused('ada@throwaway.example')).text).toContain('last for a short time only')
  })

  test('for a slip of the domain asks once, and takes it when it is sent again', async () => {
    const newsletter = await cloud.newsletter()
    const answer = await signUp(newsletter, 'ada@gmial.com')
    expect(answer.text).toContain('Did you mean ada@gmail.com?')
    cloud.pass(10)
    expect((await answer.press()).title).toBe('Now look into your inbox')
  })

  test('because it came quicker than a person types, or with a form of long ago, is shown again', async () => {
    const newsletter = await cloud.newsletter()
    const page = await signUpPage(newsletter)
    const quick = await page.press(undefined, { email: anAddress() })
    expect([quick.status, quick.text]).toEqual([422, expect.stringContaining('once more')])
    cloud.pass(25 * 3600)
    expect((await page.press(undefined, { email: anAddress() })).status).toBe(422)
    const foreign = await post(
      `${cloud.publicOrigin}/subscribe/${newsletter.slug}`,
      new URLSearchParams({ email: anAddress() }),
    )
    expect([foreign.status, foreign.html]).toEqual([422, expect.stringContaining('name="ticket"')])
  })

  test('because a program filled the field that nobody sees gets the usual answer and no letter', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    const answer = await signUp(newsletter, email, { url: 'https://spam.example' })
    expect([answer.status, answer.title, lettersTo(cloud, email)]).toEqual([
      200,
      'Now look into your inbox',
      [],
    ])
  })

  test('because its network sent too many in an hour is asked to come back', async () => {
    const newsletter = await cloud.newsletter()
    cloud.pass(3600)
    const page = await signUpPage(newsletter)
    cloud.pass(10)
    const statuses: number[] = []
    for (let tries = 0; tries < 32; tries += 1)
      statuses.push((await page.press(undefined, { email: anAddress() })).status)
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429, 429])
    cloud.pass(3600)
    expect((await page.press(undefined, { email: anAddress() })).status).toBe(200)
  })

  test('for a newsletter that is not there finds no page', async () => {
    expect((await visit(`${cloud.publicOrigin}/subscribe/nowhere`)).status).toBe(404)
  })
})

describe('the history of a consent', () => {
  test('says what was asked, in which words, when, and how it was confirmed; where from, for 90 days', async () => {
    const newsletter = await cloud.newsletter()
    const email = anAddress()
    await signUp(newsletter, email)
    const askedAt = cloud.now()
    await confirm(lettersTo(cloud, email)[0]?.link ?? '')
    const id = await desk.idOfReader(email)
    const [asked, confirmed, ...more] = await desk.histories.list(id)
    expect(more).toEqual([])
    expect(asked).toMatchObject({
      what: 'asked',
      how: 'form',
      version: '1',
      words: expect.stringContaining('By pressing Subscribe you ask'),
      trace: { ip: '127.0.0.1', agent: expect.any(String) },
    })
    expect(asked && asked.at <= askedAt).toBe(true)
    expect(confirmed).toMatchObject({ what: 'confirmed', how: 'link' })
    cloud.pass(90 * 24 * 3600)
    expect((await desk.histories.list(id)).map(({ trace }) => trace)).toEqual([undefined, undefined])
  })
})

test('an id is what it was: the sign-up and the import of one address are one reader', async () => {
  const newsletter = await cloud.newsletter()
  await signUp(newsletter, ' Mixed.Case@Mail.example ')
  const row = await rowOf(newsletter, 'mixed.case@mail.example')
  expect(row).toMatchObject({ address: 'Mixed.Case@mail.example' })
  expect(readerIdOf('another pepper', 'mixed.case@mail.example')).not.toBe(row?.id)
})
