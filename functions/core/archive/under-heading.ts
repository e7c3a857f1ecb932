import type { SubmittedPost } from '../post.ts'
import type { Heading } from './archive.ts'
import { monthOf } from './local-date.ts'

const withName = (names: string[] = [], name: string): string[] =>
  names.some((one) => one.toLowerCase() === name.toLowerCase()) ? names : [name, ...names]

/** A post with what the heading of its page says of it. What the post says itself stands: a day is better than a month. */
export const underHeading = (post: SubmittedPost, heading: Heading | undefined): SubmittedPost => {
  switch (heading?.kind) {
    case undefined:
      return post
    case 'category':
      return { ...post, categories: withName(post.categories, heading.name) }
    case 'tag':
      return { ...post, tags: withName(post.tags, heading.name) }
    case 'author':
      return { ...post, authors: withName(post.authors, heading.name) }
    case 'month':
      return { ...monthOf(heading.name), ...post }
  }
}
