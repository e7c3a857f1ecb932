import { letters, type SubmittedPost } from '../post.ts'

const WORDS = 40

const dayOf = ({ datePrecision, publishedAt }: SubmittedPost): string | undefined =>
  datePrecision === 'instant' || datePrecision === 'day' ? publishedAt?.slice(0, 10) : undefined

const wordsOf = ({ text = '' }: SubmittedPost): string => letters(text).slice(0, WORDS)

/**
 * Whether two posts that are known by the same address, or the same title and first words, tell one story. Blogs give
 * the same title and opening to posts of different days, and the same address to what they say of one article.
 */
const isSameStory = (one: SubmittedPost, other: SubmittedPost): boolean => {
  if (one.url !== undefined)
    return letters(one.title ?? '') === letters(other.title ?? '') || wordsOf(one) === wordsOf(other)
  const [day, otherDay] = [dayOf(one), dayOf(other)]
  return day === undefined || otherDay === undefined || day === otherDay
}

/** A post beside the known one of the same id: as it is where it tells that one's story, or else told from it. */
export const toldApart = (post: SubmittedPost, known: SubmittedPost | undefined): SubmittedPost =>
  known === undefined || isSameStory(known, post)
    ? post
    : { ...post, toldApartBy: dayOf(post) ?? letters(post.title ?? '').slice(0, 300) }
