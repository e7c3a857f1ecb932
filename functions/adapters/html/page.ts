import { type CheerioAPI, load } from 'cheerio/slim'

export type Nodes = ReturnType<CheerioAPI>

/** A saved HTML page with what its links are relative to. */
export interface Page {
  readonly $: CheerioAPI
  readonly base: string | undefined
  readonly zone: string
}

const NOT_TEXT = 'script, style, noscript, template, iframe, object, svg, button, select, input, textarea'
const NOT_POSTS =
  '.sharedaddy, .jp-relatedposts, .share-buttons, .social-share, .addtoany_share_save_container, .post-share-buttons, .comments-link, .edit-link, .screen-reader-text'
const BLOCKS =
  'address, article, aside, blockquote, center, dd, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, td, th, tr, ul'

const baseOf = ($: CheerioAPI): string | undefined => {
  const canonical = $('link[rel~="canonical"]').attr('href') ?? $('meta[property="og:url"]').attr('content')
  const given = $('base[href]').attr('href')
  const base = canonical && URL.canParse(canonical) ? canonical : undefined
  return given !== undefined && URL.canParse(given, base) ? new URL(given, base).href : base
}

export const loadPage = (html: string, zone: string): Page => {
  const $ = load(html)
  return { $, base: baseOf($), zone }
}

/** One line of what an element shows. */
export const lineOf = (nodes: Nodes): string =>
  nodes
    .text()
    .replace(/[^\S\u00A0]+/g, ' ')
    .trim()

/** What an element shows, a line a paragraph, as a browser would copy it; `without` names what to leave out. */
export const linesOf = ({ $ }: Page, nodes: Nodes, without = ''): string => {
  const copy = nodes.clone()
  copy.find([NOT_TEXT, NOT_POSTS, without].filter(Boolean).join(', ')).remove()
  copy
    .find('*')
    .addBack()
    .not('pre, pre *')
    .contents()
    .each((_, node) => {
      if (node.type === 'text') node.data = node.data.replace(/[^\S\u00A0]+/g, ' ')
    })
  copy.find('br').replaceWith('\n')
  copy.find(BLOCKS).each((_, block) => {
    $(block).before('\n').after('\n')
  })
  return copy.text()
}

/** A link's or image's whole address; undefined when it is none on the web, or relative to nothing. */
export const addressOf = ({ base }: Page, reference: string | undefined): string | undefined => {
  const text = reference?.trim() ?? ''
  const relative = text.startsWith('//') ? `https:${text}` : text
  if (relative === '' || !URL.canParse(relative, base)) return undefined
  const { href, protocol } = new URL(relative, base)
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : undefined
}
