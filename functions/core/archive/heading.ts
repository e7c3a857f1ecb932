import { oneLine } from '../plain-text.ts'
import type { Heading, HeadingKind } from './archive.ts'
import { plain } from './lines.ts'
import { monthOf } from './local-date.ts'

// How archive pages of the usual blog programs are headed. Each pattern takes the name as `name`; quotes around it, the
// site's name and the page's number behind it are cut off.

const QUOTED = `[“"‘'«‹]{0,2}(?<name>.+?)[”"’'»›]{0,2}`
const pattern = (source: string): RegExp => new RegExp(`^${source.replaceAll('NAME', QUOTED)}$`, 'iu')

const PATTERNS: readonly (readonly [HeadingKind, RegExp])[] = [
  [
    'month',
    pattern(
      '(?:(?:monthly |blog )?archives?|archives? by month|month)(?: (?:for|from|of)(?: the month(?: of)?)?)? ?[:|»›–-]? ?NAME',
    ),
  ],
  ['month', pattern('(?:posts|articles|entries|index) (?:(?:from|in|of|for|published in):? )?NAME')],
  ['month', pattern('NAME archives?')],
  [
    'month',
    pattern(
      'showing (?:newest |older )?posts from NAME(?:\\. ?(?:sort by .*)?show (?:all|older) posts\\.?)?',
    ),
  ],
  ['month', pattern('(?:you are )?currently browsing (?:the )?(?:.{0,60} )?archives? for NAME\\.?')],
  ['month', pattern('NAME')],
  ['category', pattern('(?:browsing |viewing |in )?category(?: archives?)?(?: for)? ?[:|»›–-] ?NAME')],
  ['category', pattern('(?:category )archives? (?:for|of) (?:the )?NAME')],
  ['category', pattern('archives? (?:for|by) (?:the )?(?:category ?[:»›]? ?NAME|NAME category)')],
  [
    'category',
    pattern('(?:posts|articles|entries|stories) (?:categori[sz]ed|filed)(?: (?:under|as|in))?:? NAME'),
  ],
  ['category', pattern('(?:posts|articles|entries) (?:from|in) (?:the )?(?:category:? NAME|NAME category)')],
  [
    'category',
    pattern(
      '(?:you are )?currently browsing (?:the )?(?:archives? for )?(?:the )?(?:category ?[:»›]? ?NAME|NAME category)\\.?',
    ),
  ],
  ['category', pattern('filed under:? NAME')],
  ['category', pattern('viewing posts (?:in|from) NAME')],
  ['category', pattern('(?:browsing|archives?) ?[:|] NAME')],
  ['category', pattern('NAME category(?: archives?)?')],
  ['tag', pattern('(?:browsing )?tag(?:ged)?(?: archives?)?(?: for)? ?[:|»›–-] ?NAME')],
  ['tag', pattern('tag archives? (?:for|of) (?:the )?NAME')],
  ['tag', pattern('(?:posts|articles|entries|stories) (?:tagged|labell?ed)(?: (?:with|as))?:? NAME')],
  ['tag', pattern('tagged with:? NAME')],
  ['tag', pattern('archives? (?:for|by) (?:the )?(?:tag:? NAME|NAME tag)')],
  [
    'tag',
    pattern(
      'showing (?:newest |older )?(?:\\d+ of \\d+ )?posts with label NAME(?:\\. ?(?:sort by .*)?show (?:all|older) posts\\.?)?',
    ),
  ],
  ['author', pattern('author(?: archives?)?(?: for)? ?[:|»›–-] ?NAME')],
  ['author', pattern('author archives? (?:for|of) NAME')],
  ['author', pattern('archives? (?:for|by) (?:the )?author:? NAME')],
  [
    'author',
    pattern('(?:all )?(?:posts|articles|entries|stories) (?:written |published )?by(?: author)?:? NAME:?'),
  ],
]

/** Without the page's number and, behind a quoted name or a colon, the site's name. */
const trimmed = (line: string): string =>
  plain(line)
    .replace(/((?:[’'”"»]|: ?[^|«]+))\s+[|«]\s+[^|«]*$/, '$1')
    .replace(/\s*[([|–—-]?\s*page \d+(?: of \d+)?[)\]]?\s*$/i, '')
    .replace(/\s+(?:rss|feed)$/i, '')
    .trim()

const headingOf = (kind: HeadingKind, name: string): Heading | undefined => {
  if (kind !== 'month') return name.length <= 100 ? { kind, name } : undefined
  const month = monthOf(name.replace(/\.$/, ''))
  return month && { kind, name: month.publishedAt.slice(0, 7) }
}

/** What a line says as the heading of an archive page; undefined when it is none. */
export const readHeading = (line: string): Heading | undefined => {
  if (line.length > 200) return undefined
  const text = trimmed(line)
  for (const [kind, shape] of PATTERNS) {
    const name = shape.exec(text)?.groups?.name
    const heading = name && headingOf(kind, oneLine(name))
    if (heading) return heading
  }
  return undefined
}
