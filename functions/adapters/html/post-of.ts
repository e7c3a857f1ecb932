import { finishPost } from '#functions/core/archive/finish-post.ts'
import { linesOf as linesIn, plain } from '#functions/core/archive/lines.ts'
import { dateIn, type FoundDate, readIsoDate } from '#functions/core/archive/local-date.ts'
import type { SubmittedPost } from '#functions/core/post.ts'
import type { Markup } from './markup.ts'
import { addressOf, lineOf, linesOf, type Nodes, type Page } from './page.ts'
import { permalinkDate } from './permalink-date.ts'
import { wordsOfSlug } from './words-of-slug.ts'

const NOT_TITLES =
  '[rel~="category"], [rel~="tag"], [rel~="author"], [class*="categor"], [class*="author"], [class*="byline"], [class*="comment"], [class*="share"], [class*="writer"] a, time a, .entry-meta a, .entry-date a, .post-meta a'
const PUBLISHED = '.dt-published, .published, [itemprop~="datePublished"], time[pubdate], abbr.published'
const ANY_TIME = 'time[datetime]'
const DATES = `${PUBLISHED}, time, small, .entry-date, .post-date, .date, .posted-on, .timestamp, .byline, .post-meta, .entry-meta, .postmetadata`
const AUTHORS =
  '.p-author, [rel~="author"], .author .fn, .vcard .fn, [itemprop~="author"] [itemprop~="name"], [itemprop~="author"], .entry-author a, .byline a, .author a, .author'
const CATEGORIES =
  '.p-category, [rel~="category"], .cat-links a, .post-categories a, .category-link, .entry-categories a, .categories-links a'
const TAGS = '.tags-links a, .tag-links a, .post-tags a, .post-labels a, .entry-tags a, .tags a, [rel="tag"]'
const SUMMARY = '.p-summary, .entry-summary, [itemprop~="description"], .snippet-item'
const IMAGES = '.u-photo, .u-featured, .wp-post-image, [itemprop~="image"], img'
const MORE = '.more-link, .read-more, .readmore, .jump-link, .continue-reading'
/** What stands around a text that has no element of its own. */
const AROUND = `header, footer, hgroup, ${DATES}, .cat-links, .tags-links, .post-labels, .post-footer, .p-author`

interface Titled {
  readonly title: string
  readonly url?: string
}

const HEADING = 'h1, h2, h3, h4, h5, h6, .p-name'

/** The links that a heading is, lies in, or holds. */
const linksOf = ({ $ }: Page, heading: Nodes): Nodes[] => {
  const around = heading.is(HEADING) ? heading.closest('a[href]').toArray() : []
  const inside = heading.find('a[href]').not(NOT_TITLES).toArray()
  return [...around, ...inside].map((link) => $(link))
}

/** The heading that names a post, with its address. */
const titleOf = (page: Page, post: Nodes, { title, unlinked }: Markup): Titled | undefined => {
  const headings = post
    .find(title)
    .toArray()
    .map((one) => page.$(one))
    .filter((heading) => lineOf(heading) !== '')
  for (const heading of headings)
    for (const link of linksOf(page, heading)) {
      const url = addressOf(page, link.attr('href'))
      const words = lineOf(link.has(HEADING).length > 0 ? heading : link)
      if (url !== undefined && words !== '') return { title: words, url }
    }
  const [first] = headings
  const url = addressOf(page, post.find('.u-url, a[rel~="bookmark"]').attr('href'))
  if (first === undefined || (url === undefined && !unlinked)) return undefined
  return { title: lineOf(first), ...(url !== undefined && { url }) }
}

const texts = ({ $ }: Page, post: Nodes, selector: string): string[] => [
  ...new Set(
    post
      .find(selector)
      .toArray()
      .map((one) => lineOf($(one)).replace(/^by\s+/i, ''))
      .filter((text) => text !== '' && text.length <= 200),
  ),
]

/** What a machine was meant to read comes first, and when it was published before when it was changed. */
const dateOf = ({ $, zone }: Page, post: Nodes): FoundDate | undefined => {
  const machines = [...post.find(PUBLISHED).toArray(), ...post.find(ANY_TIME).toArray()].map((one) => $(one))
  for (const one of machines) {
    const found = readIsoDate(one.attr('datetime') ?? one.attr('content') ?? one.attr('title') ?? '', zone)
    if (found !== undefined) return found
  }
  // Blogger prints a day over all posts of it.
  const days = post.closest('.date-outer').find('.date-header')
  for (const one of [...post.find(DATES).toArray(), ...days.toArray()]) {
    const found = dateIn(plain(lineOf($(one))).slice(0, 300), zone)
    if (found !== undefined) return { publishedAt: found.publishedAt, datePrecision: found.datePrecision }
  }
  return undefined
}

/** WordPress names categories and tags in a post's classes, also where the theme shows none. */
const named = (post: Nodes, kind: 'category' | 'tag'): string[] =>
  [...(post.attr('class') ?? '').matchAll(new RegExp(`(?:^|\\s)${kind}-([\\p{L}\\p{N}%_-]+)`, 'gu'))]
    .map(([, slug = '']) => wordsOfSlug(slug))
    .filter((name) => name !== 'uncategorized')

/** The images of a post that are more than a dot or a smiley. */
const imageOf = (page: Page, post: Nodes): string | undefined => {
  const { $ } = page
  const found = post
    .find(IMAGES)
    .toArray()
    .map((one) => $(one))
    .filter((one) => !/avatar|emoji|smiley|pixel|overlay/.test(`${one.attr('class')} ${one.attr('src')}`))
    .filter((one) => Number(one.attr('width') ?? 100) >= 50)
    .map((one) => addressOf(page, one.attr('data-src') ?? one.attr('src') ?? one.attr('content')))
  return found.find((address) => address !== undefined)
}

const textOf = (page: Page, post: Nodes, { text, title }: Markup): string => {
  const { $ } = page
  const own = post.find(text).first()
  if (own.length > 0) return linesOf(own, MORE)
  const summary = post.find(SUMMARY).first()
  if (summary.length > 0) return linesOf(summary, MORE)
  return linesOf($(post), `${title}, ${AROUND}, ${MORE}`)
}

/** The post that an element holds; undefined when it names none. */
export const postOf = (page: Page, post: Nodes, markup: Markup): SubmittedPost | undefined => {
  const titled = titleOf(page, post, markup)
  const text = textOf(page, post, markup)
  if (titled === undefined && !(markup.unlinked && text.trim() !== '')) return undefined
  const { zone } = page
  const url = titled?.url
  const date = dateOf(page, post) ?? permalinkDate(url)
  const categories = texts(page, post, CATEGORIES)
  const tags = texts(page, post, TAGS).filter((tag) => !categories.includes(tag))
  const summary = lineOf(post.find('.p-summary').first())
  const image = imageOf(page, post)
  const meta = {
    ...date,
    ...(url !== undefined && { url }),
    authors: texts(page, post, AUTHORS).slice(0, 10),
    categories: categories.length > 0 ? categories : named(post, 'category'),
    tags: tags.length > 0 ? tags : named(post, 'tag'),
    continues: post.find(MORE).length > 0,
  }
  const found = finishPost({ title: titled?.title ?? '', lines: linesIn(text), meta }, zone)
  return {
    ...found,
    ...(url !== undefined && { url }),
    ...(summary !== '' && { excerpt: summary }),
    ...(image !== undefined && { image }),
  }
}
