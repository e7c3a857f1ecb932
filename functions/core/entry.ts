import * as z from 'zod'
import { isWebUrl } from './canonical-url.ts'
import { Instant } from './instant.ts'
import { Picture } from './picture.ts'
import { LONGEST_EXCERPT, oneLine } from './plain-text.ts'
import { LONGEST_NAME, LONGEST_TITLE, Post } from './post.ts'
import { LONGEST_SUBJECT } from './subject.ts'

/** What a digest shows of a post. */
const Shown = Post.pick({
  title: true,
  url: true,
  publisher: true,
  authors: true,
  publishedAt: true,
  datePrecision: true,
  excerpt: true,
  minutes: true,
  contentNote: true,
  language: true,
})

/** A post as it stands in one digest. `categories` are the ids of the newsletter's categories that it falls into, in order. */
export const Entry = Shown.extend({
  post: z.string(),
  categories: z.array(z.string()).min(1),
  /** Posts of other publishers that tell the same story. */
  also: z
    .array(Post.pick({ title: true, publisher: true, url: true }).extend({ post: z.string() }))
    .optional(),
  /** What an editor put beside it. */
  picture: Picture.optional(),
  /** An editor wants it first in its categories. */
  pinned: z.literal(true).optional(),
})
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
  /** An editor put its entries in this order, which stays. */
  arranged: z.literal(true).optional(),
})
export type Section = z.infer<typeof Section>

/** What was wrong in an earlier digest, and is set right at the top of this one for all its readers. */
export const Correction = z.strictObject({
  /** The post that carries it. */
  post: z.string(),
  /** Title and address of the entry that it corrects. */
  title: z.string(),
  url: z.string().optional(),
  /** The local date of the digest that had the entry. */
  date: z.iso.date(),
  text: z.string(),
  /** That of the entry. */
  contentNote: z.string().optional(),
})
export type Correction = z.infer<typeof Correction>

const charactersOf = (text: unknown): number => [...String(text)].length

const atMost = (most: number) =>
  z
    .string()
    .transform(oneLine)
    .refine((text) => charactersOf(text) <= most, {
      error: ({ input }) => `has ${charactersOf(input)} characters; the most is ${most}`,
    })
const line = (most: number) => atMost(most).refine((text) => text !== '', 'says nothing')

/** What an editor may type in place of an entry's own words. */
export const TypedEntry = z
  .object({
    title: line(LONGEST_TITLE),
    /** May be empty. */
    excerpt: atMost(LONGEST_EXCERPT),
    contentNote: line(LONGEST_NAME),
  })
  .partial()
export type TypedEntry = z.infer<typeof TypedEntry>

/** A word of the editors at the top: some 60 words, signed. */
export const Note = z.strictObject({ text: line(500), signed: line(80) })
export type Note = z.infer<typeof Note>

/** What a digest ends with: something that went well, or that a reader can do. */
export const Closing = z.strictObject({
  title: line(120),
  text: line(500),
  url: z.string().refine(isWebUrl, 'must be a web address that starts with http:// or https://').optional(),
})
export type Closing = z.infer<typeof Closing>

export const Subject = line(LONGEST_SUBJECT)
/** Lists of mails show some 40 to 100 characters of it. */
export const Preheader = line(110)

/** Characters of what is told of a change. */
export const LONGEST_CHANGE = 300

/** What one revision of a digest says. */
export const Content = z.strictObject({
  revision: z.int(),
  entries: z.array(Entry),
  sections: z.array(Section),
  corrections: z.array(Correction).optional(),
  /** Posts that an editor wanted in no digest. */
  dropped: z.array(z.string()).optional(),
  /** Posts that tell what an entry of one of the last two digests told, with that entry. */
  repeats: z.array(z.strictObject({ post: z.string(), of: z.string() })).optional(),
  /** The entry to lead with; only one that is for everyone may be named in the subject. */
  lead: z.strictObject({ post: z.string(), forEveryone: z.boolean() }).optional(),
  note: Note.optional(),
  closing: Closing.optional(),
  /** As an editor wrote them, for everyone. */
  subject: Subject.optional(),
  preheader: Preheader.optional(),
  savedAt: Instant,
  savedBy: z.string(),
  /** The id of who saved it, where they signed in at the desk. */
  editorId: z.string().max(255).optional(),
  /** What the editor changed, in words. */
  change: atMost(LONGEST_CHANGE).optional(),
  /** The revision that they changed; absent of the first. */
  madeFrom: z.int().optional(),
})
export type Content = z.infer<typeof Content>

/** A revision without what it says; one that was saved before this was kept has its number alone. */
export const Revision = Content.pick({
  savedAt: true,
  savedBy: true,
  editorId: true,
  change: true,
  madeFrom: true,
})
  .partial()
  .extend({ revision: z.int() })
export type Revision = z.infer<typeof Revision>

/** The entries of a section that its mail does not hold: they stand on the web page. The lead stands before all sections, and counts towards none. */
export const onWebOnly = (
  { lead }: Pick<Content, 'lead'>,
  { entries, mailed }: Pick<Section, 'entries' | 'mailed'>,
): string[] => entries.filter((post) => post !== lead?.post).slice(mailed)
