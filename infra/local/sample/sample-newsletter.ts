import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type Instant, plusDays, toInstant } from '#functions/core/instant.ts'
import { Newsletter } from '#functions/core/newsletter.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import type { SlotNow } from '../slot-at.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

const SamplePost = z.object({
  title: z.string(),
  url: z.string(),
  publisher: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  daysAgo: z.number(),
  excerpt: z.string(),
  lang: z.string(),
  contentNote: z.string().optional(),
})

/** The sample newsletter, whose weekly slot is the present minute: its digest is due at once, the next in a week. */
export const sampleNewsletter = (slot: SlotNow): Newsletter =>
  Newsletter.parse({ ...z.looseObject({}).parse(read('newsletter.json')), ...slot, lookBackDays: 8 })

export const samplePosts = (slotStart: Instant): SubmittedPost[] =>
  z
    .array(SamplePost)
    .parse(read('posts.json'))
    .map(({ daysAgo, lang, ...post }, position) => ({
      ...post,
      publishedAt: toInstant(new Date(plusDays(slotStart, -daysAgo))),
      datePrecision: 'instant',
      language: lang,
      position,
    }))
