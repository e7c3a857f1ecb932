import type { SubmittedPost } from '../post.ts'

/** What a page says of a post beside its title and text. */
export type Meta = Pick<
  SubmittedPost,
  'publishedAt' | 'datePrecision' | 'publisher' | 'url' | 'authors' | 'categories' | 'tags' | 'continues'
>

/** All that is said of a post in several places; where two disagree, the later one stands. */
export const mergeMeta = (...all: readonly Meta[]): Meta => ({
  ...Object.assign({}, ...all),
  authors: [...new Set(all.flatMap(({ authors = [] }) => authors))],
  categories: [...new Set(all.flatMap(({ categories = [] }) => categories))],
  tags: [...new Set(all.flatMap(({ tags = [] }) => tags))],
  continues: all.some(({ continues }) => continues),
})

/** Names parted by commas. */
export const namesIn = (list: string | undefined): string[] =>
  (list ?? '')
    .split(/\s*[,，、]\s*/)
    .map((name) => name.replace(/\.$/, '').trim())
    .filter((name) => name !== '')
