import type { Heading, HeadingKind } from '#functions/core/archive/archive.ts'
import { readHeading } from '#functions/core/archive/heading.ts'
import { monthOf } from '#functions/core/archive/local-date.ts'
import { lineOf, type Page } from './page.ts'
import { wordsOfSlug } from './words-of-slug.ts'

const HEADINGS =
  '.page-title, .archive-title, .archive-header, .page-header, .pagetitle, .status-msg-body, .taxonomy-title, h1, h2'
const KINDS: readonly (readonly [HeadingKind, RegExp])[] = [
  ['category', /\/(?:category|categories|topics?)\/([^/]+)\/?(?:page\/\d+\/?)?$/],
  ['tag', /\/(?:tag|tags|labels?|search\/label)\/([^/]+)\/?(?:page\/\d+\/?)?$/],
  ['author', /\/author\/([^/]+)\/?(?:page\/\d+\/?)?$/],
  ['month', /\/(\d{4}\/\d{2})\/?(?:page\/\d+\/?)?$/],
]

/** What an address says: `/category/forced-labor/`. The heading, where it shows the same words, writes them properly. */
const headingOfAddress = (base: Page['base'], lines: readonly string[]): Heading | undefined => {
  const path = base === undefined ? '' : new URL(base).pathname
  for (const [kind, shape] of KINDS) {
    const slug = shape.exec(path)?.[1]
    if (slug === undefined) continue
    if (kind === 'month')
      return { kind, name: monthOf(slug)?.publishedAt.slice(0, 7) ?? slug.replace('/', '-') }
    const words = wordsOfSlug(slug)
    const shown = lines.find(
      (line) => line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ') === words.toLowerCase(),
    )
    return { kind, name: shown ?? words }
  }
  return undefined
}

/** What a saved archive page is an archive of: by its headings, its title, or its address. */
export const headingOf = ({ $, base }: Page): Heading | undefined => {
  const lines = $(HEADINGS)
    .toArray()
    .map((one) => lineOf($(one)))
  const titles = lineOf($('title').first()).split(/\s+[|»·–—-]\s+/)
  for (const line of [...lines, ...titles]) {
    const heading = readHeading(line)
    if (heading !== undefined) return heading
  }
  return headingOfAddress(base, lines)
}
