import { expect } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { aCategory } from './builders.ts'
import { cookieJar } from './cookie-jar.ts'
import { browserAt, type DeskVisitor, signedIn } from './desk-visitor.ts'
import type { TestCloud } from './local-cloud.ts'
import { unresolved } from './lost-answers.ts'
import { aTagArchive } from './tag-archive.ts'
import type { SeenPage } from './visitor.ts'

const WHY = { why: 'A tour.' }

const done = (page: SeenPage): SeenPage => {
  expect(page.status, `${page.url}: ${page.text}`).toBe(200)
  return page
}

const home = ({ slug }: Pick<Newsletter, 'slug'>): string => `/desk/newsletters/${slug}`

/** Posts come, are looked at, decided about and found; one more comes with a saved page. */
const gather = async (cloud: TestCloud, ada: DeskVisitor, newsletter: Newsletter): Promise<void> => {
  const triage = async (id: string, verb: string): Promise<SeenPage> =>
    done(await ada.post(`${home(newsletter)}/posts/${id}/triage`, { verb, note: 'a note' }))
  const [accepted, dropped, noted] = await Promise.all([1, 2, 3, 4].map(() => cloud.post(newsletter)))
  await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -60) })
  for (const room of ['', '/inbox', '/inbox?q=story', '/backlog', '/digests', '/import'])
    done(await ada.visit(`${home(newsletter)}${room}`))
  await triage(accepted?.id ?? '', 'accept')
  for (const verb of ['drop', 'release']) await triage(dropped?.id ?? '', verb)
  await triage(noted?.id ?? '', 'note')
  done(await ada.visit(`${home(newsletter)}/posts/${noted?.id}`))
  const file = new File([aTagArchive()], 'page.html', { type: 'text/html' })
  const uploaded = await (await ada.visit(`${home(newsletter)}/import`)).press('#import-upload', { file })
  done(await uploaded.press('#import-read', { file: 'page.html' }))
}

/** A draft is made, edited, looked at from all sides, and approved. */
const prepare = async (cloud: TestCloud, ada: DeskVisitor, newsletter: Newsletter): Promise<string> => {
  const drafted = done(await (await ada.visit(home(newsletter))).press('#draft-now'))
  const path = new URL(drafted.url).pathname
  done(await drafted.press('#form-subject-save', { subject: 'The tour' }))
  const added = { title: 'One more', url: 'https://news.example/more', category: 'news' }
  done(await (await ada.visit(path)).press('#add-button', added))
  for (const page of ['/preview', '/mail', '/revisions', '/revisions/2?from=1', '/review'])
    done(await ada.visit(`${path}${page}`))
  done(await (await ada.visit(`${path}/preview`)).press('#test-send'))
  await cloud.step()
  done(await (await ada.visit(`${path}/review`)).press('#dry-run-button'))
  done(await (await ada.visit(`${path}/review`)).press('#approve-button'))
  await cloud.until(newsletter, 'approved')
  done(await (await ada.visit(`${path}/review`)).press('#send-now'))
  return path
}

/** It is held, sent, paused, cancelled in the middle, and sent to the rest. */
const send = async (
  cloud: TestCloud,
  ada: DeskVisitor,
  newsletter: Newsletter,
  path: string,
): Promise<void> => {
  const control = async (verb: string): Promise<SeenPage> =>
    done(await (await ada.visit(`${path}/${verb}`)).press(`#do-${verb}`, WHY))
  await control('hold')
  await control('resume')
  cloud.pass(400)
  await cloud.setAccount({ maxSendRate: 1 })
  await cloud.until(newsletter, ({ firstCallAt }) => firstCallAt !== undefined)
  done(await ada.visit(path))
  done(await ada.visit(`${path}/progress`))
  await control('pause')
  await control('resume')
  await control('cancel')
  await cloud.until(newsletter, ({ closedAt }) => closedAt !== undefined)
  await cloud.setAccount({ maxSendRate: 1000 })
  await control('send-remaining')
}

/** Of two readers nobody knows whether they have it: an admin decides. */
const decide = async (cloud: TestCloud, ada: DeskVisitor): Promise<void> => {
  const { readers, posts, digest } = await unresolved(cloud, 2)
  const path = deskPath(digest)
  const names = async (): Promise<SeenPage> => done(await ada.visit(`${path}/readers/names`))
  const who = readers[0]?.address ?? ''
  done(await (await ada.visit(`${path}/readers`)).press('#ask-why', { who }))
  const [first] = readers
  const one = done(await (await names()).press('#leave-all', { uncertain: first?.id ?? '' }))
  done(await one.press('#do-leave', WHY))
  done(await (await (await names()).press('#resend-all')).press('#do-resend', WHY))
  const correct = { text: 'It was the other way round.', ...WHY }
  done(await (await ada.visit(`${path}/correct/${posts[0]?.id}`)).press('#correct-next', correct))
}

/** All that editors and admins do at the desk, from a first sign-in to signing out everywhere; `atDesk` holds each request, and nothing that the workers do meanwhile. */
export const tourDesk = async (
  cloud: TestCloud,
  atDesk: <T>(request: () => Promise<T>) => Promise<T>,
): Promise<void> => {
  const jar = cookieJar()
  const watched: typeof jar = { ...jar, follow: (url, init) => atDesk(() => jar.follow(url, init)) }
  const ada = browserAt(cloud.publicOrigin, watched)
  for (const _ of ['for the first time', 'again']) await signedIn(cloud, 'Ada Marlow', ada)
  const newsletter = await cloud.newsletter({ categories: [aCategory({ dripPerWeek: 2 })], lookBackDays: 10 })
  for (let readers = 0; readers < 4; readers += 1) await cloud.reader(newsletter)
  await gather(cloud, ada, newsletter)
  const path = await prepare(cloud, ada, newsletter)
  await send(cloud, ada, newsletter, path)
  await decide(cloud, ada)
  for (const verb of ['pause', 'resume'])
    done(await (await ada.visit(`${home(newsletter)}/${verb}`)).press(`#do-${verb}-newsletter`, WHY))
  const account = done(await (await ada.visit('/desk/account')).press('#shortcuts'))
  expect((await account.press('Sign out everywhere')).title).toBe('You are signed out')
}
