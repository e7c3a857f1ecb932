import * as z from 'zod'
import type { Instant } from '#functions/core/instant.ts'
import { leadTo } from './answers.ts'
import type { DeskRoute } from './desk-route.ts'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { endSession } from './session.ts'
import { SIGNED_OUT } from './signed-out.ts'
import { When } from './when.tsx'

export interface AccountDeps {
  setShortcuts: (person: string, shortcuts: boolean) => Promise<void>
  endSessions: (person: string, from: Instant) => Promise<boolean>
}

const roleWords = ({ role, newsletter }: { readonly role: string; readonly newsletter: string }): string =>
  `${role} of ${newsletter === '*' ? 'all newsletters' : newsletter}`

const Shortcuts = z.object({ shortcuts: z.enum(['on', 'off']) })

/** Somebody's own page: who they are here, keys, signing out. */
export const accountRoutes = (deps: AccountDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/account',
    right: 'sign-in',
    handle: (c) => {
      const { person, endsAt, zone } = c.var
      const children = (
        <>
          <section class="card">
            <dl class="facts">
              <dt>Name</dt>
              <dd>
                <bdi>{person.name}</bdi>
              </dd>
              {person.email !== undefined && (
                <>
                  <dt>Address</dt>
                  <dd>{person.email}</dd>
                </>
              )}
              <dt>You are</dt>
              <dd>{person.grants.map(roleWords).join(', ')}</dd>
              <dt>Signed in until</dt>
              <dd>
                <When at={endsAt} zone={zone} />
              </dd>
            </dl>
          </section>
          <section class="card" aria-labelledby="keys-title">
            <h2 id="keys-title">Single keys</h2>
            <p class="quiet">
              j, k, / and others move about the pages. Switch them off if you speak to your computer, or press
              keys by accident.
            </p>
            <form method="post" action="/desk/account/shortcuts" class="row">
              <button type="submit" name="shortcuts" value={person.shortcuts ? 'off' : 'on'} id="shortcuts">
                {person.shortcuts ? 'Switch them off' : 'Switch them on'}
              </button>
            </form>
          </section>
          <section class="card" aria-labelledby="out-title">
            <h2 id="out-title">Sign out</h2>
            <div class="row">
              <form method="post" action="/auth/logout">
                <button type="submit" id="sign-out">
                  Sign out
                </button>
              </form>
              <form method="post" action="/desk/account/sign-out-everywhere">
                <button type="submit" class="plain-danger">
                  Sign out everywhere
                </button>
              </form>
            </div>
            <p class="quiet">Everywhere: on all browsers in which you signed in, at once.</p>
          </section>
        </>
      )
      return c.html(page(c, { title: 'You', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/account/shortcuts',
    right: 'sign-in',
    handle: async (c) => {
      const { shortcuts } = await fieldsOf(c, Shortcuts)
      await deps.setShortcuts(c.var.person.id, shortcuts === 'on')
      return leadTo(c, '/desk/account', { text: `Single keys are ${shortcuts} now.` })
    },
  },
  {
    method: 'POST',
    path: '/desk/account/sign-out-everywhere',
    right: 'sign-in',
    handle: async (c) => {
      await deps.endSessions(c.var.person.id, c.var.now)
      endSession(c)
      return c.redirect(SIGNED_OUT, 303)
    },
  },
]
