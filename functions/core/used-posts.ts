import type { Content } from './entry.ts'

/** The posts that a digest shows as what it says: its entries and corrections. */
export const shownPosts = ({ entries, corrections = [] }: Content): ReadonlySet<string> =>
  new Set([...entries, ...corrections].map(({ post }) => post))

/** The posts that a digest uses up: those of its entries, those that tell the same stories, those that an editor dropped, and its corrections. */
export const usedPosts = ({ entries, corrections = [], dropped = [], repeats = [] }: Content): string[] => [
  ...entries.flatMap(({ post, also = [] }) => [post, ...also.map((other) => other.post)]),
  ...corrections.map(({ post }) => post),
  ...dropped,
  ...repeats.map(({ post }) => post),
]
