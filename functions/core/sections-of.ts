import type { Entry, Section } from './entry.ts'
import type { Newsletter } from './newsletter.ts'

/** The sections of a digest: the categories that have entries, in the newsletter's order, each with its entries in the order given, of which the first ones are mailed. */
export const sectionsOf = (
  { categories, entriesPerCategory }: Pick<Newsletter, 'categories' | 'entriesPerCategory'>,
  entries: readonly Entry[],
  order: (own: readonly Entry[]) => Entry[],
): Section[] =>
  categories.flatMap(({ id, name, contentNote }) => {
    const own = order(entries.filter((entry) => entry.categories.includes(id))).map(({ post }) => post)
    if (own.length === 0) return []
    return [
      { category: id, name, contentNote, entries: own, mailed: Math.min(own.length, entriesPerCategory) },
    ]
  })
