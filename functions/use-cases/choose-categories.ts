import type { Clock, Subscribers } from './ports.ts'
import { type ReaderPage, readerPage } from './reader-page.ts'

type Deps = Parameters<typeof readerPage>[0] & { subscribers: Subscribers; clock: Clock }

/** Sets the categories that a reader wants, by the token of a mail. All of them means those to come as well; unknown ones are ignored. */
export const chooseCategories =
  (deps: Deps) =>
  async (token: string, chosen: readonly string[]): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'adjust')
    if (page === undefined) return undefined
    const known = page.newsletter.categories.map((category) => category.id)
    const wanted = known.filter((id) => chosen.includes(id))
    const categories = wanted.length === known.length ? 'all' : wanted
    const reader = await deps.subscribers.update(page.reader.newsletter, page.reader.id, { categories })
    return { ...page, reader: reader ?? page.reader }
  }
