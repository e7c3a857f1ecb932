/** What is wrong with a template of somebody's own, in which line of it. */
export interface TemplateFault {
  readonly line?: number | undefined
  readonly words: string
}

export const describeFault = ({ line, words }: TemplateFault): string =>
  line === undefined ? words : `Line ${line}: ${words}`

/** Characters of a source: ten times Gazette's own. */
const LONGEST_SOURCE = 100_000

/** Components that lay words out. Scripts, style sheets and raw HTML would get around what keeps mails safe; `include` brings Gazette's own head, preheader, entries and footer. */
const COMPONENTS = [
  ...['mjml', 'mj-head', 'mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column'],
  ...['mj-text', 'mj-divider', 'mj-spacer', 'mj-image', 'mj-button', 'mj-table'],
]
const ELEMENTS =
  'a abbr b bdi bdo blockquote br cite code del div em h1 h2 h3 h4 hr i img ins li ol p q s small span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  )
const ALLOWED = new Set([...COMPONENTS, ...ELEMENTS])

const ATTRIBUTES = new Set(
  'align alt border cellpadding cellspacing class colspan dir height href lang role rowspan src ses:no-track style title valign width'.split(
    ' ',
  ),
)

// While a source is looked at, Liquid stands in it as one of two characters: what only chooses, and what writes.
const CHOOSES = '\uE000'
const WRITES = '\uE001'
const CONTROL = /^\{%-?\s*(?:if|elsif|else|endif|unless|endunless|case|when|endcase)\b/
// As Liquid reads: what is quoted ends no output, but may end a tag.
const LIQUID = /\{%[\s\S]*?%\}|\{\{(?:"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|(?!\}\})[^"'])*\}\}/g

/** The same number of characters and lines, without what Liquid would read. */
const masked = (source: string): string =>
  source.replace(LIQUID, (found) => found.replace(/[^\n]/g, CONTROL.test(found) ? CHOOSES : WRITES))

const TAG = /<\/?([a-z][\w-]*)((?:[\s\uE000]+[a-z][a-z:-]*(?:="[^"]*")?)*)[\s\uE000]*\/?>/giy
const ATTRIBUTE = /([a-z][a-z:-]*)(?:="([^"]*)")?/gi

const tagProblem = (source: string, at: number): string | undefined => {
  if (source.startsWith('<!', at))
    return 'Comments may not stand in a template. Write {% comment %} … {% endcomment %}.'
  TAG.lastIndex = at
  const found = TAG.exec(source)
  if (found === null)
    return 'Write a tag whole, in letters, each attribute in double quotes: Liquid may stand in their values and choose between them.'
  const [, tag = '', attributes = ''] = found
  const name = tag.toLowerCase()
  if (!ALLOWED.has(name))
    return `<${tag}> may not stand in a template. Use ${COMPONENTS.slice(3).join(', ')} and plain HTML.`
  for (const [, attribute = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    const isOurs = name.startsWith('mj')
      ? !/^(?:on.*|srcset)$/i.test(attribute)
      : ATTRIBUTES.has(attribute.toLowerCase())
    if (!isOurs) return `The attribute ${attribute} may not stand in a template.`
    if (
      /^(href|src|background-url)$/i.test(attribute) &&
      !/^(https?:\/\/|mailto:|\uE000|\uE001)/i.test(value)
    )
      return `The address “${value}” is not whole. Begin it with https:// or with one of links.`
    if (attribute.toLowerCase() === 'style' && /[\\&]|url|image|expression|\/\/|\/\*/i.test(value))
      return 'A style may load nothing.'
  }
  return undefined
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length

/** What of a template's source is refused before it is rendered. */
export const sourceFaults = (source: string): TemplateFault[] => {
  if (source.length > LONGEST_SOURCE)
    return [{ words: `It has ${source.length} characters; a template may have ${LONGEST_SOURCE}.` }]
  const text = masked(source)
  const control = /(?![\t\r\n])\p{Cc}/u.exec(source)
  if (control !== null)
    return [
      { line: lineAt(source, control.index), words: 'A control character may not stand in a template.' },
    ]
  return [...text.matchAll(/[<{}\\]/g)].flatMap(({ 0: found, index }): TemplateFault[] => {
    const words =
      found === '<'
        ? tagProblem(text, index)
        : `A naked ${found} may not stand in a template: SES would read it as its own.`
    return words === undefined ? [] : [{ line: lineAt(text, index), words }]
  })
}

/** The line of a source from which a line of what was made of it came: the one whose own words it holds most of. */
export const lineLike = (source: string, rendered: string): number | undefined => {
  const scores = source.split('\n').map((line) => {
    const words = line
      .split(LIQUID)
      .map((part) => part.trim())
      .filter(Boolean)
    return words.every((part) => rendered.includes(part)) ? words.join('').length : 0
  })
  const best = Math.max(...scores)
  return best === 0 ? undefined : scores.indexOf(best) + 1
}

const VOID = new Set(['br', 'hr', 'img', 'meta'])

/** A tag that is opened and not closed, or closed where another is open, with its line; MJML lets it pass, and mail programs guess. */
export const unbalancedTag = (mjml: string): { readonly tag: string; readonly line: number } | undefined => {
  const open: { readonly tag: string; readonly index: number }[] = []
  const at = ({ tag, index }: { tag: string; index: number }) => ({ tag, line: lineAt(mjml, index) })
  for (const { 1: closes, 2: tag = '', 3: isEmpty, index } of mjml.matchAll(
    /<(\/)?([a-z][\w-]*)\b[^>]*?(\/)?>/g,
  )) {
    if (VOID.has(tag) || isEmpty !== undefined) continue
    if (closes === undefined) open.push({ tag, index })
    else {
      const last = open.pop()
      if (last?.tag !== tag) return at(last ?? { tag, index })
    }
  }
  const left = open.at(-1)
  return left && at(left)
}
