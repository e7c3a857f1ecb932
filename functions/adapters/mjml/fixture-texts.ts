import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { CategoryId } from '#functions/core/category-id.ts'
import { Closing, Note } from '#functions/core/entry.ts'

const Story = z.strictObject({
  title: z.string(),
  url: z.url(),
  publisher: z.string(),
  authors: z.array(z.string()),
  category: CategoryId,
  daysAgo: z.number(),
  minutes: z.int().optional(),
  excerpt: z.string(),
  contentNote: z.string().optional(),
})
export type Story = z.infer<typeof Story>

const Texts = z.strictObject({
  language: z.string(),
  name: z.string(),
  postalAddress: z.string(),
  categories: z.array(
    z.strictObject({ id: CategoryId, name: z.string(), contentNote: z.string().optional() }),
  ),
  note: Note,
  closing: Closing,
  correction: z.strictObject({ title: z.string(), url: z.url(), text: z.string() }),
  stories: z.array(Story),
})
/** Invented stories in one language, with a newsletter to tell them. */
export type FixtureTexts = z.infer<typeof Texts>

export const fixtureTexts = (templatesDir: string, language: string): FixtureTexts =>
  Texts.parse(JSON.parse(readFileSync(join(templatesDir, 'fixtures', `${language}.json`), 'utf8')))
