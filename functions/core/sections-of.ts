import type { Entry, Section } from './entry.ts'
import type { Newsletter } from './newsletter.ts'

/** What stood there stays in its order, and what is new joins at the end. */
const keepOrder = (stood: readonly string[], now: readonly string[]): string[] => [
  ...stood.filter((post) => now.includes(post)),
  ...now.filter((post) => !stood.includes(post)),
]

/** The sections of a digest: the categories that have entries, in the newsletter's order, each with its entries in the order given, of which the first ones are mailed. One that an editor arranged before keeps its order. */
export const sectionsOf = (
  { categories, entriesPerCategory }: Pick<Newsletter, 'categories' | 'entriesPerCategory'>,
  entries: readonly Entry[],
  order: (own: readonly Entry[]) => Entry[],
  before: readonly Section[] = [],
): Section[] =>
  categories.flatMap(({ id, name, contentNote }) => {
    const own = order(entries.filter((entry) => entry.categories.includes(id))).map(({ post }) => post)
    if (own.length === 0) return []
    const mailed = Math.min(own.length, entriesPerCategory)
    const arranged = before.find((section) => section.category === id && section.arranged)
    const section = { category: id, name, contentNote, mailed }
    return arranged === undefined
      ? [{ ...section, entries: own }]
      : [{ ...section, entries: keepOrder(arranged.entries, own), arranged: true as const }]
  })
