import type { Archive, Evidence, Zone } from '#functions/core/archive/archive.ts'
import { readText } from '#functions/core/archive/read-text.ts'
import { underHeading } from '#functions/core/archive/under-heading.ts'
import { warningsOf } from '#functions/core/archive/warnings.ts'
import { canonicalUrl } from '#functions/core/canonical-url.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import { headingOf } from './html-heading.ts'
import { readJsonLd } from './json-ld.ts'
import { MARKUPS, type Markup } from './markup.ts'
import { addressOf, lineOf, linesOf, loadPage, type Page } from './page.ts'
import { postOf } from './post-of.ts'

/** Each story once, where a page shows it in several places. */
const once = (posts: readonly SubmittedPost[]): SubmittedPost[] => {
  const seen = new Set<string>()
  return posts.filter(({ url }) => {
    if (url === undefined) return true
    const key = canonicalUrl(url)
    return !seen.has(key) && seen.add(key)
  })
}

const readMarkup = (page: Page, markup: Markup): SubmittedPost[] => {
  const { $ } = page
  const found = $(markup.post)
    .toArray()
    .map((one) => $(one))
    .filter((one) => one.parents(markup.post).length === 0)
    .flatMap((one) => postOf(page, one, markup) ?? [])
  return once(found)
}

/** A page of one post is at that post's address. */
const withPageAddress = (page: Page, posts: SubmittedPost[]): SubmittedPost[] => {
  const address = addressOf(page, page.base)
  const [only, ...others] = posts
  return only !== undefined && others.length === 0 && only.url === undefined && address !== undefined
    ? [{ ...only, url: address }]
    : posts
}

/** Reads a saved HTML page by the markup that most of its posts are in; the rules for text are the last resort. */
export const readHtml = (html: string, { zone }: Zone): Archive => {
  const page = loadPage(html, zone)
  const candidates = [
    ...MARKUPS.map((markup) => ({ format: markup.format, posts: readMarkup(page, markup) })),
    { format: 'json-ld', posts: once(readJsonLd(page)) },
  ]
  const evidence = candidates.map(
    ({ format, posts: { length: marks, 0: first } }): Evidence => ({
      format,
      marks,
      ...(first?.title && { example: first.title }),
    }),
  )
  const [best] = candidates.toSorted((one, other) => other.posts.length - one.posts.length)
  const title = lineOf(page.$('title').first()) || undefined
  const heading = headingOf(page)
  if (best === undefined || best.posts.length === 0) {
    const text = readText(linesOf(page.$.root(), 'head, title'), { zone })
    return {
      ...text,
      heading: text.heading ?? heading,
      title: title ?? text.title,
      evidence: [...evidence, ...text.evidence],
    }
  }
  const found = withPageAddress(page, best.posts)
  return {
    format: best.format,
    title,
    heading,
    posts: found
      .map((post, position) => ({ ...underHeading(post, heading), position }))
      .filter((post) => post.title || post.text),
    warnings: warningsOf(found),
    evidence,
  }
}
