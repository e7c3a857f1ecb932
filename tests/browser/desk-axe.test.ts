import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { inBrowser, isLongProof } from '#tests/support/browser.ts'
import { aCategory, aContent, aDigest } from '#tests/support/builders.ts'
import { postAsForm, signInAt } from '#tests/support/desk-browser.ts'
import { putDeskJobs, putDeskStates } from '#tests/support/desk-states.ts'
import { ALL_LOOKS, faultsOf } from '#tests/support/page-faults.ts'
import { isOf, routesOfDesk } from '#tests/support/routes-of-desk.ts'

/** Of two windows: each page is seen in a narrow one, in light or in dark; the long proof has all looks in both. */
const WINDOWS = (['light', 'dark'] as const).map((scheme) =>
  ALL_LOOKS.filter(({ colorScheme, width }) => isLongProof || (colorScheme === scheme && width === 320)),
)

/** The mail itself; what mails look like is checked by `npm run check:mail`. */
const MAIL = '/desk/digests/:digest/mail'

const PAGES = routesOfDesk('GET').filter((path) => path !== MAIL)

const refOf = (path: string) => parseDigestKey(path.split('/').at(-1) ?? '')

/** A state of the desk: the page to go to, and what is done there, after which it is looked at. */
interface State {
  readonly path: string
  readonly name?: string
  readonly act?: (page: Page) => Promise<unknown>
}

const inDialog = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click()
  await page.locator('dialog[open]').waitFor()
}

await inBrowser((cloud, open) => {
  const { desk } = cloud
  const faults: Record<string, string[]> = {}
  const seen = new Set<string>()
  const see = async (page: Page, state: string, looks = WINDOWS[0]): Promise<void> => {
    seen.add(new URL(page.url()).pathname)
    const found = await faultsOf(page, looks, { iframes: false })
    if (found.length > 0) faults[state] = found
  }
  const look = async (page: Page, { path, name = path, act }: State, looks = WINDOWS[0]): Promise<void> => {
    await page.goto(`${cloud.publicOrigin}${path}`)
    await act?.(page)
    await see(page, name, looks)
  }
  const opened: typeof open = async (options) => {
    const page = await open(options)
    await page.route('**/mail?*', (route) => route.fulfill({ body: 'A mail', contentType: 'text/plain' }))
    // A page asks for its checks by itself; they are looked at once, on the page that they have.
    await page.route('**/checks', (route) =>
      route.request().isNavigationRequest() ? route.continue() : route.fulfill({ body: '<main></main>' }),
    )
    return page
  }
  const aNewsletter = () =>
    cloud.newsletter({
      categories: [
        aCategory({ dripPerWeek: 2 }),
        aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }] }),
      ],
    })
  const homeOf = ({ slug }: Newsletter): string => `/desk/newsletters/${slug}`

  /** Posts, jobs and digests of a newsletter in each state; the paths to look at, and those on which something opens in a dialog. */
  const fill = async (newsletter: Newsletter) => {
    const home = homeOf(newsletter)
    const posts = []
    for (const over of [{}, { contentNote: 'describes torture' }, { categories: ['Weather'] }, {}, {}])
      posts.push((await cloud.post(newsletter, over)).id)
    await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -60) })
    const [fresh = '', , , accepted = '', dropped = ''] = posts
    await desk.triage(newsletter, accepted, { verb: 'accept' })
    await desk.triage(newsletter, dropped, { verb: 'drop' })
    const states = await putDeskStates(cloud, newsletter, [fresh, dropped])
    const jobs = await putDeskJobs(cloud, newsletter)
    const { draft, revoked, approved, sending, paused, sent, cancelled } = states
    const rooms = [
      '',
      '/digests',
      '/inbox',
      '/inbox?show=dropped',
      '/inbox?q=story',
      '/inbox?q=no',
      '/backlog',
      '/pause',
    ]
    const pages = [
      ...rooms.map((room) => `${home}${room}`),
      ...posts.map((post) => `${home}/posts/${post}`),
      ...['import', ...jobs.map((job) => `jobs/${job}`)].map((below) => `${home}/${below}`),
      ...Object.values(states),
      ...['preview', 'review', 'checks', 'revisions', 'revisions/2', 'skip', 'correct/none'].map(
        (below) => `${draft}/${below}`,
      ),
      ...[`${draft}/entries/${fresh}`, `${revoked}/review`, `${approved}/review`, `${approved}/hold`],
      ...[`${sending}/progress`, `${sending}/pause`, `${sending}/cancel?counted=now`, `${paused}/resume`],
      ...[`${sent}/readers`, `${sent}/readers/names`, `${sent}/correct/${fresh}`],
      `${cancelled}/send-remaining`,
    ]
    const dialogs: State[] = [
      { path: draft, act: inDialog('.entries .title') },
      { path: draft, act: inDialog('#control-cancel') },
      { path: sending, act: inDialog('#control-pause') },
      { path: paused, act: inDialog('#control-resume') },
      { path: sent, act: inDialog('a[id^=correct-]') },
      { path: cancelled, act: inDialog('#send-remaining') },
      { path: `${home}/inbox`, act: inDialog('.entries .title') },
    ]
    const named = dialogs.map((one, number) => ({ ...one, name: `dialog ${number + 1} at ${one.path}` }))
    return { states, all: [...pages.map((path): State => ({ path })), ...named] }
  }

  test.runIf(isLongProof)(
    'axe: no violation on any page in light, dark, 320 px and with a dialog open',
    async () => {
      const page = await opened()
      await look(page, { path: '/desk', name: 'the provider’s page' })
      await signInAt(page, cloud, 'Ada Marlow')
      await see(page, 'home with no newsletter')
      const newsletter = await aNewsletter()
      const home = homeOf(newsletter)
      for (const room of ['', '/digests', '/inbox', '/inbox?show=accepted', '/backlog', '/import'])
        await look(page, { path: `${home}${room}`, name: `with nothing in it: ${room}` })

      const { all } = await fill(newsletter)
      for (const path of ['/desk', '/desk/help', '/desk/account', '/auth/done', '/auth/out', '/desk/nowhere'])
        all.push({ path })
      const storageState = await page.context().storageState()
      const walk = async (looks: typeof ALL_LOOKS): Promise<void> => {
        const window = await opened({ storageState })
        for (let state = all.shift(); state !== undefined; state = all.shift())
          await look(window, state, looks)
      }
      await Promise.all(WINDOWS.map(walk))

      await desk.set.pause(newsletter.slug, { by: 'Ada Marlow', why: 'A holiday' })
      for (const room of ['', '/resume'])
        await look(page, { path: `${home}${room}`, name: `paused: ${room}` })

      // The script would send the form at once.
      await page.route('**/desk.js', (route) => route.abort())
      await page.goto(`${cloud.publicOrigin}${home}/import`)
      const uploaded = new URL(await page.locator('[name=success_action_redirect]').inputValue())
      await look(page, { path: `${uploaded.pathname}${uploaded.search}` })
      expect(faults).toEqual({})
      expect(PAGES.filter((route) => ![...seen].some((path) => isOf(route, path)))).toEqual([])
    },
  )

  test.runIf(isLongProof)(
    'axe: no violation where something is refused, on a page or in a dialog',
    async () => {
      const page = await opened()
      const newsletter = await aNewsletter()
      const { states } = await fill(newsletter)
      const { draft, revoked, sent } = states
      const posted = async (path: string, fields: Readonly<Record<string, string>>, name: string) => {
        await postAsForm(page, path, fields)
        await see(page, name)
      }
      const refusal = async (name: string): Promise<void> => {
        await page.locator('dialog[open] [role=alert]').waitFor()
        await see(page, `in a dialog: ${name}`)
      }
      const words = { verb: 'subject', revision: '2', subject: 'Mine', 'seen-subject': '', preheader: '' }
      const theirs = { verb: 'subject', subject: 'Theirs', seen: null } as const
      await signInAt(page, cloud, 'Ada Marlow', draft)
      await desk.editDigest(refOf(draft), { by: 'Ben Okoro', person: 'ben-okoro' }, [theirs], 2)
      await page.locator('#subject').fill('Mine')
      await refusal('two editors')
      await posted(`${draft}/edit`, words, 'two editors')
      await posted(`${draft}/edit`, {}, 'a form that is not filled in')
      const [account] = (await desk.undecidedReaders(refOf(sent)))?.readers ?? []
      await posted(`${sent}/readers`, { who: account?.address ?? '' }, 'why somebody did not get it')
      for (const verb of ['resend', 'leave'])
        await posted(`${sent}/readers/${verb}`, { uncertain: account?.reader ?? '' }, `asked: ${verb}`)

      const broken = aDigest({ newsletter: newsletter.slug, date: '2026-01-01' })
      await desk.digests.create(broken)
      await desk.digests.saveContent(broken, aContent({ savedAt: 'no moment' as Instant }))
      await look(page, { path: deskPath(broken), name: 'an unexpected failure' })
      await page.getByText('kept in the log').waitFor()

      await page.goto(`${cloud.publicOrigin}${revoked}`)
      await desk.control.skip(refOf(revoked), { by: 'Ben Okoro', why: 'Nothing to tell' })
      await page.locator('[id^=down-]').first().click()
      await refusal('it is over')
      await page.goto(`${cloud.publicOrigin}${draft}`)
      await page.context().clearCookies({ name: '__Host-session' })
      await page.locator('[id^=drop-]').first().click()
      await refusal('signed out')
      await posted(`${draft}/edit`, { ...words, subject: 'What I wrote '.repeat(9) }, 'signed out')

      const dana = await opened()
      await dana.goto(`${cloud.publicOrigin}/desk`)
      await dana.getByRole('button', { name: 'Dana Weiss', exact: true }).click()
      await dana.waitForURL(`${cloud.publicOrigin}/desk`)
      await see(dana, 'without access')
      expect(faults).toEqual({})
    },
  )
})
