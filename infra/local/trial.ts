import { Newsletter } from '#functions/core/newsletter.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { slugOf } from '#functions/core/slug.ts'
import type { SlotNow } from './slot-at.ts'

const MOST_CATEGORIES = 6
const ENTRIES_A_MAIL = 50

const frequencies = (posts: readonly SubmittedPost[]): [name: string, count: number][] => {
  const counts = new Map<string, number>()
  for (const { categories = [] } of posts)
    for (const name of new Set(categories)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
}

/** The most frequent categories of some posts, ties by name. */
export const frequentCategories = (posts: readonly SubmittedPost[]): string[] =>
  frequencies(posts)
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, MOST_CATEGORIES)
    .map(([name]) => name)

/** A newsletter made for files: their most frequent categories, then “Other”, with a drip that places each category's backlog in two weeks. */
export const trialNewsletter = (posts: readonly SubmittedPost[], when: SlotNow): Newsletter => {
  const names = frequentCategories(posts)
  const rules = [
    ...names.map((name) => ({ name, rules: [{ category: name }] })),
    { name: 'Other', rules: [{ rest: true }] },
  ]
  const firstOf = ({ categories = [] }: SubmittedPost): string =>
    names.find((name) => categories.includes(name)) ?? 'Other'
  const filed = Map.groupBy(posts, firstOf)
  return Newsletter.parse({
    slug: 'trial',
    name: 'Trial',
    sender: { name: 'Trial', address: 'digest@news.gazette.example' },
    replyTo: 'editors@news.gazette.example',
    postalAddress: '14 Weir Lane, Second Floor, Tarnhaven 40213',
    language: 'en-GB',
    ...when,
    categories: rules.map((category, index) => ({
      ...category,
      id: `${index + 1}-${slugOf(category.name, 'category')}`.slice(0, 24).replace(/-$/, ''),
      dripPerWeek: Math.ceil((filed.get(category.name)?.length ?? 0) / 2),
    })),
    entriesPerCategory: Math.floor(ENTRIES_A_MAIL / Math.max(1, Math.min(rules.length, filed.size))),
  })
}
