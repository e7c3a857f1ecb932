import { DatePrecision, MOST_NAMES, type Post, type SubmittedPost } from '../post.ts'

const PRECISE = DatePrecision.options
const precision = ({ datePrecision = 'none' }: SubmittedPost): number => PRECISE.indexOf(datePrecision)

const both = (one: string[] = [], other: string[] = []): string[] =>
  [...new Set([...one, ...other])].slice(0, MOST_NAMES)

/** The one that holds more of the story. */
const fuller = (one: SubmittedPost, other: SubmittedPost): SubmittedPost => {
  if (!one.text || !other.text) return one.text ? one : other.text ? other : one.excerpt ? one : other
  if ((one.continues ?? false) !== (other.continues ?? false)) return one.continues ? other : one
  return (other.text?.length ?? 0) > (one.text?.length ?? 0) ? other : one
}

/**
 * One story that stands on several pages: an archive page says of a post only what its kind of page shows, so what each
 * says is kept together. The longer text and the more precise date win.
 */
export const mergeSubmissions = (one: SubmittedPost, other: SubmittedPost): SubmittedPost => {
  const { text, excerpt, continues } = fuller(one, other)
  const { publishedAt, datePrecision, spreadAt } = precision(one) <= precision(other) ? one : other
  return {
    ...other,
    ...Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== '')),
    authors: both(one.authors, other.authors),
    categories: both(one.categories, other.categories),
    tags: both(one.tags, other.tags),
    publishedAt,
    datePrecision,
    spreadAt,
    text,
    excerpt,
    continues,
  }
}

/** A stored post as it would be submitted again. */
export const submissionOf = (post: Post, text: string): SubmittedPost => {
  const { id, newsletter, receivedAt, usedIn, placedAt, placedIn, droppedAt, noteFrom, ...said } = post
  const { titleFrom, title, ...rest } = said
  return { ...rest, title: titleFrom === 'text' ? '' : title, text }
}
