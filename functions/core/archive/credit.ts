import { isWebUrl } from '../canonical-url.ts'
import { endsSentence } from './lines.ts'
import type { Meta } from './meta.ts'
import { ARTICLE, READ, WHOLE } from './read-more.ts'

// The lines by which a post says whose story it tells: `[NPR]`, `[Read full Daily NK article]`, `Source: NK News`.

// Articles are named in lower case: in “The Washington Post” the last word belongs to the name.
const NAMED: readonly RegExp[] = [
  new RegExp(
    `^(?:${READ}|[Cc]ontinue(?: reading)?|[Mm]ore) ${WHOLE}*(?:${ARTICLE} )?(?:here )?(?:at|from|in|on|by) (?:the (?=\\p{Lu}))?(?<name>.+)$`,
    'u',
  ),
  new RegExp(
    `^(?:${READ} |(?:[Ff]ull|[Ee]ntire|[Oo]riginal) )${WHOLE}*(?<name>.+?)(?: ${ARTICLE}(?: in full| here|,.*)?)?$`,
  ),
  new RegExp(
    `^(?:[Ee]xcerpt(?:s|ed)?|[Ee]xtract(?:s|ed)?|[Aa]dapted|[Tt]ranslated|[Tt]aken) (?:of|from) (?:an? |the (?=.* ${ARTICLE}\\b))?(?<name>.+?)(?: ${ARTICLE}(?: by .+)?)?$`,
  ),
  /^(?:[Vv]ia|[Ff]rom|[Ss]ource):? (?<name>.+)$/,
  /^(?<name>.+)$/,
]
const NAMELESS = new RegExp(
  `^(?:click (?:here )?(?:to|for) )?(?:read|view|see|continue|full|more)(?: (?:the|this|full|complete|entire|whole|original|more|rest|of|here|on|reading|${ARTICLE}))*(?:…|\\.{3})?$`,
  'i',
)
const NO_NAME =
  /^(?:updated?|notes?|edit(?:or)?|photo|image|video|ad|sic|caption|translation|citation|h\/?t)(?::.*)?$|[:;]$|^\P{L}+$/iu
const LONGEST_NAME = 80
/** Names end with a point or a mark too: “Yahoo!”, “U.S. State Dept.” */
const WORDS_OF_A_NAME = 4
const isStatement = (name: string): boolean => endsSentence(name) && name.split(' ').length > WORDS_OF_A_NAME

const inBrackets = (inside: string): Meta | undefined => {
  const words = inside
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^excerpts?, /i, '')
  if (NAMELESS.test(words)) return { continues: true }
  const name =
    NAMED.map((shape) => shape.exec(words)?.groups?.name)
      .find(Boolean)
      ?.trim() ?? ''
  const isName = name !== '' && name.length <= LONGEST_NAME && !NO_NAME.test(name) && !isStatement(name)
  return isName ? { publisher: name } : undefined
}

const BRACKETS = /^\[([^[\]]+)\]\.?$/
const SOURCE =
  /^(?:original )?(?:(?:sources?|via|from|full (?:article|story)|published by) ?[:–—] *|originally published (?:by|in|at):? )(?<name>.+)$/i
const VIA = /^[Vv]ia (?<name>\p{Lu}.+)$/u
/** The date of an article behind its publisher's name. */
const DATED =
  /,? *\(?(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2},?)? (?:19|20)\d{2}\)?$/i
const ADDRESS = /https?:\/\/\S+/i

const sourceOf = (said: string): Meta | undefined => {
  const address = ADDRESS.exec(said)?.[0].replace(/[).,;]+$/, '')
  const name = said
    .replace(ADDRESS, '')
    .replace(DATED, '')
    .replace(/\(\s*\)|^[\s–—:,-]+|[\s–—:,-]+$/g, '')
    .trim()
  const host = address !== undefined && isWebUrl(address) ? new URL(address).host.replace(/^www\./, '') : ''
  const publisher = name || host
  return publisher === '' || publisher.length > LONGEST_NAME || isStatement(publisher)
    ? undefined
    : { publisher }
}

/** What a line says as a credit; undefined when it is none. Brackets that name nobody say that the story goes on. */
export const readCredit = (line: string): Meta | undefined => {
  const inside = BRACKETS.exec(line)?.[1]
  if (inside !== undefined) return inBrackets(inside)
  const said = /^\((.+)\)\.?$/.exec(line)?.[1] ?? line
  const source = (SOURCE.exec(said) ?? VIA.exec(said))?.groups?.name
  return source === undefined ? undefined : sourceOf(source)
}
