import { Hono } from 'hono'
import { grantsOf } from '#functions/core/access.ts'
import { clip } from '#functions/core/plain-text.ts'
import type { SignIn } from '#functions/use-cases/staff-ports.ts'
import type { DeskContext, DeskEnv } from './desk-route.ts'
import type { Framed } from './frame.tsx'
import { safeNext } from './safe-next.ts'
import { endSession, keepPending, type SessionDeps, startSession, takePending } from './session.ts'
import { SIGNED_OUT } from './signed-out.ts'

export interface AuthDeps extends SessionDeps {
  signIn: SignIn
}

const HOME = '/desk'
const LONGEST_NAME = 64

/** `/auth`: to the identity provider, back from it, and out. */
export const authRoutes = (deps: AuthDeps, framed: Framed): Hono<DeskEnv> => {
  const app = new Hono<DeskEnv>()

  app.get('/login', async (c) => {
    const { url, pending } = await deps.signIn.begin(safeNext(c.req.query('next'), HOME))
    await keepPending(deps, c, pending)
    return c.redirect(url, 303)
  })

  const again = (c: DeskContext) =>
    c.html(
      framed(c, {
        title: 'Please sign in again',
        children: (
          <>
            <p>The sign-in took too long, or was begun in another window.</p>
            <p>
              <a class="button" href="/auth/login">
                Sign in
              </a>
            </p>
          </>
        ),
      }),
      400,
    )

  app.get('/callback', async (c) => {
    const pending = await takePending(deps, c)
    const who = pending && (await deps.signIn.finish(new URL(c.req.url).search, pending))
    if (pending === undefined || who === undefined) return again(c)
    const { groups, ...person } = who
    await deps.staff.note({
      ...person,
      name: clip(person.name, LONGEST_NAME),
      grants: grantsOf(groups),
      signedInAt: deps.now(),
    })
    await startSession(deps, c, person.id)
    return c.redirect(pending.next, 303)
  })

  app.get('/done', (c) =>
    c.html(
      framed(c, {
        title: 'You are signed in',
        children: <p>Close this tab, and go on where you were: what you wrote is still there.</p>,
      }),
    ),
  )

  app.post('/logout', (c) => {
    endSession(c)
    return c.redirect(SIGNED_OUT, 303)
  })

  app.get('/out', async (c) => {
    const url = await deps.signIn.signOutUrl()
    // A link and no redirect: browsers do not let a form lead to another site than its policy names.
    return c.html(
      framed(c, {
        title: 'You are signed out',
        children: (
          <>
            <p>Of Gazette, that is.</p>
            {url !== undefined && (
              <p>
                <a href={url}>Sign out of the account that you signed in with, too</a>
              </p>
            )}
            <p>
              <a href="/desk">Sign in again</a>
            </p>
          </>
        ),
      }),
    )
  })

  return app
}
