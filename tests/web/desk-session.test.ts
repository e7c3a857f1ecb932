import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { describe, expect, test } from 'vitest'
import { joseSeals } from '#functions/adapters/jose/jose-seals.ts'
import { sealKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import { Note } from '#functions/core/entry.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { SealPurpose } from '#functions/use-cases/staff-ports.ts'
import { SAMPLE_PEOPLE } from '#infra/local/sign-in/sample-people.ts'
import { cookieJar } from '#tests/support/cookie-jar.ts'
import { type DeskVisitor, signedIn } from '#tests/support/desk-visitor.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk, publicOrigin } = cloud
const SESSION = '__Host-session'
const HOUR_SECONDS = 3600

const seals = joseSeals(
  sealKeysSecret(new SecretsManagerClient({}), cloud.environment.DESK_KEYS_SECRET ?? ''),
)
const forgers = joseSeals(async () => ({ current: 's1', keys: { s1: 'f'.repeat(64) } }))

/** What the desk answers to somebody's account page with a session cookie made by hand: 200, or 303 for nobody. */
const statusWith = async (session: string | undefined): Promise<number> => {
  const headers = session === undefined ? {} : { cookie: `${SESSION}=${session}` }
  return (await fetch(`${publicOrigin}/desk/account`, { headers, redirect: 'manual' })).status
}

/** Begins a sign-in, and goes with it as far as the address to which the provider leads back. */
const begun = async (person: string, next = '/desk') => {
  const cookies = cookieJar()
  const login = `${publicOrigin}/auth/login?next=${encodeURIComponent(next)}`
  const choice = await cookies.follow((await cookies.follow(login)).url)
  const back = await cookies.follow(choice.url, { method: 'POST', body: new URLSearchParams({ person }) })
  return { cookies, callback: back.url }
}
type Begun = Awaited<ReturnType<typeof begun>>

const personAt = (name: string) => {
  const person = SAMPLE_PEOPLE.find((one) => one.name === name)
  if (person === undefined) throw new Error(`No ${name}`)
  return person
}

const sessionOf = ({ cookies }: DeskVisitor): string => cookies.value(SESSION) ?? ''

describe('the cookies of a sign-in', () => {
  const attributes = (cookie: string | undefined): string[] => (cookie ?? '').split('; ').slice(1).sort()

  test('are of this origin alone, over TLS, out of reach of scripts, and end with the session', async () => {
    const login = await fetch(`${publicOrigin}/auth/login`, { redirect: 'manual' })
    const [pending = '', ...others] = login.headers.getSetCookie()
    expect([pending.split('=')[0], others]).toEqual(['__Host-sign-in', []])
    expect(attributes(pending)).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax', 'Secure'])

    const { cookies, callback } = await begun('ada-marlow')
    const headers = { cookie: `__Host-sign-in=${cookies.value('__Host-sign-in')}` }
    const answer = await fetch(callback, { headers, redirect: 'manual' })
    const set = new Map(answer.headers.getSetCookie().map((one) => [one.split('=')[0], one]))
    expect([...set.keys()].sort()).toEqual([SESSION, '__Host-sign-in'])
    expect(attributes(set.get(SESSION))).toEqual([
      'HttpOnly',
      'Max-Age=28800',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ])
    expect(attributes(set.get('__Host-sign-in'))).toContain('Max-Age=0')
  })

  test('say nothing to whoever reads them', async () => {
    const { cookies } = await begun('ada-marlow')
    const session = sessionOf(await signedIn(cloud, 'Ada Marlow'))
    for (const sealed of [session, cookies.value('__Host-sign-in') ?? '']) {
      const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString())
      expect(readable.join()).not.toMatch(/ada|state|nonce|verifier|person/)
    }
  })
})

describe('a session', () => {
  test('is nobody’s when its cookie was changed in any place', async () => {
    const session = sessionOf(await signedIn(cloud, 'Ada Marlow'))
    expect(await statusWith(session)).toBe(200)
    const places = [0, 10, session.indexOf('..') + 3, Math.floor(session.length / 2), session.length - 5]
    for (const place of places) {
      const other = session[place] === 'A' ? 'B' : 'A'
      const changed = session.slice(0, place) + other + session.slice(place + 1)
      expect(await statusWith(changed)).toBe(303)
    }
    for (const made of [undefined, '', 'x', session.slice(0, -1), `${session}A`, '%00', '....'])
      expect(await statusWith(made)).toBe(303)
  })

  test('is nobody’s when its cookie was sealed elsewhere, for something else, or of somebody unknown', async () => {
    const at = cloud.now()
    await signedIn(cloud, 'Ada Marlow')
    const sealed = (by: typeof seals, purpose: SealPurpose, value: object, until: Instant) =>
      by.seal(purpose, value, until).then(statusWith)
    const ada = { person: 'ada-marlow', at: cloud.now() }
    const soon = plusSeconds(at, 60)
    expect(await sealed(seals, 'session', ada, soon)).toBe(200)
    expect(await sealed(forgers, 'session', ada, soon)).toBe(303)
    expect(await sealed(seals, 'sign-in', ada, soon)).toBe(303)
    expect(await sealed(seals, 'session', { ...ada, person: 'nobody' }, soon)).toBe(303)
    expect(await sealed(seals, 'session', { person: 'ada-marlow' }, soon)).toBe(303)
    expect(await sealed(seals, 'session', ada, plusSeconds(at, -1))).toBe(303)
  })

  test('ends after eight hours, whatever the browser keeps', async () => {
    const session = sessionOf(await signedIn(cloud, 'Ada Marlow'))
    cloud.pass(8 * HOUR_SECONDS - 60)
    expect(await statusWith(session)).toBe(200)
    cloud.pass(120)
    expect(await statusWith(session)).toBe(303)
  })

  test('has the grants that somebody had when they signed in, until they do so again', async () => {
    const dana = personAt('Dana Weiss')
    const before = await signedIn(cloud, 'Dana Weiss')
    Object.assign(dana, { groups: ['editors'] })
    try {
      expect((await before.visit('/desk')).status).toBe(403)
      const after = await signedIn(cloud, 'Dana Weiss')
      expect((await after.visit('/desk')).status).toBe(200)
      Object.assign(dana, { groups: ['readers'] })
      expect((await after.visit('/desk')).status).toBe(200)
      await signedIn(cloud, 'Dana Weiss')
      expect((await after.visit('/desk')).status).toBe(403)
    } finally {
      Object.assign(dana, { groups: [] })
    }
  })
})

describe('signing out', () => {
  test('ends the session in this browser, and leads to the provider’s way out', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    const other = await signedIn(cloud, 'Ben Okoro')
    const out = await (await ben.visit('/desk/account')).press('Sign out')
    expect([out.status, out.title, ben.cookies.value(SESSION)]).toEqual([
      200,
      'You are signed out',
      undefined,
    ])
    expect((await other.visit('/desk')).title).toBe('Your newsletters')
    const link = out.links().find((one) => !one.startsWith(publicOrigin)) ?? ''
    expect((await ben.visit(link)).title).toBe('Sign in to try the desk')
  })

  test('everywhere ends it in every browser at once, also for who kept a copy of the cookie', async () => {
    const [here, there] = [await signedIn(cloud, 'Ben Okoro'), await signedIn(cloud, 'Ben Okoro')]
    const ada = await signedIn(cloud, 'Ada Marlow')
    const copies = [here, there].map(sessionOf)
    cloud.pass(1)
    const out = await (await here.visit('/desk/account')).press('Sign out everywhere')
    expect([out.title, here.cookies.value(SESSION)]).toEqual(['You are signed out', undefined])
    for (const copy of copies) expect(await statusWith(copy)).toBe(303)
    expect(await statusWith(sessionOf(ada))).toBe(200)
    cloud.pass(1)
    expect((await (await signedIn(cloud, 'Ben Okoro')).visit('/desk')).status).toBe(200)
  })

  test('is done for somebody by an admin at a terminal, at once', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    cloud.pass(1)
    await desk.endSessions('ben-okoro', { by: 'Ada Marlow', why: 'A lost laptop.' })
    expect(await statusWith(sessionOf(ben))).toBe(303)
  })
})

describe('the way back from a sign-in', () => {
  const usedAlready = async (sent: Begun): Promise<Begun> => {
    const pending = `__Host-sign-in=${sent.cookies.value('__Host-sign-in')}; Path=/`
    expect((await sent.cookies.follow(sent.callback)).response.status).toBe(200)
    sent.cookies.keep(pending)
    return sent
  }
  const ofAnotherState = ({ cookies, callback }: Begun): Begun => {
    const other = new URL(callback)
    other.searchParams.set('state', 'another')
    return { cookies, callback: other.href }
  }
  const tookTooLong = (sent: Begun): Begun => {
    cloud.pass(11 * 60)
    return sent
  }

  test.each(['//evil.example', 'https://evil.example/desk', '/\\evil.example', '/\t/evil.example', ''])(
    'leads to the desk, not to %j',
    async (next) => {
      const { cookies, callback } = await begun('ada-marlow', next)
      expect(new URL((await cookies.follow(callback)).url).href).toBe(`${publicOrigin}/desk`)
    },
  )

  test.each<[string, (begun: Begun) => Promise<Begun> | Begun]>([
    ['was used already', usedAlready],
    ['is of another state', ofAnotherState],
    ['was begun in another browser', async ({ callback }) => ({ ...(await begun('ben-okoro')), callback })],
    ['was begun in no browser', ({ callback }) => ({ callback, cookies: cookieJar() })],
    ['took too long', tookTooLong],
    ['says nothing', ({ cookies }) => ({ cookies, callback: `${publicOrigin}/auth/callback` })],
  ])('that %s is told to be taken again', async (_, changed) => {
    const { cookies, callback } = await changed(await begun('chidi-brandt'))
    const { response } = await cookies.follow(callback)
    const page = await response.text()
    expect([response.status, page]).toEqual([400, expect.stringContaining('<h1>Please sign in again</h1>')])
    expect(page).toContain('href="/auth/login"')
  })

  test('that failed leaves a session as it was', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    expect((await ben.visit('/auth/callback?code=x&state=y')).status).toBe(400)
    expect((await ben.visit('/desk')).title).toBe('Your newsletters')
  })
})

describe('a form that is sent after the session ended', async () => {
  const { newsletter } = await cloud.weekly(1, 2)
  const draft = await cloud.drafted(newsletter)
  const path = `${deskPath(draft)}/edit`
  const HOSTILE = '"><script>alert(1)</script>\' & &amp; </textarea> {{total}} 日本 \u202e'
  const fields = {
    verb: 'note',
    revision: '1',
    text: `${HOSTILE}\nthe second line`,
    signed: 'Ben',
    'seen-text': '',
    'seen-signed': '',
    '"><b>name': ['one', 'and & another'],
  }
  const noteNow = async () => {
    const digest = await desk.digests.get(draft)
    return (await desk.digests.content(draft, digest?.revision ?? 0))?.note
  }
  const ended = async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    cloud.pass(1)
    await desk.endSessions('ben-okoro', { by: 'Ada Marlow', why: 'A test.' })
    cloud.pass(1)
    return ben
  }

  test('does nothing, keeps every field, and works once they signed in again', async () => {
    const ben = await ended()
    const page = await ben.post(path, fields)
    expect([page.status, page.title]).toEqual([401, 'You were signed out'])
    expect(await noteNow()).toBeUndefined()
    expect(page.html).not.toMatch(/<script>alert|<b>name/)
    expect(page.buttons()).toEqual(['Come back here, and send it again'])

    const [login] = page.links().filter((link) => new URL(link).pathname === '/auth/login')
    const signIn = await ben.visit(login ?? '')
    const back = signIn.url.startsWith(publicOrigin) ? signIn : await signIn.press('Ben Okoro')
    expect([back.url, back.title]).toEqual([`${publicOrigin}/auth/done`, 'You are signed in'])
    const sent = await page.press()
    expect([sent.status, sent.url]).toEqual([200, `${publicOrigin}${deskPath(draft)}`])
    expect(await noteNow()).toEqual(Note.parse({ text: fields.text, signed: 'Ben' }))
  })

  test('holds the same fields, in their order', async () => {
    const page = await (await ended()).post(path, fields)
    const sent = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((one) => [name, one]))
    expect(page.hidden()).toEqual(sent)
  })

  test('by the script is answered in a word', async () => {
    const ben = await ended()
    const headers = { 'x-swap': '1' }
    for (const answer of [await ben.post(path, fields, headers), await ben.visit('/desk', headers)])
      expect([answer.status, answer.html]).toEqual([401, 'Sign in again.'])
  })
})
