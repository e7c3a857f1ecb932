import { changeAsText } from '#functions/core/history.ts'
import { asChange } from '#functions/core/preferences.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { activate } from './activate.ts'
import type { LinkPage, LinkPageDeps } from './link-page.ts'
import type { Histories, Suppressions } from './ports.ts'
import { usingLink } from './use-link.ts'

interface Deps extends LinkPageDeps {
  signingKeys: () => Promise<SigningKeys>
  suppressions: Suppressions
  histories: Histories
}

export interface Confirmed extends LinkPage {
  /** The token of the page with their choices. */
  readonly adjust: string
}

/** Makes a subscription active by the link of its confirmation letter, with the choices of that sign-up. */
export const confirmSignUp =
  (deps: Deps) =>
  (key: string): Promise<Confirmed | undefined> =>
    usingLink(deps, key, 'confirm', async (page) => {
      const now = deps.clock()
      const { newsletter, reader: id, preferences } = page.link
      const change = preferences ? asChange(preferences) : {}
      const reader = await activate(deps, page.link, now, { ...change, consentAt: now })
      if (reader === undefined) return undefined
      const event = {
        newsletter,
        at: now,
        what: 'confirmed',
        how: 'link',
        change: changeAsText(change),
      } as const
      await deps.histories.note(id, event)
      const subject = { newsletter, reader: id, scope: 'adjust' } as const
      return { ...page, reader, adjust: signToken(await deps.signingKeys(), subject) }
    })
