/** What is wrong with a template of somebody's own, in which line of it. */
export interface TemplateFault {
  readonly line?: number | undefined
  readonly words: string
}

/** Characters of a source: ten times Gazette's own. */
const LONGEST_SOURCE = 100_000

/** Components that lay words out. Scripts, style sheets and raw HTML would get around what keeps mails safe; `include` brings Gazette's own head, preheader, entries and footer. */
const COMPONENTS = [
  ...['mjml', 'mj-head', 'mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column'],
  ...['mj-text', 'mj-divider', 'mj-spacer', 'mj-image', 'mj-button', 'mj-table'],
]
const ELEMENTS = [
  ...[
    'a',
    'abbr',
    'b',
    'bdi',
    'bdo',
    'blockquote',
    'br',
    'cite',
    'code',
    'del',
    'div',
    'em',
    'h1',
    'h2',
    'h3',
  ],
  ...[
    'h4',
    'hr',
    'i',
    'img',
    'ins',
    'li',
    'ol',
    'p',
    'q',
    's',
    'small',
    'span',
    'strong',
    'sub',
    'sup',
    'u',
    'ul',
  ],
  ...['table', 'tbody', 'td', 'th', 'thead', 'tr'],
]
const ALLOWED = new Set([...COMPONENTS, ...ELEMENTS])

interface Rule {
  readonly pattern: RegExp
  readonly words: (found: RegExpExecArray) => string | undefined
}

const RULES: readonly Rule[] = [
  {
    pattern: /<\/?\s*([a-z][\w:-]*)/gi,
    words: ([, tag = '']) =>
      ALLOWED.has(tag.toLowerCase())
        ? undefined
        : `<${tag}> may not stand in a template. Use ${COMPONENTS.slice(3).join(', ')} and plain HTML.`,
  },
  {
    pattern: /<!/g,
    words: () => 'Comments may not stand in a template. Write {% comment %} … {% endcomment %}.',
  },
  {
    pattern: /\s(on[a-z]+)\s*=/gi,
    words: ([, name]) => `The attribute ${name} may not stand in a template: it would run a script.`,
  },
  {
    pattern: /(?:javascript|data|vbscript)\s*:/gi,
    words: ([found]) => `Addresses of “${found}” may not stand in a template.`,
  },
  {
    pattern: /\\|(?<!\{)\{(?![{%])|(?<![}%])\}(?!\})/g,
    words: ([found]) => `A naked ${found} may not stand in a template: SES would read it as its own.`,
  },
]

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length

/** What of a template's source is refused before it is rendered. */
export const sourceFaults = (source: string): TemplateFault[] => {
  if (source.length > LONGEST_SOURCE)
    return [{ words: `It has ${source.length} characters; a template may have ${LONGEST_SOURCE}.` }]
  return RULES.flatMap(({ pattern, words }) =>
    [...source.matchAll(pattern)].flatMap((found) => {
      const said = words(found)
      return said === undefined ? [] : [{ line: lineAt(source, found.index), words: said }]
    }),
  )
}

const LIQUID = /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/

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

/** A tag that is opened and not closed, or the other way round; MJML lets it pass, and mail programs guess. */
export const unbalancedTag = (mjml: string): string | undefined => {
  const open = new Map<string, number>()
  for (const [, closes, tag = '', isEmpty] of mjml.matchAll(/<(\/)?([a-z][\w-]*)\b[^>]*?(\/)?>/g))
    if (!VOID.has(tag) && isEmpty === undefined)
      open.set(tag, (open.get(tag) ?? 0) + (closes === undefined ? 1 : -1))
  return [...open].find(([, count]) => count !== 0)?.[0]
}
