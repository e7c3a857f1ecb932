import { Hono } from 'hono'
import { oneOf } from '#functions/core/preferences.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import type { Leaving, Left } from '#functions/use-cases/unsubscribe.ts'
import { formOf } from './form-of.ts'
import { AskToLeave, BY_HAND, HasLeft, HasUndone, TooLateToUndo } from './leave-pages.tsx'
import { DeadLink } from './plain-pages.tsx'
import { visitorLanguage } from './visitor-language.ts'

export interface LeaveRoutesDeps {
  readerPage: (token: string, scope: 'leave' | 'adjust') => Promise<ReaderPage | undefined>
  unsubscribe: (token: string, leaving: Leaving) => Promise<Left | undefined>
  undoLeaving: (token: string, undo: string) => Promise<ReaderPage | undefined>
}

/** `/leave/TOKEN`: the page of a mail's unsubscribe link, and the target of one-click unsubscribing (RFC 8058). */
export const leaveRoutes = (deps: LeaveRoutesDeps): Hono => {
  const app = new Hono()

  app.get('/:token', async (c) => {
    const token = c.req.param('token')
    const page = await deps.readerPage(token, 'leave')
    if (page === undefined) return c.html(<DeadLink language={visitorLanguage(c)} />, 404)
    return c.html(
      page.reader.status === 'unsubscribed' ? (
        <HasLeft left={page} token={token} from="this" />
      ) : (
        <AskToLeave page={page} token={token} />
      ),
    )
  })

  // No redirect, no cookie, no limit, the same answer each time, whatever the body. The page's own buttons post here too,
  // and only who pressed one of them is offered to take it back.
  const leave = (path: string, from: 'this' | 'all') =>
    app.post(path, async (c) => {
      const token = c.req.param('token') ?? ''
      const byHand = oneOf(await formOf(c.req), BY_HAND) !== ''
      const left = await deps.unsubscribe(token, { from, byHand })
      if (left === undefined) return c.html(<DeadLink language={visitorLanguage(c)} />)
      return c.html(<HasLeft left={left} token={token} from={from} />)
    })
  leave('/:token', 'this')
  leave('/:token/all', 'all')

  app.post('/:token/undo', async (c) => {
    const token = c.req.param('token')
    const undone = await deps.undoLeaving(token, oneOf(await formOf(c.req), 'undo'))
    if (undone !== undefined) return c.html(<HasUndone page={undone} />)
    const page = await deps.readerPage(token, 'leave')
    return page === undefined
      ? c.html(<DeadLink language={visitorLanguage(c)} />, 404)
      : c.html(<TooLateToUndo page={page} />, 409)
  })

  return app
}
