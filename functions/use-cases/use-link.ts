import type { LinkPurpose } from '#functions/core/link.ts'
import { type LinkPage, type LinkPageDeps, linkPage } from './link-page.ts'

/** Does what a letter's link is for, and only then marks it used: after a crash in between it can be used again, and doing it again changes nothing. Undefined for a link that is not good, or not for this. */
export const usingLink = async <T>(
  deps: LinkPageDeps,
  key: string,
  purpose: LinkPurpose,
  act: (page: LinkPage) => Promise<T | undefined>,
): Promise<T | undefined> => {
  const page = await linkPage(deps)(key)
  if (page?.link.purpose !== purpose) return undefined
  const done = await act(page)
  if (done !== undefined) await deps.links.markUsed(page.link.reader, page.hash, deps.clock())
  return done
}
