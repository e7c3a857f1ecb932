import { describe, expect, test } from 'vitest'
import { joseSeals } from '#functions/adapters/jose/jose-seals.ts'
import { type Grant, may } from '#functions/core/access.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { NotFound } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import { type DeskAppDeps, deskApp } from '#functions/web/desk/desk-app.tsx'
import type { DeskRoute } from '#functions/web/desk/desk-route.ts'
import { deskRoutes } from '#functions/web/desk/desk-routes.ts'
import { framed } from '#functions/web/desk/frame.tsx'
import { aNewsletter, aStaffMember, at, SLOT_DATE } from '#tests/support/builders.ts'
import { browserAt, signedIn } from '#tests/support/desk-visitor.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { dumpTables } from '#tests/support/table-dump.ts'

const ORIGIN = 'https://desk.example'
const NOW = at('2026-11-23T09:00:00Z')
const SLUG = 'sample'
const PARAMS: Readonly<Record<string, string>> = {
  newsletter: SLUG,
  digest: digestKey({ newsletter: SLUG, kind: 'regular', date: SLOT_DATE }),
}

/** Nothing is stored, whatever is asked for. What a page makes of that is no matter here, only whether somebody gets to it. */
const nothing: object = new Proxy(() => undefined, {
  get: (_, key) => (key === 'then' ? undefined : nothing),
  apply() {
    const refused = Promise.reject(new NotFound('There is nothing.'))
    // Not all that is asked for is waited for.
    refused.catch(() => undefined)
    return refused
  },
})

const PEOPLE: Readonly<Record<string, readonly Grant[]>> = {
  'somebody without groups': [],
  'an editor of another newsletter': [{ role: 'editor', newsletter: 'sample-two' }],
  'an admin of another newsletter': [{ role: 'admin', newsletter: 'sample-two' }],
  'an editor of this newsletter': [{ role: 'editor', newsletter: SLUG }],
  'an admin of this newsletter': [{ role: 'admin', newsletter: SLUG }],
  'an admin of all newsletters': [{ role: 'admin', newsletter: '*' }],
}

const seals = joseSeals(async () => ({ current: 's1', keys: { s1: 's'.repeat(64) } }))

const deps = (person: StaffMember | undefined, logged: unknown[] = []): DeskAppDeps => {
  const known: Partial<DeskAppDeps> = {
    publicOrigin: ORIGIN,
    assets: { css: '', js: '' },
    now: () => NOW,
    leastApprovalSeconds: 60,
    draftLeadSeconds: 3600,
    uploadOrigin: async () => 'https://uploads.example',
    seals,
    staff: { ...(nothing as DeskAppDeps['staff']), get: async () => person },
    newsletter: async (slug) => aNewsletter({ slug }),
    warn: (event, details) => logged.push([event, details]),
    report: () => 'kept',
  }
  return new Proxy(known as DeskAppDeps, {
    get: (of, key) => (key in of ? Reflect.get(of, key) : nothing),
  })
}

const page = framed({ css: '/desk.css', js: '/desk.js', icon: '/icon.svg' })
const routes = deskRoutes(deps(undefined), page)
const nameOf = ({ method, path }: DeskRoute): string => `${method} ${path}`
const addressOf = ({ path }: DeskRoute, params = PARAMS): string =>
  path.replace(/:([a-z]+)(\{[^}]*\})?/gi, (_, name) => params[name] ?? '1')

/** Asks for every page and every act of the desk, in the order of its routes. */
const walk = async (person: StaffMember | undefined, logged: unknown[] = []) => {
  const app = deskApp(deps(person, logged))
  const session = await seals.seal(
    'session',
    { person: person?.id ?? 'nobody', at: NOW },
    plusSeconds(NOW, 60),
  )
  const headers = { cookie: `__Host-session=${session}`, origin: ORIGIN }
  const answers: { readonly route: DeskRoute; readonly response: Response }[] = []
  for (const route of routes) {
    const { method } = route
    answers.push({ route, response: await app.request(`${ORIGIN}${addressOf(route)}`, { method, headers }) })
  }
  return answers
}

const mayHave = (grants: readonly Grant[], { right, path }: DeskRoute): boolean =>
  may(grants, right, /:(newsletter|digest)\b/.test(path) ? SLUG : undefined)

describe('every page and act of the desk', () => {
  test('leads nobody on but to the sign-in', async () => {
    const answers = await walk(undefined)
    expect(answers.length).toBeGreaterThan(20)
    for (const { route, response } of answers) {
      const led = [nameOf(route), response.status, response.headers.get('location')]
      const login = `/auth/login?next=${encodeURIComponent(addressOf(route))}`
      expect(led).toEqual([nameOf(route), ...(route.method === 'GET' ? [303, login] : [401, null])])
    }
  })

  test.each(Object.entries(PEOPLE))(
    'lets %s do what their grants say, and logs the rest',
    async (_, grants) => {
      const person = aStaffMember({ id: 'p1', grants: [...grants] })
      const logged: unknown[] = []
      const answers = await walk(person, logged)
      const seen = answers.map(({ route, response: { status } }) => {
        expect(status).not.toBe(401)
        return [nameOf(route), status !== 403]
      })
      expect(seen).toEqual(routes.map((route) => [nameOf(route), mayHave(grants, route)]))
      const refused = routes.filter((route) => !mayHave(grants, route))
      expect(logged).toEqual(
        refused.map((route) => {
          const newsletter = route.path.includes(':') ? { newsletter: SLUG } : {}
          return ['access to the desk refused', { person: person.id, route: nameOf(route), ...newsletter }]
        }),
      )
    },
  )

  test('is about one newsletter, or is anybody’s who signed in', () => {
    const others = routes.filter(({ path }) => !/:(newsletter|digest)\b/.test(path))
    expect(others.filter(({ right }) => right !== 'sign-in')).toEqual([])
    expect(routes.filter(({ path }) => /:newsletter\b/.test(path) && /:digest\b/.test(path))).toEqual([])
  })

  test('is for admins alone where readers are named', () => {
    const naming = routes.filter(({ path }) => path.includes('/readers'))
    expect(naming.length).toBeGreaterThan(0)
    expect(naming.filter(({ right }) => right !== 'administer')).toEqual([])
  })
})

/** Their whole form is a button: pressing it is all there is to say. */
const BUTTONS = ['POST /desk/account/sign-out-everywhere', 'POST /desk/digests/:digest/dry-run']

describe('at a desk with a draft', async () => {
  const cloud = await startTestCloud()
  const { newsletter, posts } = await cloud.weekly(2, 2, { slug: SLUG })
  const { newsletter: other } = await cloud.weekly(1, 1)
  const params = {
    newsletter: SLUG,
    digest: digestKey(await cloud.drafted(newsletter)),
    post: posts[0]?.id ?? '',
  }
  // Whoever signs in is written down, so they all do before anything is compared.
  const ada = await signedIn(cloud, 'Ada Marlow')
  const chidi = await signedIn(cloud, 'Chidi Brandt')
  const dana = await signedIn(cloud, 'Dana Weiss')
  await cloud.step()

  test('looking at any page changes nothing', async () => {
    const before = await dumpTables(cloud)
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { status } = await ada.visit(addressOf(route, params))
      expect([200, 404, 409], `${nameOf(route)}: ${status}`).toContain(status)
    }
    expect(await dumpTables(cloud)).toEqual(before)
  })

  test('an empty form does nothing', async () => {
    const forms = routes.filter((route) => route.method === 'POST' && !BUTTONS.includes(nameOf(route)))
    const before = await dumpTables(cloud)
    for (const route of forms) {
      const { status } = await ada.post(addressOf(route, params), {})
      expect([200, 404, 409, 422], `${nameOf(route)}: ${status}`).toContain(status)
      expect(await dumpTables(cloud), nameOf(route)).toEqual(before)
    }
    expect(routes.map(nameOf)).toEqual(expect.arrayContaining(BUTTONS))
  })

  test('an editor of one newsletter sees that one alone', async () => {
    expect((await chidi.visit(`/desk/newsletters/${SLUG}`)).status).toBe(200)
    const home = await chidi.visit('/desk')
    expect(home.links()).toContain(`${cloud.publicOrigin}/desk/newsletters/${SLUG}`)
    expect(home.html).not.toContain(other.slug)
    expect((await ada.visit('/desk')).html).toContain(other.slug)
    const elsewhere = await chidi.visit(`/desk/newsletters/${other.slug}`)
    expect(elsewhere).toMatchObject({ status: 403, title: 'Not yours to see' })
    const before = await dumpTables(cloud)
    expect((await chidi.post(`/desk/newsletters/${other.slug}/draft`, {})).status).toBe(403)
    expect(await dumpTables(cloud)).toEqual(before)
  })

  test('whether a newsletter exists is nobody’s to learn who may not see it', async () => {
    const [there, not] = await Promise.all(
      [other.slug, 'no-such'].map((slug) => chidi.visit(`/desk/newsletters/${slug}`)),
    )
    expect([not?.status, not?.text]).toEqual([403, there?.text])
    expect((await ada.visit('/desk/newsletters/no-such')).status).toBe(404)
  })

  test('whoever has no access yet is told how to get it, and can sign out', async () => {
    const page = await dana.visit('/desk')
    expect([page.status, page.text]).toEqual([
      403,
      expect.stringContaining('Ask an admin of your newsletter'),
    ])
    expect((await page.press('Sign out')).title).toBe('You are signed out')
  })

  test('who did not sign in is asked to, and comes to the page that they asked for', async () => {
    const path = `/desk/digests/${params.digest}/review`
    const choice = await browserAt(cloud.publicOrigin).visit(path)
    expect(choice.title).toBe('Sign in to try the desk')
    expect((await choice.press('Ben Okoro')).url).toBe(`${cloud.publicOrigin}${path}`)
  })
})
