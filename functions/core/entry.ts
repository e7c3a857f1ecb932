import * as z from 'zod'
import { Instant } from './instant.ts'
import { Post } from './post.ts'

/** What a digest shows of a post. */
const Shown = Post.pick({
  title: true,
  url: true,
  publisher: true,
  authors: true,
  publishedAt: true,
  datePrecision: true,
  excerpt: true,
  contentNote: true,
  language: true,
})

/** A post as it stands in one digest. `categories` are the ids of the newsletter's categories that it falls into, in order. */
export const Entry = Shown.extend({ post: z.string(), categories: z.array(z.string()).min(1) })
export type Entry = z.infer<typeof Entry>

export const entryFrom = (post: Post, categories: string[]): Entry => ({
  ...Shown.strip().parse(post),
  post: post.id,
  categories,
})

/** A category in one digest, with its entries in the order in which they are read; the first `mailed` stand in the mail, the rest on the web page only. */
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
