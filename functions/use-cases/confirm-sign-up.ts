import { changeAsText } from '#functions/core/history.ts'
import { asChange } from '#functions/core/preferences.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { activate } from './activate.ts'
import { type LinkPage, type LinkPageDeps, pressedTwice } from './link-page.ts'
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

const confirmed = async (deps: Deps, page: LinkPage): Promise<Confirmed> => {
  const subject = { newsletter: page.link.newsletter, reader: page.link.reader, scope: 'adjust' } as const
  return { ...page, adjust: signToken(await deps.signingKeys(), subject) }
}

/** What was asked for is kept for good once it is confirmed; until then it expires with the row. */
const keepAsked = async ({ histories }: Deps, reader: string): Promise<void> => {
  for (const { trace, ...event } of await histories.list(reader))
    if (event.what === 'asked') await histories.note(reader, event, trace)
}

/** Makes a subscription active by the link of its confirmation letter, with the choices of that sign-up. */
export const confirmSignUp =
  (deps: Deps) =>
  async (key: string): Promise<Confirmed | undefined> => {
    const done = await usingLink(deps, key, 'confirm', async (page) => {
      const now = deps.clock()
      const { newsletter, reader: id, preferences } = page.link
      const change = preferences ? asChange(preferences) : {}
      const reader = await activate(deps, page.link, now, { ...change, consentAt: now })
      if (reader === undefined) return undefined
      await keepAsked(deps, id)
      const event = {
        newsletter,
        at: now,
        what: 'confirmed',
        how: 'link',
        change: changeAsText(change),
      } as const
      await deps.histories.note(id, event)
      return { ...page, reader }
    })
    const page = done ?? (await pressedTwice(deps, key, 'confirm'))
    return page && confirmed(deps, page)
  }
