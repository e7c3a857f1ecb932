import { backlogOf } from '#functions/core/category.ts'
import { Newsletter } from '#functions/core/newsletter.ts'
import { excerptOf } from '#functions/core/plain-text.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { slugOf } from '#functions/core/slug.ts'
import type { SlotNow } from './slot-at.ts'

const MOST_CATEGORIES = 6
const OTHER = 'other'
/** Mail programs cut a mail at about 102 kB, and approval refuses 95 kB; an entry's frame takes about 800 bytes. */
const BYTES_A_MAIL = 85_000
const FRAME_BYTES = 800
/** Entries that fit in any script. */
const ENTRIES_A_MAIL = 40
const EVERY_ENTRY = 50

const bytesOf = ({ title = '', excerpt, text = '' }: SubmittedPost): number =>
  FRAME_BYTES + Buffer.byteLength(title) + Buffer.byteLength(excerptOf(excerpt || text))

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

/** Their names, each with its rules; “Other” takes the rest, also where the files have a category of that name. */
const categoryRules = (names: readonly string[]) => {
  const rest = { rest: true } as const
  const rules = names.map((name) => ({
    name,
    rules: name.toLowerCase() === OTHER ? [{ category: name }, rest] : [{ category: name }],
  }))
  return names.some((name) => name.toLowerCase() === OTHER)
    ? rules
    : [...rules, { name: 'Other', rules: [rest] }]
}

export interface TrialWeeks {
  /** How many weekly digests it is to have. */
  readonly weeks: number
  /** Whether a post waits in the backlog for them, without a date of its own. */
  readonly waits: (post: SubmittedPost) => boolean
}

/** A newsletter made for files: their most frequent categories, then “Other”, with a drip that places each category's backlog in its weeks. */
export const trialNewsletter = (
  posts: readonly SubmittedPost[],
  when: SlotNow,
  { weeks, waits }: TrialWeeks,
): Newsletter => {
  const rules = categoryRules(frequentCategories(posts))
  const newsletter = Newsletter.parse({
    slug: 'trial',
    name: 'Trial',
    sender: { name: 'Trial', address: 'digest@news.gazette.example' },
    replyTo: 'editors@news.gazette.example',
    staff: [],
    postalAddress: '14 Weir Lane, Second Floor, Tarnhaven 40213',
    language: 'en-GB',
    ...when,
    categories: rules.map((category, index) => ({
      ...category,
      id: `${index + 1}-${slugOf(category.name, 'category')}`.slice(0, 24).replace(/-$/, ''),
    })),
  })
  const filed = Map.groupBy(posts.filter(waits), ({ categories = [], tags = [] }) =>
    backlogOf(newsletter, { categories, tags }),
  )
  const bytesAWeek = posts.reduce((sum, post) => sum + bytesOf(post), 0) / weeks
  return {
    ...newsletter,
    categories: newsletter.categories.map((category) => ({
      ...category,
      dripPerWeek: Math.ceil((filed.get(category.id)?.length ?? 0) / weeks),
    })),
    // As long as all of them fit, a reader finds every post of their categories in the mail itself.
    entriesPerCategory: bytesAWeek <= BYTES_A_MAIL ? EVERY_ENTRY : Math.floor(ENTRIES_A_MAIL / rules.length),
  }
}
