import { Hono } from 'hono'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { oneOf } from '#functions/core/preferences.ts'
import type { MoveAsked } from '#functions/use-cases/ask-to-move.ts'
import type { OwnData } from '#functions/use-cases/collect-data.ts'
import type { Confirmed as Confirmation } from '#functions/use-cases/confirm-sign-up.ts'
import type { LinkPage } from '#functions/use-cases/link-page.ts'
import { formOf } from './form-of.ts'
import {
  Arrived,
  AskForAddress,
  BehindLink,
  BeingErased,
  Confirmed,
  DeadLetterLink,
  MoveSent,
} from './link-pages.tsx'
import { languageOf } from './page-language.ts'
import { visitorLanguage } from './visitor-language.ts'

export interface LinkRoutesDeps {
  linkPage: (key: string) => Promise<LinkPage | undefined>
  confirmSignUp: (key: string) => Promise<Confirmation | undefined>
  collectData: (key: string) => Promise<OwnData | undefined>
  askToMove: (key: string, typed: string) => Promise<MoveAsked | undefined>
  moveHere: (key: string) => Promise<LinkPage | undefined>
  askToErase: (key: string) => Promise<LinkPage | undefined>
}

/** `/link/KEY`: the links of letters. GET shows what it is for; only POST does it, once. */
export const linkRoutes = (deps: LinkRoutesDeps): Hono => {
  const app = new Hono()

  app.get('/:key', async (c) => {
    const page = await deps.linkPage(c.req.param('key'))
    return page === undefined
      ? c.html(<DeadLetterLink language={visitorLanguage(c)} />, 404)
      : c.html(<BehindLink page={page} />)
  })

  app.post('/:key', async (c) => {
    const key = c.req.param('key')
    const dead = () => c.html(<DeadLetterLink language={visitorLanguage(c)} />, 404)
    const { purpose = 'confirm' } = (await deps.linkPage(key))?.link ?? {}
    // Of a link that is not good, too: it may be the one that was confirmed a moment ago.
    if (purpose === 'confirm') {
      const page = await deps.confirmSignUp(key)
      return page === undefined ? dead() : c.html(<Confirmed page={page} adjust={page.adjust} />)
    }
    if (purpose === 'download') {
      const data = await deps.collectData(key)
      if (data === undefined) return dead()
      return c.body(JSON.stringify(data, null, 2), 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="my-data.json"',
      })
    }
    if (purpose === 'move') {
      const asked = await deps.askToMove(key, oneOf(await formOf(c.req), 'email'))
      if (asked === undefined) return dead()
      if ('sentTo' in asked) return c.html(<MoveSent asked={asked} />)
      const { addressReasons } = messagesIn(languageOf(asked.page))
      const problem = addressReasons[asked.reason]
      return c.html(<AskForAddress page={asked.page} typed={asked.typed} problem={problem} />, 422)
    }
    const act = purpose === 'arrive' ? deps.moveHere : deps.askToErase
    const page = await act(key)
    if (page === undefined) return dead()
    return c.html(purpose === 'arrive' ? <Arrived page={page} /> : <BeingErased page={page} />)
  })

  return app
}
