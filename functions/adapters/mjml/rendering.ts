import { directionOf } from '#functions/core/direction-of.ts'
import { type Entry, onWebOnly } from '#functions/core/entry.ts'
import { withoutNeedlessIsolates } from '#functions/core/isolates.ts'
import { linkTexts, type NamedLink } from '#functions/core/link-texts.ts'
import type { Messages } from '#functions/core/messages/en.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import type { RenderInput } from '#functions/core/render-input.ts'
import type { VariantKind } from '#functions/core/variant.ts'
import { linksOf } from './entry-data.ts'

/** What the parts of one variant are made of. */
export interface Rendering extends RenderInput, VariantKind {
  readonly direction: 'ltr' | 'rtl'
  readonly words: Messages['mail']
  readonly publicOrigin: string
  /** The words of a link, which no other link has. */
  readonly linkText: (link: NamedLink) => string
  /** Whether a title can be a link: no other link has the same words. */
  readonly titleLinks: (entry: Pick<Entry, 'title'>) => boolean
}

/** The words of the links around the stories. */
const fixedTexts = (
  { content }: RenderInput,
  { onTheWeb, choose, leave, subscribe, more }: Messages['mail'],
) => [
  onTheWeb,
  choose,
  leave,
  subscribe,
  ...content.sections.flatMap((section) => [
    section.name,
    withoutNeedlessIsolates(more(onWebOnly(content, section).length, section.name)),
  ]),
  ...(content.closing?.url === undefined ? [] : [content.closing.title]),
]

const keyOf = ({ url, texts }: NamedLink): string => JSON.stringify([url, texts])

export const renderingOf = (input: RenderInput, kind: VariantKind, publicOrigin: string): Rendering => {
  const words = messagesIn(kind.language).mail
  const fixed = fixedTexts(input, words)
  const { entries, corrections = [] } = input.content
  const leadsTo = new Map<string, Set<string>>()
  for (const { title, url } of [...entries, ...corrections])
    if (url !== undefined) leadsTo.set(title, (leadsTo.get(title) ?? new Set()).add(url))
  const links = entries.flatMap((entry) => linksOf(entry, { words }))
  const texts = linkTexts(links, [...fixed, ...leadsTo.keys()])
  const named = new Map(links.map((link, index) => [keyOf(link), texts[index] ?? link.texts[0]]))
  return {
    ...input,
    ...kind,
    direction: directionOf(kind.language),
    words,
    publicOrigin,
    linkText: (link) => named.get(keyOf(link)) ?? link.texts[0],
    titleLinks: ({ title }) => leadsTo.get(title)?.size === 1 && !fixed.includes(title),
  }
}
