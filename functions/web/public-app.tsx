import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type DigestRef, parseDigestKey } from '#functions/core/digest-key.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import { AskToLeave, DeadLink, HasLeft, NotThere, Preferences } from './reader-pages.tsx'
import { STYLE } from './style.ts'

interface Deps {
  readerPage: (token: string, scope: 'leave' | 'adjust') => Promise<ReaderPage | undefined>
  unsubscribe: (token: string) => Promise<ReaderPage | undefined>
  chooseCategories: (token: string, chosen: readonly string[]) => Promise<ReaderPage | undefined>
  page: (ref: DigestRef) => Promise<string | undefined>
  /** Logs an unexpected failure and answers with the id under which it stands in the log. */
  report: (error: unknown) => string
}

/** The pages that readers reach from a mail. GET and HEAD never change anything: mail scanners open every link. */
export const publicApp = (deps: Deps): Hono => {
  const app = new Hono()

  app.use(
    secureHeaders({
      // Tokens stand in these addresses: no page that is linked from here may learn them.
      referrerPolicy: 'no-referrer',
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
  )

  app.get('/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' })
  })

  app.get('/leave/:token', async (c) => {
    const page = await deps.readerPage(c.req.param('token'), 'leave')
    if (page === undefined) return c.html(<DeadLink />, 404)
    return c.html(page.reader.status === 'unsubscribed' ? <HasLeft {...page} /> : <AskToLeave {...page} />)
  })

  // RFC 8058: no redirect, no cookie, the same answer each time; the page's own button posts here too.
  app.post('/leave/:token', async (c) => {
    const page = await deps.unsubscribe(c.req.param('token'))
    return c.html(page === undefined ? <DeadLink /> : <HasLeft {...page} />)
  })

  app.get('/preferences/:token', async (c) => {
    const page = await deps.readerPage(c.req.param('token'), 'adjust')
    return page === undefined ? c.html(<DeadLink />, 404) : c.html(<Preferences {...page} saved={false} />)
  })

  app.post('/preferences/:token', async (c) => {
    const { category = [] } = await c.req.parseBody({ all: true })
    const chosen = [category].flat().filter((id) => typeof id === 'string')
    const page = await deps.chooseCategories(c.req.param('token'), chosen)
    return page === undefined ? c.html(<DeadLink />, 404) : c.html(<Preferences {...page} saved={true} />)
  })

  app.get('/archive/:newsletter/:digest', async (c) => {
    const ref = digestNamed(c.req.param('digest'), c.req.param('newsletter'))
    const html = ref && (await deps.page(ref))
    return html === undefined ? c.html(<NotThere />, 404) : c.html(html)
  })

  app.notFound((c) => c.html(<NotThere />, 404))

  app.onError((error, c) =>
    c.text(`Something went wrong on our side. It is noted as ${deps.report(error)}.`, 500),
  )

  return app
}

const digestNamed = (key: string, newsletter: string): DigestRef | undefined => {
  try {
    const ref = parseDigestKey(key)
    return ref.newsletter === newsletter ? ref : undefined
  } catch {
    return undefined
  }
}
