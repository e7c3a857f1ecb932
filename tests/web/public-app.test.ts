import { request } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { dynamoPages } from '#functions/adapters/dynamodb/pages.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Post } from '#functions/core/post.ts'
import { pagePath, picturePath, previewPath } from '#functions/core/public-paths.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { newSecret } from '#functions/wiring/new-id.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { aPng, JPEG, MOVING_GIF } from '#tests/support/pictures.ts'
import { dumpTables } from '#tests/support/table-dump.ts'
import { visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { subscribers } = cloud.desk

interface Mail {
  readonly leave: string
  readonly adjust: string
  readonly links: readonly string[]
  readonly text: string
}

/** What a reader got of a digest, with the links that lead to us. */
const mailOf = (digest: Digest, { id }: Subscriber): Mail => {
  const accepted = cloud.accepted(digest).find(({ tags }) => tags.reader === id)
  const { html, text, headers } = cloud.inbox.message(accepted?.messageId ?? '')
  const all = [html, text, ...headers.map(({ value }) => value)].join('\n')
  const links = [...new Set(all.match(/https?:\/\/127\.0\.0\.1:\d+\/[^\s"'<>)#]*/g) ?? [])]
  const named = (path: string) => links.find((link) => new URL(link).pathname.startsWith(path)) ?? ''
  return { leave: named('/leave/'), adjust: named('/preferences/'), links, text }
}

const oneClick = (
  link: string,
  body: string | FormData | URLSearchParams = new URLSearchParams(ONE_CLICK),
): Promise<Response> => fetch(link, { method: 'POST', body, redirect: 'manual' })

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }

const asForm = (): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(ONE_CLICK)) form.append(name, value)
  return form
}

const categoriesOf = (ids: readonly string[]): URLSearchParams =>
  new URLSearchParams(ids.map((id): [string, string] => ['category', id]))

/** The same token, but for the first character of its signature. */
const forged = (link: string): string =>
  link.replace(/\.([^.])([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`)

const statusOf = async ({ newsletter, id }: Subscriber): Promise<string | undefined> =>
  (await subscribers.get(newsletter, id))?.status

/** A status, as it comes over the wire without any redirect being followed or body being asked for. */
const head = (link: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(link, { method: 'HEAD' }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

const { newsletter, readers } = await cloud.weekly(6)
await cloud.post(newsletter, { title: 'On culture', categories: ['Culture'] })
const digest = await cloud.settle(newsletter)

const reader = (position: number): Subscriber => {
  const found = readers[position]
  if (found === undefined) throw new RangeError(`No reader ${position}`)
  return found
}

test('opening every link of a mail, as scanners do, changes nothing', async () => {
  const { links, leave, adjust } = mailOf(digest, reader(0))
  expect(links).toEqual(expect.arrayContaining([leave, adjust, `${cloud.publicOrigin}${pagePath(digest)}`]))
  const before = await dumpTables(cloud)
  for (const link of links) {
    expect(await head(link)).toBe(200)
    expect((await fetch(link)).status).toBe(200)
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect((await fetch(leave, { method })).status).toBe(404)
  expect(await dumpTables(cloud)).toEqual(before)
})

describe('one click unsubscribes (RFC 8058)', () => {
  test.each([
    ['as a form', 1, () => new URLSearchParams(ONE_CLICK)],
    ['as form data', 2, asForm],
    ['without a body', 3, () => ''],
  ])('sent %s, and again', async (_, position, body) => {
    const { leave } = mailOf(digest, reader(position))
    const answer = await oneClick(leave, body())
    expect(answer.status).toBe(200)
    expect(await statusOf(reader(position))).toBe('unsubscribed')
    const page = await answer.text()

    const before = await dumpTables(cloud)
    const again = await oneClick(leave, body())
    expect(again.status).toBe(200)
    expect(await again.text()).toBe(page)
    expect(await dumpTables(cloud)).toEqual(before)
  })

  test('and whoever did so gets no further digest', async () => {
    await cloud.nextSlot(newsletter)
    await cloud.post(newsletter)
    const next = await cloud.settle(newsletter)
    expect((await cloud.standings(next))[reader(1).id]).toBe('excluded: unsubscribed')
    expect((await cloud.standings(next))[reader(0).id]).toBe('accepted')
  })

  test('but a forged token has no effect, and tells nothing', async () => {
    const { leave, adjust } = mailOf(digest, reader(4))
    const before = await dumpTables(cloud)
    const swapped = adjust.replace('/preferences/', '/leave/')
    const other = leave.replace(reader(4).id, reader(5).id)
    for (const link of [forged(leave), swapped, other, `${cloud.publicOrigin}/leave/nonsense`]) {
      const answer = await oneClick(link)
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain('@')
      expect((await fetch(link)).status).toBe(404)
    }
    expect(await dumpTables(cloud)).toEqual(before)
    expect(await statusOf(reader(4))).toBe('active')
  })
})

test('pages mask the address', async () => {
  const { leave, adjust } = mailOf(digest, reader(4))
  const { address } = reader(4)
  const pages = [await fetch(leave), await fetch(adjust), await oneClick(adjust), await oneClick(leave)]
  for (const page of pages) {
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('r…@m…')
    expect(html).not.toContain(address)
    expect(html).not.toContain(address.split('@')[1])
  }
})

describe('preferences', () => {
  const choose = (link: string, ...categories: string[]): Promise<Response> =>
    fetch(link, { method: 'POST', body: categoriesOf(categories) })

  test('narrow what the next digest holds', async () => {
    const { adjust } = mailOf(digest, reader(5))
    const saved = await choose(adjust, 'culture', 'unknown', '<script>')
    expect(saved.status).toBe(200)
    expect(await saved.text()).toMatch(/value="culture" checked/)
    expect(await subscribers.get(newsletter.slug, reader(5).id)).toMatchObject({ categories: ['culture'] })

    await cloud.nextSlot(newsletter)
    const [news, culture] = ['News of the week', 'Culture of the week']
    await cloud.post(newsletter, { title: news })
    await cloud.post(newsletter, { title: culture, categories: ['Culture'] })
    const next = await cloud.settle(newsletter)
    const narrowed = mailOf(next, reader(5)).text
    expect(narrowed).toContain(culture)
    expect(narrowed).not.toContain(news)
    expect(mailOf(next, reader(0)).text).toContain(news)
  })

  test('of all categories mean those to come as well; of none, no mail', async () => {
    const { adjust } = mailOf(digest, reader(5))
    await choose(adjust, ...newsletter.categories.map(({ id }) => id))
    expect(await subscribers.get(newsletter.slug, reader(5).id)).toMatchObject({ categories: 'all' })
    await choose(adjust)
    expect(await subscribers.get(newsletter.slug, reader(5).id)).toMatchObject({ categories: [] })
  })

  test('need a token of their own', async () => {
    const { leave, adjust } = mailOf(digest, reader(0))
    const before = await dumpTables(cloud)
    for (const link of [forged(adjust), leave.replace('/leave/', '/preferences/')]) {
      expect((await choose(link, 'culture')).status).toBe(404)
      expect((await fetch(link)).status).toBe(404)
    }
    expect(await dumpTables(cloud)).toEqual(before)
  })
})

describe('the web page of a digest', () => {
  test('is absent before it is sent, and then lists every entry, also those that no mail shows', async () => {
    const own = await cloud.newsletter({ entriesPerCategory: 2 })
    await cloud.reader(own)
    const posts: Post[] = []
    for (let count = 0; count < 5; count += 1) posts.push(await cloud.post(own))
    const HOUR = 3600
    const ref = { newsletter: own.slug, kind: 'regular' as const, date: '2099-01-01' }
    await deliver(wireDraftDigest(), { ...ref, dueAt: plusSeconds(cloud.now(), HOUR) })
    const approved = await cloud.until(own, 'approved')
    expect(digestKey(approved)).toBe(digestKey(ref))
    const link = `${cloud.publicOrigin}${pagePath(ref)}`
    expect((await fetch(link)).status).toBe(404)

    cloud.pass(HOUR)
    await cloud.until(own, 'sending')
    const page = await fetch(link)
    expect(page.status).toBe(200)
    const html = await page.text()
    for (const { title, url } of posts) expect(html).toContain(`<a href="${url}">${title}</a>`)

    const sent = await cloud.until(own, 'sent')
    const [mail] = cloud.accepted(sent)
    const { text } = cloud.inbox.message(mail?.messageId ?? '')
    expect(posts.filter(({ title }) => text.includes(`${title}\n`))).toHaveLength(3)
    expect(text).toContain('2 more on News')
  })

  test('is found under its own newsletter only', async () => {
    for (const path of [
      `/archive/other/${digestKey(digest)}`,
      `/archive/${newsletter.slug}/nonsense`,
      `/archive/${newsletter.slug}/${newsletter.slug}-regular-2001-01-01`,
    ])
      expect((await fetch(`${cloud.publicOrigin}${path}`)).status).toBe(404)
  })
})

describe('the preview of a draft', () => {
  const pages = dynamoPages(tableOf(new DynamoDBClient({}), cloud.environment.CONTENT_TABLE ?? ''))
  const page = `<!doctype html>
<html lang="ar" dir="rtl">
<head>
<title>&lt;head&gt;&lt;main&gt; $&amp;</title>
</head>
<body>
<main>
<p>A story</p>
</main>
</body>
</html>`
  const published = async (days: number): Promise<string> => {
    const token = newSecret()
    await pages.publishPreview(token, page, plusDays(cloud.now(), days))
    return `${cloud.publicOrigin}${previewPath(token)}`
  }

  test('opens by its link alone, says what it is, and is neither kept nor indexed nor named to others', async () => {
    const opened = await visit(await published(1))
    expect([opened.status, opened.text]).toEqual([200, 'Preview of a draft: not public, not sent A story'])
    const { headers, html } = opened
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    const added = html.split('\n').filter((line) => !page.split('\n').includes(line))
    expect(added).toEqual([
      '<meta name="robots" content="noindex">',
      '<p class="notice" lang="en" dir="ltr">Preview of a draft: not public, not sent</p>',
    ])
  })

  test('is gone when its time is over, and is not there for a guess', async () => {
    const link = await published(1)
    const guesses = [newSecret(), '%', 'pub%23newsletters', '..%2Fstyle.css'].map(previewPath)
    for (const guess of [...guesses, '/preview', '/preview/'])
      expect((await fetch(`${cloud.publicOrigin}${guess}`)).status).toBe(404)
    expect(await head(link)).toBe(200)
    cloud.pass(86_401)
    expect((await visit(link)).title).toBe((await visit(`${cloud.publicOrigin}/nowhere`)).title)
    expect(await head(link)).toBe(404)
  })
})

describe('a picture', () => {
  test.each([
    ['image/png', aPng()],
    ['image/jpeg', JPEG],
    ['image/gif', MOVING_GIF],
  ])('of %s comes byte for byte, to be kept for good, and runs nothing', async (type, file) => {
    const { name } = await cloud.desk.putPicture(file, null, 'entry')
    const answer = await fetch(`${cloud.publicOrigin}${picturePath(name)}`)
    expect(answer.status).toBe(200)
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), file)).toBe(0)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await head(`${cloud.publicOrigin}${picturePath(name)}`)).toBe(200)
  })

  test('that is not kept is not there, with the words and guards of any page', async () => {
    const nowhere = await visit(`${cloud.publicOrigin}/nowhere`)
    const { name } = await cloud.desk.putPicture(aPng(120, 120), null, 'entry')
    const others = [
      name.replace('png', 'gif'),
      name.replace('.png', ''),
      name.toUpperCase(),
      `${'0'.repeat(24)}.png`,
    ]
    for (const other of [...others, '%', '..%2Fstyle.css', 'pub%23newsletters', '']) {
      const page = await visit(`${cloud.publicOrigin}${picturePath(other)}`)
      expect([page.status, page.title]).toEqual([404, nowhere.title])
      expect(page.headers.get('content-security-policy')).toContain("style-src 'self'; img-src 'self'")
      expect(page.headers.get('cache-control')).toBe('no-store')
    }
  })
})

test('every page guards its address and its content, and sets no cookie', async () => {
  const { leave, adjust, links } = mailOf(digest, reader(0))
  const pages = [
    ...(await Promise.all(
      [...links, `${cloud.publicOrigin}/style.css`, `${cloud.publicOrigin}/nowhere`].map((link) =>
        fetch(link),
      ),
    )),
    await fetch(forged(adjust)),
    await oneClick(forged(leave)),
    await fetch(adjust, { method: 'POST', body: categoriesOf(['news']) }),
  ]
  for (const { headers } of pages) {
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-type')).toMatch(/charset=utf-8/i)
    expect(headers.get('set-cookie')).toBeNull()
  }
})

test('no page loads anything from a third party, or runs a script but that of the sign-up, which is ours', async () => {
  for (const link of mailOf(digest, reader(0)).links) {
    const html = await (await fetch(link)).text()
    expect(html.replace('<script src="/zone.js" defer="">', '')).not.toMatch(/<script|<iframe|<img|\son\w+=/i)
    for (const [, address = ''] of html.matchAll(/<link[^>]+href="([^"]*)"/g))
      expect(address).toBe('/style.css')
  }
})
