import * as z from 'zod'
import { canonicalUrl, isWebUrl } from './canonical-url.ts'
import { CategoryId } from './category-id.ts'
import { hexId } from './hex-id.ts'
import { Instant } from './instant.ts'
import { LanguageTag } from './language-tag.ts'
import { excerptOf, oneLine, paragraphs } from './plain-text.ts'
import { storyMinutes } from './reading-time.ts'
import { Slug } from './slug.ts'

/** A text's characters, a list's names, a name's characters: at most. */
export const MOST_TEXT = 200_000
export const MOST_NAMES = 50
export const LONGEST_NAME = 200
export const LONGEST_TITLE = 300

const line = (max: number) => z.string().transform(oneLine).pipe(z.string().max(max))
/** Blank is absent, or a mail would say “at” and name nobody. */
const optionalLine = line(LONGEST_NAME)
  .transform((text) => text || undefined)
  .optional()
const names = z
  .array(line(LONGEST_NAME))
  .max(MOST_NAMES)
  .transform((all) => [...new Set(all.filter((name) => name !== ''))])

const webAddress = z
  .string()
  .trim()
  .refine(isWebUrl, 'must be a web address that starts with http:// or https://')
  .transform((url) => new URL(url).href)

export const DatePrecision = z.enum(['instant', 'day', 'month', 'none'])

/** What a source says of a story; `submitPost` makes a post of it. */
export const SubmittedPost = z.strictObject({
  title: z
    .string()
    .transform((title) => excerptOf(title, LONGEST_TITLE))
    .default(''),
  /** Set where the title was made from the text's first words. */
  titleFrom: z.literal('text').optional(),
  url: webAddress.optional(),
  publisher: optionalLine,
  authors: names.default([]),
  categories: names.default([]),
  tags: names.default([]),
  publishedAt: Instant.optional(),
  /** A day or month is the one that `publishedAt` shows in UTC. */
  datePrecision: DatePrecision.default('none'),
  /** Of a month-dated post: when in its month drafting takes it as published. */
  spreadAt: Instant.optional(),
  excerpt: z.string().transform(oneLine).optional(),
  text: z.string().max(MOST_TEXT).transform(paragraphs).default(''),
  /** Where the story's picture stands on the web. No mail and no page loads it from there. */
  image: webAddress.optional(),
  contentNote: optionalLine,
  language: LanguageTag.optional(),
  /** Whether the text goes on elsewhere ("Read more"). */
  continues: z.boolean().default(false),
  /** What tells it from another story that would be known by the same address, or the same title and first words. */
  toldApartBy: z.string().max(300).optional(),
  /** Where the post stands on the page it came from, first is 0: keeps undated posts in page order. */
  position: z.int().min(0).default(0),
})
export type SubmittedPost = z.input<typeof SubmittedPost>

/** The digest that took a post, with the moment of the approval for which it did. Whether the claim still counts is for `claimCounts`. */
export const Claim = z.strictObject({ digest: z.string(), approvedAt: Instant })
export type Claim = z.infer<typeof Claim>

/** A story as drafting reads it. Its full text is kept apart, so that a draft's cost does not grow with it. */
export const Post = z.strictObject({
  id: z.string(),
  newsletter: Slug,
  title: z.string().min(1),
  titleFrom: z.literal('text').optional(),
  url: z.string().optional(),
  publisher: z.string().optional(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  publishedAt: Instant.optional(),
  datePrecision: DatePrecision,
  spreadAt: Instant.optional(),
  excerpt: z.string(),
  /** How long the story takes to read, where its whole text is known. */
  minutes: z.int().optional(),
  image: z.string().optional(),
  contentNote: z.string().optional(),
  language: LanguageTag.optional(),
  continues: z.boolean(),
  position: z.int(),
  receivedAt: Instant,
  /** When an editor placed it by hand: the next digest takes it, in the category that was named, if one was. */
  placedAt: Instant.optional(),
  placedIn: CategoryId.optional(),
  /** When an editor wanted it in no digest; it can be taken back. */
  droppedAt: Instant.optional(),
  /** An editor wrote the content note, or took it away: what the source says of it counts no more. */
  noteFrom: z.literal('editor').optional(),
  /** It is no story of its own, but sets right the entry of a digest that was sent. */
  corrects: z.strictObject({ digest: z.string(), post: z.string() }).optional(),
  usedIn: Claim.optional(),
})
export type Post = z.infer<typeof Post>

const FIRST_LETTERS = 80
/** Words without what copying changes: quotes, dashes, blanks, case. */
export const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]/gu, '')

/**
 * One post per canonical URL and newsletter; without a URL, per title and first words, so that the copies of one story on
 * several pages are one post. Where there are no words, its date tells a title from another. 24 hex digits.
 */
export const postId = (newsletter: string, post: z.output<typeof SubmittedPost>): string => {
  const words = letters(post.text).slice(0, FIRST_LETTERS)
  const identity =
    post.url !== undefined
      ? ['p1', newsletter, canonicalUrl(post.url)]
      : ['p2', newsletter, [letters(post.title), words === '' ? (post.publishedAt ?? '') : words].join('\n')]
  const apart = post.toldApartBy === undefined ? [] : [post.toldApartBy]
  return hexId([...identity, ...apart].join('|'))
}

/** What stands in for a missing title: the text's first words. */
export const titleFromText = (text: string): string => excerptOf(text, 80)

/** When drafting takes a post as published; undefined when it waits in the backlog whatever the day. */
export const freshFrom = (
  post: Pick<Post, 'publishedAt' | 'datePrecision' | 'spreadAt'>,
): Instant | undefined => {
  if (post.datePrecision === 'month') return post.spreadAt
  return post.datePrecision === 'none' ? undefined : post.publishedAt
}

/** The post that a submission makes; undefined when it has neither title nor text. */
export const postFrom = (
  newsletter: string,
  submitted: z.output<typeof SubmittedPost>,
  receivedAt: Instant,
): Post | undefined => {
  const fromText = submitted.title === '' ? titleFromText(submitted.text) : undefined
  const title = fromText ?? submitted.title
  if (title === '') return undefined
  const { excerpt, text, toldApartBy, ...rest } = submitted
  const minutes = storyMinutes(text, submitted.continues)
  return {
    ...rest,
    id: postId(newsletter, submitted),
    newsletter,
    title,
    ...(fromText !== undefined && { titleFrom: 'text' as const }),
    excerpt: excerptOf(excerpt || text),
    ...(minutes !== undefined && { minutes }),
    receivedAt,
  }
}
