import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type DigestRef, parseDigestKey } from '#functions/core/digest-key.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { asPreview } from './as-preview.ts'
import { type LeaveRoutesDeps, leaveRoutes } from './leave-routes.tsx'
import { type LinkRoutesDeps, linkRoutes } from './link-routes.tsx'
import { type PictureRoutesDeps, pictureGuard, pictureRoutes } from './picture-routes.tsx'
import { NotThere } from './plain-pages.tsx'
import { type PreferencesRoutesDeps, preferencesRoutes, stillRoutes } from './preferences-routes.tsx'
import { type SignUpRoutesDeps, signUpRoutes } from './sign-up-routes.tsx'
import { STYLE } from './style.ts'
import { visitorLanguage } from './visitor-language.ts'
import { ZONE_SCRIPT } from './zone-script.ts'

interface Deps
  extends LeaveRoutesDeps,
    LinkRoutesDeps,
    PictureRoutesDeps,
    PreferencesRoutesDeps,
    SignUpRoutesDeps {
  page: (ref: DigestRef) => Promise<string | undefined>
  /** The page of a draft to which a token leads. */
  preview: (token: string) => Promise<string | undefined>
  /** Logs an unexpected failure and answers with the id under which it stands in the log. */
  report: (error: unknown) => string
}

const headers = (frameAncestors: string, scripts: "'self'" | "'none'" = "'none'") =>
  secureHeaders({
    // Tokens stand in these addresses: no page that is linked from here may learn them.
    referrerPolicy: 'no-referrer',
    xFrameOptions: frameAncestors === "'none'" ? 'DENY' : false,
    // The answer may be asked for by a form on any site.
    crossOriginResourcePolicy: 'cross-origin',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      scriptSrc: [scripts],
      formAction: ["'self'"],
      frameAncestors: [frameAncestors],
      baseUri: ["'none'"],
    },
  })

/** The pages with guards of their own, above. */
const SIGN_UP = /^\/subscribe\/[^/]+(\/form)?$/

/** The pages that readers reach from a mail or another site. GET and HEAD never change anything: mail scanners open every link. */
export const publicApp = (deps: Deps): Hono => {
  const app = new Hono()

  app.use('/pictures/:name', pictureGuard)
  app.use('/subscribe/:newsletter/form', headers('*', "'self'"))
  app.use('/subscribe/:newsletter', headers("'none'", "'self'"))
  app.use(async (c, next) => (SIGN_UP.test(c.req.path) ? next() : headers("'none'")(c, next)))
  // Personal pages are nobody else's to keep.
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })

  const asset = (path: string, type: string, body: string) =>
    app.get(path, (c) => {
      c.header('Cache-Control', 'public, max-age=3600')
      return c.body(body, 200, { 'Content-Type': `${type}; charset=utf-8` })
    })
  asset('/style.css', 'text/css', STYLE)
  asset('/zone.js', 'text/javascript', ZONE_SCRIPT)

  app.route('/subscribe', signUpRoutes(deps))
  app.route('/link', linkRoutes(deps))
  app.route('/leave', leaveRoutes(deps))
  app.route('/preferences', preferencesRoutes(deps))
  app.route('/still', stillRoutes(deps))
  app.route('/pictures', pictureRoutes(deps))

  app.get('/archive/:newsletter/:digest', async (c) => {
    const ref = digestNamed(c.req.param('digest'), c.req.param('newsletter'))
    const html = ref && (await deps.page(ref))
    if (html === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    c.header('Cache-Control', 'public, max-age=300')
    return c.html(html)
  })

  app.get('/preview/:token', async (c) => {
    const html = await deps.preview(c.req.param('token'))
    if (html === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    c.header('X-Robots-Tag', 'noindex')
    return c.html(asPreview(html))
  })

  app.notFound((c) => c.html(<NotThere language={visitorLanguage(c)} />, 404))

  app.onError((error, c) => c.text(messagesIn(visitorLanguage(c)).failed(deps.report(error)), 500))

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
