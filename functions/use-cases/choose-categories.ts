import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'

/** Sets the categories that a reader wants, by the token of a mail. All of them means those to come as well; unknown ones are ignored. */
export const chooseCategories =
  (deps: ReaderPageDeps) =>
  async (token: string, chosen: readonly string[]): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'adjust')
    if (page === undefined) return undefined
    const known = page.newsletter.categories.map((category) => category.id)
    const wanted = known.filter((id) => chosen.includes(id))
    const categories = wanted.length === known.length ? 'all' : wanted
    const reader = await deps.subscribers.update(page.reader.newsletter, page.reader.id, { categories })
    return { ...page, reader: reader ?? page.reader }
  }
