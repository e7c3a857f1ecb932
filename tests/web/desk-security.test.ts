import { load } from 'cheerio/slim'
import { describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Said } from '#functions/web/desk/said.ts'
import { browserAt, signedIn } from '#tests/support/desk-visitor.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { dumpTables } from '#tests/support/table-dump.ts'
import type { SeenPage } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { publicOrigin } = cloud
const { newsletter } = await cloud.weekly(1, 2)
const digest = deskPath(await cloud.drafted(newsletter))
const mail = `${digest}/mail`
const ada = await signedIn(cloud, 'Ada Marlow')
const dana = await signedIn(cloud, 'Dana Weiss')
const nobody = browserAt(publicOrigin)
await cloud.step()

const policyOf = ({ headers }: SeenPage): ReadonlyMap<string, string> => {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((one) => one.trim())
  return new Map(directives.map((one) => [one.split(' ', 1)[0] ?? '', one.slice(one.indexOf(' ') + 1)]))
}

describe('every page of the desk', () => {
  const PAGES: Readonly<Record<string, () => Promise<SeenPage>>> = {
    'the newsletters': () => ada.visit('/desk'),
    'a newsletter': () => ada.visit(`/desk/newsletters/${newsletter.slug}`),
    'a draft': () => ada.visit(digest),
    'its preview': () => ada.visit(`${digest}/preview`),
    'its review': () => ada.visit(`${digest}/review`),
    'its history': () => ada.visit(`${digest}/history`),
    'somebody’s own': () => ada.visit('/desk/account'),
    help: () => ada.visit('/desk/help'),
    'one that is not there': () => ada.visit('/desk/elsewhere'),
    'a digest that is not there': () => ada.visit(digest.replace(/\d\d$/, '01')),
    'a form that cannot be taken': () => ada.post(`${digest}/edit`, {}),
    'one that is somebody else’s': () => dana.visit('/desk'),
    'a form that somebody sent who is signed out': () => nobody.post(`${digest}/edit`, { verb: 'pin' }),
    'a form from elsewhere': () => ada.post(`${digest}/edit`, {}, FROM_ELSEWHERE),
    'a sign-in that failed': () => nobody.visit('/auth/callback'),
    'one after a sign-in': () => nobody.visit('/auth/done'),
    'one after signing out': () => nobody.visit('/auth/out'),
  }

  test.each(Object.entries(PAGES))(
    '%s: runs no script but the desk’s, and stands in no frame',
    async (_, look) => {
      const [page, again] = [await look(), await look()]
      expect(page.headers.get('content-type')).toMatch(/^text\/html/)
      const policy = policyOf(page)
      const nonce = /^'nonce-([A-Za-z0-9+/=]{20,})'$/.exec(policy.get('script-src') ?? '')?.[1]
      expect(nonce).toBeDefined()
      expect(policyOf(again).get('script-src')).not.toBe(policy.get('script-src'))
      expect(Object.fromEntries(policy)).toMatchObject({
        'default-src': "'none'",
        'style-src': "'self'",
        'connect-src': "'self'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
        'require-trusted-types-for': "'script'",
        'trusted-types': 'gazette',
      })
      expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:(?!\/\/127\.0\.0\.1)/)
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': expect.stringContaining('max-age='),
      })

      const $ = load(page.html)
      const scripts = $('script').toArray()
      expect(scripts.map((script) => [$(script).attr('nonce'), $(script).text()])).toEqual([[nonce, '']])
      const attributes = $('*')
        .toArray()
        .flatMap((element) => Object.entries('attribs' in element ? element.attribs : {}))
      expect(
        attributes.filter(([name, value]) => /^on|^style$/.test(name) || /^javascript:/i.test(value)),
      ).toEqual([])
    },
  )

  test('leads on without being kept', async () => {
    const led = await fetch(`${publicOrigin}/desk`, { redirect: 'manual' })
    expect([led.status, led.headers.get('cache-control')]).toEqual([303, 'no-store'])
  })

  test('its style, script and icon are kept for good, since their names change with them', async () => {
    const $ = load((await ada.visit('/desk')).html)
    const assets = ['link[rel=stylesheet]', 'link[rel=icon]', 'script'].map((one) => $(one))
    const types = ['text/css', 'image/svg+xml', 'text/javascript']
    for (const [index, element] of assets.entries()) {
      const path = element.attr('href') ?? element.attr('src') ?? ''
      const { status, headers } = await nobody.visit(path)
      expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        200,
        `${types[index]}; charset=utf-8`,
        'public, max-age=31536000, immutable',
      ])
      expect(headers.getSetCookie()).toEqual([])
      expect((await nobody.visit(path.replace(/[0-9a-f]{24}/, '0'.repeat(24)))).status).toBe(404)
    }
  })
})

describe('the document of a preview', () => {
  test('is locked in: no script, no form, nothing of the desk', async () => {
    const page = await ada.visit(mail)
    const policy = policyOf(page)
    expect(page.status).toBe(200)
    expect(policy.get('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox')
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'none'",
      'frame-ancestors': "'self'",
      'form-action': "'none'",
      'base-uri': "'none'",
    })
    expect(policy.get('script-src')).toBeUndefined()
    expect(page.html).not.toMatch(/<script/i)
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(page.headers.get('x-frame-options')).toBeNull()
  })

  test.each(['text', 'source', 'headers'])('is plain text as %s', async (part) => {
    const { status, headers } = await ada.visit(`${mail}?part=${part}`)
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)])
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test.each([
    ['a revision that is not there', () => ada.visit(`${mail}?revision=99`), 404],
    ['a digest that is not there', () => ada.visit(mail.replace(/\d\d\/mail$/, '01/mail')), 404],
    ['somebody who may not see it', () => dana.visit(mail), 403],
  ])('is no page without a policy for %s', async (_, look, status) => {
    const page = await look()
    expect(page.status).toBe(status)
    expect(Object.fromEntries(policyOf(page))).toMatchObject({
      'default-src': "'none'",
      'frame-ancestors': "'self'",
      'require-trusted-types-for': "'script'",
    })
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })
})

const ELSEWHERE = 'https://evil.example'
const FROM_ELSEWHERE = { origin: ELSEWHERE, 'sec-fetch-site': 'cross-site' }

describe('a form of another site', () => {
  const ask = async (path: string, headers: Readonly<Record<string, string>>): Promise<number> => {
    const cookie = `__Host-session=${ada.cookies.value('__Host-session')}`
    const body = new URLSearchParams({ shortcuts: 'off' })
    const sent = { method: 'POST', body, redirect: 'manual', headers: { ...headers, cookie } } as const
    return (await fetch(`${publicOrigin}${path}`, sent)).status
  }
  const SHORTCUTS = '/desk/account/shortcuts'

  test.each<[string, Readonly<Record<string, string>>]>([
    ['says whence it comes', { origin: ELSEWHERE }],
    ['says whence it comes, and how', FROM_ELSEWHERE],
    ['comes from another port', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['comes from a frame without an origin', { origin: 'null' }],
    ['does not say whence it comes', {}],
    ['says only that it is of another site', { 'sec-fetch-site': 'cross-site' }],
    ['was typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['says that it is no form', { origin: ELSEWHERE, 'content-type': 'text/plain' }],
  ])('is refused, and does nothing, when it %s', async (_, headers) => {
    const before = await dumpTables(cloud)
    for (const path of [SHORTCUTS, '/desk/account/sign-out-everywhere', '/auth/logout', `${digest}/dry-run`])
      expect(await ask(path, headers)).toBe(403)
    expect(await dumpTables(cloud)).toEqual(before)
  })

  test('is told why', async () => {
    const page = await ada.post(SHORTCUTS, { shortcuts: 'off' }, FROM_ELSEWHERE)
    expect([page.status, page.text]).toEqual([
      403,
      expect.stringContaining('not asked for on a page of the desk'),
    ])
  })

  test('is taken from the desk itself', async () => {
    expect(await ask(SHORTCUTS, { origin: publicOrigin })).toBe(303)
    expect(await ask(SHORTCUTS, { 'sec-fetch-site': 'same-origin' })).toBe(303)
  })

  test('cannot lead away by the page that it names as its own', async () => {
    for (const referer of [
      `${ELSEWHERE}//evil.example/x`,
      'javascript:alert(1)',
      `${ELSEWHERE}/\\evil.example`,
    ]) {
      const page = await ada.visit(digest.replace(/\d\d$/, '01'), { referer })
      expect(page.status).toBe(404)
      for (const link of page.links()) expect(new URL(link).origin).toBe(publicOrigin)
    }
  })
})

describe('a form that is no form', () => {
  test.each(['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'text/plain'])(
    'as %s is refused in words',
    async (type) => {
      const cookie = `__Host-session=${ada.cookies.value('__Host-session')}`
      const headers = { cookie, origin: publicOrigin, 'content-type': type }
      const init = { method: 'POST', body: '{"shortcuts":"off"', headers }
      for (const path of ['/desk/account/shortcuts', `${digest}/edit`]) {
        const answer = await fetch(`${publicOrigin}${path}`, init)
        expect([answer.status, await answer.text()]).toEqual([
          422,
          expect.stringContaining('cannot be taken'),
        ])
      }
      const nobodys = await fetch(`${publicOrigin}${digest}/edit`, {
        ...init,
        headers: { ...headers, cookie: '' },
      })
      expect([401, 422]).toContain(nobodys.status)
    },
  )

  test('but too much of one is refused in words', async () => {
    const page = await ada.post(`${digest}/edit`, { text: 'x'.repeat(1_000_001) })
    expect([page.status, page.text]).toEqual([413, expect.stringContaining('more than a form')])
  })
})

describe('what a page says of the last act', () => {
  const saying = (value: string) => {
    ada.cookies.keep(`__Host-said=${value}; Path=/`)
    return ada.visit('/desk')
  }
  const written = (said: unknown): string => Buffer.from(JSON.stringify(said)).toString('base64url')
  const saidOn = ({ html }: SeenPage) => {
    const $ = load(html)
    return { said: $('#said').text(), inside: $('#said *').length, undo: $('#undo form').attr('action') }
  }
  const UNDO = { action: `${digest}/resume`, fields: { why: '"><b>x</b>' } }

  test('is text, whatever it holds, and is said once', async () => {
    const text = '<img src=x onerror=alert(1)></p><script>alert(1)</script>&amp;'
    const said: Said = { text, undo: UNDO }
    const page = await saying(written(said))
    expect(saidOn(page)).toEqual({ said: text, inside: 1, undo: UNDO.action })
    expect(page.hidden()).toEqual([['why', UNDO.fields.why]])
    expect(saidOn(await ada.visit('/desk'))).toEqual({ said: '', inside: 0, undo: undefined })
  })

  test.each([
    ...[
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '\\\\evil.example',
      'javascript:alert(1)',
    ],
    ...['/\t/evil.example/', ' //evil.example/', 'evil', '', `/${'x'.repeat(300)}`],
  ])('is nothing when its undo would lead to %j', async (action) => {
    const page = await saying(written({ text: 'Done.', undo: { action, fields: {} } }))
    expect(saidOn(page)).toEqual({ said: '', inside: 0, undo: undefined })
  })

  test.each([
    ...['', '%', '%00', 'x', '%E0%A4%A', written(null), written([]), written('Done.'), written({ text: 1 })],
    ...[
      written({ text: 'Done.', more: 1 }),
      written({ text: 'x'.repeat(401) }),
      written({ __proto__: null }),
    ],
  ])('is nothing when its cookie was made up: %j', async (value) => {
    const page = await saying(value)
    expect([page.status, saidOn(page).said]).toEqual([200, ''])
  })
})

test('a made-up zone of the browser’s clock is none', async () => {
  for (const zone of ['Mars/Olympus', '"><script>', '%', '%22%3E%3Cscript%3E']) {
    ada.cookies.keep(`zone=${zone}; Path=/`)
    const page = await ada.visit('/desk')
    expect([page.status, load(page.html)('body').attr('data-zone')]).toEqual([200, ''])
  }
  ada.cookies.keep('zone=Europe%2FBerlin; Path=/')
  expect(load((await ada.visit('/desk')).html)('body').attr('data-zone')).toBe('Europe/Berlin')
})
