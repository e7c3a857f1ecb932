import * as z from 'zod'
import { Instant } from './instant.ts'
import { LanguageTag } from './language-tag.ts'
import { DatePrecision, type Post } from './post.ts'

/** A post as it stands in one digest. `categories` are the ids of the newsletter's categories that it falls into, in order. */
export const Entry = z.strictObject({
  post: z.string(),
  title: z.string().min(1),
  url: z.string().optional(),
  publisher: z.string().optional(),
  authors: z.array(z.string()),
  publishedAt: Instant.optional(),
  datePrecision: DatePrecision,
  excerpt: z.string(),
  contentNote: z.string().optional(),
  language: LanguageTag.optional(),
  categories: z.array(z.string()).min(1),
})
export type Entry = z.infer<typeof Entry>

export const entryFrom = (post: Post, categories: string[]): Entry => ({
  post: post.id,
  title: post.title,
  url: post.url,
  publisher: post.publisher,
  authors: post.authors,
  publishedAt: post.publishedAt,
  datePrecision: post.datePrecision,
  excerpt: post.excerpt,
  contentNote: post.contentNote,
  language: post.language,
  categories,
})

/** The categories of a digest with the entries of each, in the order in which they are read; `mailed` of them stand in the mail, the rest on the web page only. */
export const Section = z.strictObject({
  category: z.string(),
  name: z.string(),
  contentNote: z.string().optional(),
  entries: z.array(z.string()),
  mailed: z.int(),
})
export type Section = z.infer<typeof Section>

/** What one revision of a digest says. */
export const Content = z.strictObject({
  revision: z.int(),
  entries: z.array(Entry),
  sections: z.array(Section),
  /** The entry to lead with; only one that is for everyone may be named in the subject. */
  lead: z.strictObject({ post: z.string(), forEveryone: z.boolean() }).optional(),
  savedAt: Instant,
  savedBy: z.string(),
})
export type Content = z.infer<typeof Content>
