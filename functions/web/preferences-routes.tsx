import { Hono } from 'hono'
import type { Instant } from '#functions/core/instant.ts'
import { type FormFields, oneOf } from '#functions/core/preferences.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import { formOf } from './form-of.ts'
import { HasLeft } from './leave-pages.tsx'
import { DeadLink } from './plain-pages.tsx'
import { LinkSent, PreferencesPage } from './preferences-page.tsx'
import { AskIfStill, Thanks } from './still-pages.tsx'
import { visitorLanguage } from './visitor-language.ts'

type Purpose = 'download' | 'move' | 'erase'

export interface PreferencesRoutesDeps {
  readerPage: (token: string, scope: 'leave' | 'adjust') => Promise<ReaderPage | undefined>
  choosePreferences: (token: string, fields: FormFields) => Promise<ReaderPage | undefined>
  askForLink: (token: string, purpose: Purpose) => Promise<ReaderPage | undefined>
  sayStillWanted: (token: string) => Promise<ReaderPage | undefined>
  now: () => Instant
}

const PURPOSES: readonly Purpose[] = ['download', 'move', 'erase']

/** `/preferences/TOKEN`: what a reader can see and change by the token of a mail, without signing in. */
export const preferencesRoutes = (deps: PreferencesRoutesDeps): Hono => {
  const app = new Hono()
  const shown = (page: ReaderPage, token: string, saved: boolean) => (
    <PreferencesPage page={page} token={token} saved={saved} now={deps.now()} />
  )

  app.get('/:token', async (c) => {
    const token = c.req.param('token')
    const page = await deps.readerPage(token, 'adjust')
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(shown(page, token, false))
  })

  app.post('/:token', async (c) => {
    const token = c.req.param('token')
    const page = await deps.choosePreferences(token, await formOf(c.req))
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(shown(page, token, true))
  })

  app.post('/:token/link', async (c) => {
    const asked = oneOf(await formOf(c.req), 'purpose')
    const purpose = PURPOSES.find((one) => one === asked)
    const page = purpose && (await deps.askForLink(c.req.param('token'), purpose))
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(<LinkSent page={page} />)
  })

  return app
}

/** Who has left, or whose subscription ended for want of an answer, can only sign up again. */
const answering = (page: ReaderPage) =>
  page.reader.status === 'unsubscribed' ? <HasLeft left={page} from="this" /> : undefined

/** `/still/TOKEN`: the answer to the yearly question. */
export const stillRoutes = (deps: PreferencesRoutesDeps): Hono => {
  const app = new Hono()

  app.get('/:token', async (c) => {
    const page = await deps.readerPage(c.req.param('token'), 'adjust')
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(answering(page) ?? <AskIfStill page={page} />)
  })

  app.post('/:token', async (c) => {
    const page = await deps.sayStillWanted(c.req.param('token'))
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(answering(page) ?? <Thanks page={page} />)
  })

  return app
}
