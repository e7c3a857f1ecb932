import * as z from 'zod'
import { isWebUrl } from './canonical-url.ts'
import { Instant } from './instant.ts'
import { Picture } from './picture.ts'
import { oneLine } from './plain-text.ts'
import { Post } from './post.ts'
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

const line = (most: number) =>
  z
    .string()
    .transform(oneLine)
    .pipe(z.string().min(1, 'says nothing'))
    .refine((text) => charactersOf(text) <= most, {
      error: ({ input }) => `has ${charactersOf(input)} characters; the most is ${most}`,
    })

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
})
export type Content = z.infer<typeof Content>

/** The entries of a section that its mail does not hold: they stand on the web page. The lead stands before all sections, and counts towards none. */
export const onWebOnly = (
  { lead }: Pick<Content, 'lead'>,
  { entries, mailed }: Pick<Section, 'entries' | 'mailed'>,
): string[] => entries.filter((post) => post !== lead?.post).slice(mailed)
