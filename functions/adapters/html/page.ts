import { type CheerioAPI, load } from 'cheerio/slim'
import { checkSize } from './check-size.ts'

export type Nodes = ReturnType<CheerioAPI>
type Node = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number]

/** A saved HTML page with what its links are relative to. */
export interface Page {
  readonly $: CheerioAPI
  readonly base: string | undefined
  readonly zone: string
}

const NOT_TEXT = 'script, style, noscript, template, iframe, object, svg, button, select, input, textarea'
const NOT_POSTS =
  '.sharedaddy, .jp-relatedposts, .share-buttons, .social-share, .addtoany_share_save_container, .post-share-buttons, .comments-link, .edit-link, .screen-reader-text'
const BLOCKS = new Set(
  'address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
)

/** Browsers write where a page was saved from in front of it. */
const SAVED_FROM = /<!-- saved from url=\(\d+\)(\S+) -->/

const baseOf = ($: CheerioAPI, html: string): string | undefined => {
  const canonical = $('link[rel~="canonical"]').attr('href') ?? $('meta[property="og:url"]').attr('content')
  const given = $('base[href]').attr('href')
  const saved = SAVED_FROM.exec(html.slice(0, 2000))?.[1]
  const base = [canonical, saved].find((address) => address !== undefined && URL.canParse(address))
  return given !== undefined && URL.canParse(given, base) ? new URL(given, base).href : base
}

export const loadPage = (html: string, zone: string): Page => {
  checkSize(html)
  const $ = load(html)
  return { $, base: baseOf($, html), zone }
}

/** One line of what an element shows. */
export const lineOf = (nodes: Nodes): string =>
  nodes
    .text()
    .replace(/[^\S\u00A0]+/g, ' ')
    .trim()

/**
 * What an element shows, a line a paragraph, as a browser would copy it; `without` names what to leave out. Walks with a
 * stack of its own, since pages nest and list as deep and as long as their makers let them.
 */
export const linesOf = (nodes: Nodes, without = ''): string => {
  const left: unknown[] = nodes.find([NOT_TEXT, NOT_POSTS, without].filter(Boolean).join(', ')).toArray()
  const skipped = new Set(left)
  const shown: string[] = []
  const stack: (Node | '\n')[] = (nodes.toArray() as Node[]).toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === '\n') shown.push(node)
    else if (node.type === 'text')
      shown.push(
        node.parent?.type === 'tag' && node.parent.name === 'pre'
          ? node.data
          : node.data.replace(/[^\S\u00A0]+/g, ' '),
      )
    else if ('children' in node && !skipped.has(node)) {
      const isBlock = 'name' in node && BLOCKS.has(node.name)
      if (isBlock) stack.push('\n')
      for (const child of node.children.toReversed()) stack.push(child as Node)
      if (isBlock) shown.push('\n')
    }
  }
  return shown.join('')
}

/** A link's or image's whole address; undefined when it is none on the web, or relative to nothing. */
export const addressOf = ({ base }: Page, reference: string | undefined): string | undefined => {
  const text = reference?.trim() ?? ''
  const relative = text.startsWith('//') ? `https:${text}` : text
  if (relative === '' || !URL.canParse(relative, base)) return undefined
  const { href, protocol } = new URL(relative, base)
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : undefined
}
