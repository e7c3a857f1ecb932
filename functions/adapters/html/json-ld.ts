import * as z from 'zod'
import { readIsoDate } from '#functions/core/archive/local-date.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { addressOf, type Page } from './page.ts'
import { permalinkDate } from './permalink-date.ts'

// https://schema.org/Article and its kin, as JSON-LD. Anything may be missing, single or in a list.

const listOf = <T extends z.ZodType>(one: T) =>
  z.union([z.array(one.catch(undefined as never)), one.transform((value) => [value])]).catch([])
const Named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)])
const Address = z.union([
  z.string(),
  z.looseObject({ '@id': z.string() }).transform((one) => one['@id']),
  z.looseObject({ url: z.string() }).transform(({ url }) => url),
])
const Text = z.string().optional().catch(undefined)
const Article = z.looseObject({
  headline: Text,
  name: Text,
  url: Text,
  '@id': Text,
  mainEntityOfPage: Address.optional().catch(undefined),
  datePublished: Text,
  description: Text,
  articleBody: Text,
  author: listOf(Named),
  articleSection: listOf(Named),
  keywords: listOf(Named),
  image: listOf(Address),
})
const TYPES =
  /^(?:(?:News|Blog|Analysis|Report|Opinion|Review|Scholarly|Social|Tech|Reportage)?\w*Article|BlogPosting|SocialMediaPosting|LiveBlogPosting)$/

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Every article in a value, in order; what an article holds is not searched for more. */
const articlesIn = (value: unknown, depth = 0): unknown[] => {
  if (depth > 12 || !isObject(value)) return []
  if (Array.isArray(value)) return value.flatMap((one) => articlesIn(one, depth + 1))
  const types = [value['@type']].flat().filter((type) => typeof type === 'string')
  if (types.some((type) => TYPES.test(type))) return [value]
  return Object.values(value).flatMap((one) => articlesIn(one, depth + 1))
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json.replace(/^\s*(?:\/\/\s*)?<!\[CDATA\[|(?:\/\/\s*)?\]\]>\s*$|^\s*<!--|-->\s*$/g, ''))
  } catch {
    // A script that is no JSON says nothing; the page's other marks may.
    return undefined
  }
}

const strings = (values: readonly unknown[]): string[] => values.filter((one) => typeof one === 'string')

const postFrom = (page: Page, value: unknown): SubmittedPost | undefined => {
  const article = Article.safeParse(value).data
  const title = article?.headline ?? article?.name ?? ''
  if (article === undefined || title.trim() === '') return undefined
  const url = addressOf(page, article.url ?? article.mainEntityOfPage ?? article['@id'])
  const image = strings(article.image)
    .map((one) => addressOf(page, one))
    .find((one) => one !== undefined)
  const keywords = strings(article.keywords).flatMap((one) => one.split(/\s*,\s*/))
  return {
    title,
    ...(readIsoDate(article.datePublished ?? '', page.zone) ?? permalinkDate(url)),
    ...(url !== undefined && { url }),
    ...(article.description !== undefined && { excerpt: article.description }),
    ...(image !== undefined && { image }),
    authors: strings(article.author),
    categories: strings(article.articleSection),
    tags: keywords,
    continues: article.articleBody === undefined,
    text: article.articleBody ?? article.description ?? '',
  }
}

/** The articles that a page names as linked data. */
export const readJsonLd = (page: Page): SubmittedPost[] =>
  page
    .$('script[type="application/ld+json"]')
    .toArray()
    .flatMap((script) => articlesIn(parsed(page.$(script).text())))
    .flatMap((article) => postFrom(page, article) ?? [])
