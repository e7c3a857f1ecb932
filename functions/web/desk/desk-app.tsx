import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { may } from '#functions/core/access.ts'
import { digestKeyIn } from '#functions/core/digest-key.ts'
import { ExpectedError, Invalid, NotFound } from '#functions/core/errors.ts'
import { isTimeZone, type Newsletter } from '#functions/core/newsletter.ts'
import type { Log } from '#functions/use-cases/ports.ts'
import { type AssetTexts, assetsOf } from './assets.ts'
import { type AuthDeps, authRoutes } from './auth-routes.tsx'
import { forget, kept, keptZone } from './cookies.ts'
import type { DeskContext, DeskEnv, DeskRoute } from './desk-route.ts'
import { type DeskRoutesDeps, deskRoutes } from './desk-routes.ts'
import { sentFields, textsIn } from './form-fields.ts'
import { framed } from './frame.tsx'
import { Problem, SignedOutWithFields } from './refusal-pages.tsx'
import { safeNext } from './safe-next.ts'
import { readSaid } from './said.ts'
import { openSession } from './session.ts'

export interface DeskAppDeps extends AuthDeps, DeskRoutesDeps {
  publicOrigin: string
  /** Where browsers post their files to. */
  uploadOrigin: () => Promise<string>
  assets: AssetTexts
  newsletter: (slug: string) => Promise<Newsletter | undefined>
  warn: Log
  /** Logs an unexpected failure and answers with the id under which it stands in the log. */
  report: (error: unknown) => string
}

const MOST_BODY_BYTES = 1_000_000

/** The document of a preview stands in a frame of the desk's own pages, and has headers of its own; what stands in its place when there is none has not. */
const FRAMED = /^\/desk\/digests\/[^/]+\/mail$/

/** Set by the script on what it fetches by itself. */
const isSwap = (c: Context): boolean => c.req.header('x-swap') !== undefined

const headers = (uploadOrigin: string, isFramed: boolean): MiddlewareHandler =>
  secureHeaders({
    // `no-referrer` would have browsers send `Origin: null` with a form.
    referrerPolicy: 'same-origin',
    xFrameOptions: isFramed ? 'SAMEORIGIN' : 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      formAction: ["'self'", uploadOrigin],
      frameAncestors: [isFramed ? "'self'" : "'none'"],
      baseUri: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['gazette'],
    },
  })

/** What the library refuses, by its status. */
const WHY_REFUSED: Readonly<Record<number, string>> = {
  403: 'It was not asked for on a page of the desk, so nothing was done. Open the page, and ask there.',
  413: 'It is more than a form of the desk may hold. Nothing was done.',
}

const statusOf = (error: ExpectedError): 404 | 409 | 422 => {
  if (error instanceof NotFound) return 404
  return error instanceof Invalid ? 422 : 409
}

/** The desk of editors and admins. GET never changes anything. */
export const deskApp = (deps: DeskAppDeps) => {
  const app = new Hono<DeskEnv>()
  const { paths, all } = assetsOf(deps.assets)
  const page = framed(paths)

  app.use(compress())
  let uploadOrigin: string | undefined
  app.use(async (c, next) => {
    uploadOrigin ??= await deps.uploadOrigin()
    if (!FRAMED.test(c.req.path)) return headers(uploadOrigin, false)(c, next)
    await next()
    if (!c.res.headers.has('Content-Security-Policy'))
      await headers(uploadOrigin, true)(c, async () => undefined)
  })
  for (const { path, type, text } of all)
    app.get(path, (c) =>
      c.body(text, 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    )
  app.use(async (c, next) => {
    c.set('now', deps.now())
    const zone = keptZone(c)
    c.set('zone', zone !== undefined && isTimeZone(zone) ? zone : undefined)
    const said = kept(c, 'said')
    c.set('said', readSaid(said))
    if (said !== undefined && c.req.method === 'GET') forget(c, 'said')
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  app.use(csrf({ origin: (origin) => origin === deps.publicOrigin }))
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES }))
  app.route('/auth', authRoutes(deps, page))

  const signedOut = async (c: DeskContext): Promise<Response> => {
    const { pathname, search } = new URL(c.req.url)
    const login = `/auth/login?next=${encodeURIComponent(`${pathname}${search}`)}`
    if (isSwap(c)) return c.text('Sign in again.', 401)
    if (c.req.method === 'GET') {
      if (search === '') return c.redirect(login, 303)
      // It may be a form's choice, and browsers do not let a form lead to another site than its policy names.
      const children = (
        <p>
          <a class="button primary" href={login}>
            Sign in
          </a>
        </p>
      )
      return c.html(page(c, { title: 'Please sign in', children }), 401)
    }
    const children = <SignedOutWithFields action={pathname} fields={textsIn(await sentFields(c))} />
    return c.html(page(c, { title: 'You were signed out', children }), 401)
  }

  const refused = (
    c: DeskContext,
    route: DeskRoute,
    newsletter: string | undefined,
  ): Response | Promise<Response> => {
    const { person } = c.var
    deps.warn('access to the desk refused', {
      person: person.id,
      route: `${route.method} ${route.path}`,
      ...(newsletter !== undefined && { newsletter }),
    })
    const children = (
      <>
        <Problem>
          <p>
            {person.grants.length === 0
              ? 'You are signed in, but may not use the desk yet. Ask an admin of your newsletter to add you to its editors, then sign in again.'
              : 'You are signed in, but may not see or do this. An admin of the newsletter can.'}
          </p>
        </Problem>
        <form method="post" action="/auth/logout" data-leave>
          <button type="submit" id="refused-sign-out">
            Sign out
          </button>
        </form>
      </>
    )
    return c.html(page(c, { title: 'Not yours to see', children }), 403)
  }

  const notFound = (c: DeskContext): Response | Promise<Response> =>
    c.html(
      page(c, {
        title: 'Not there',
        children: (
          <p>
            Nothing stands at this address. <a href="/desk">Go to your newsletters</a>.
          </p>
        ),
      }),
      404,
    )

  const guarded =
    (route: DeskRoute) =>
    async (c: DeskContext): Promise<Response> => {
      const session = await openSession(deps, c)
      if (session === undefined) return signedOut(c)
      c.set('person', session.person)
      c.set('endsAt', session.endsAt)
      const digest = c.req.param('digest')
      const ref = digest === undefined ? undefined : digestKeyIn(digest)
      const slug = c.req.param('newsletter') ?? ref?.newsletter
      if (!may(session.person.grants, route.right, slug)) return refused(c, route, slug)
      if (digest !== undefined && ref === undefined) return notFound(c)
      if (slug !== undefined) {
        const newsletter = await deps.newsletter(slug)
        if (newsletter === undefined) return notFound(c)
        c.set('newsletter', newsletter)
      }
      if (ref !== undefined) c.set('ref', ref)
      return route.handle(c)
    }

  for (const route of deskRoutes(deps, page)) app.on(route.method, route.path, guarded(route))

  app.notFound(notFound)
  app.onError((error, c) => {
    if (error instanceof ExpectedError) {
      const { newsletter } = c.var
      const children = (
        <>
          <Problem>
            <p>{error.message}</p>
          </Problem>
          <p>
            <a href={backFrom(c)}>Back</a>
          </p>
        </>
      )
      const title = error instanceof NotFound ? 'Not there' : 'This could not be done'
      return c.html(page(c, { title, newsletter, children }), statusOf(error))
    }
    if (error instanceof HTTPException) {
      const children = (
        <Problem>
          <p>{WHY_REFUSED[error.status]}</p>
        </Problem>
      )
      return c.html(page(c, { title: 'This could not be done', children }), error.status)
    }
    const id = deps.report(error)
    const children = (
      <Problem>
        <p>Something went wrong that should not. It is kept in the log under {id}. Try again in a minute.</p>
      </Problem>
    )
    return c.html(page(c, { title: 'Something went wrong', children }), 500)
  })

  return app
}

/** The page on which an act was asked for. Other sites say what they like of where a request comes from. */
const backFrom = (c: Context): string => {
  const referer = c.req.header('referer')
  return referer === undefined || !URL.canParse(referer)
    ? '/desk'
    : safeNext(new URL(referer).pathname, '/desk')
}
