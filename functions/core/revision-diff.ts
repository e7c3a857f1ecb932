import { diffArrays } from 'diff'
import type { Content, Entry, Section } from './entry.ts'

/** A piece of what two revisions say, with whether both say it, the newer alone, or the older alone. */
export type Kind = 'same' | 'added' | 'removed'
export interface Part {
  readonly text: string
  readonly kind: Kind
}

/** Words that two revisions have different. `post` names the entry or correction that they are of. */
export interface TextDifference {
  readonly field: string
  readonly post?: string
  /** The title of the entry, as the newer revision has it. */
  readonly title?: string
  readonly parts: readonly Part[]
}

/** An entry in its place of a section. One that stands elsewhere in the newer is there twice, as `moved`. */
export interface PlaceDifference {
  readonly post: string
  readonly title: string
  readonly kind: Kind
  readonly moved?: true
}

export interface SectionDifference {
  readonly category: string
  readonly name: string
  readonly entries: readonly PlaceDifference[]
}

export interface RevisionDiff {
  readonly sections: readonly SectionDifference[]
  readonly texts: readonly TextDifference[]
}

/** Texts that differ in more words are easier to read side by side; it also bounds the time that a comparison takes. */
const MOST_EDITS = 100

const words = new Intl.Segmenter('en', { granularity: 'word' })
const wordsIn = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment)

const kindOf = ({ added, removed }: { added: boolean; removed: boolean }): Kind => {
  if (added) return 'added'
  return removed ? 'removed' : 'same'
}

const sideBySide = (older: string, newer: string): Part[] =>
  [
    { text: older, kind: 'removed' as const },
    { text: newer, kind: 'added' as const },
  ].filter(({ text }) => text !== '')

const LEAST_SHARED = 1 / 3

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** Whether two texts say so little alike that word for word only shreds of both could be read. */
const isShredded = (older: string, newer: string, parts: readonly Part[]): boolean => {
  const shared = parts.filter(({ kind }) => kind === 'same').map(({ text }) => text)
  return lettersIn(shared.join('')) < LEAST_SHARED * Math.max(lettersIn(older), lettersIn(newer))
}

/** What two texts have in common, in order, word by word in any script. */
const textParts = (older: string, newer: string): Part[] => {
  const parts = diffArrays(wordsIn(older), wordsIn(newer), { maxEditLength: MOST_EDITS })?.map((change) => ({
    text: change.value.join(''),
    kind: kindOf(change),
  }))
  return parts === undefined || isShredded(older, newer, parts) ? sideBySide(older, newer) : parts
}

/** Of two leads that share a word, none is the other changed. */
const WHOLE = ['lead', 'picture', 'also', 'closing-url']

const partsOf = (field: string, older: string, newer: string): Part[] =>
  WHOLE.includes(field) ? sideBySide(older, newer) : textParts(older, newer)

type Texts = Readonly<Record<string, string | undefined>>

const differences = (
  older: Texts,
  newer: Texts,
  of: Pick<TextDifference, 'post' | 'title'> = {},
): TextDifference[] =>
  Object.keys(newer).flatMap((field) => {
    const [before = '', after = ''] = [older[field], newer[field]]
    return before === after ? [] : [{ field, ...of, parts: partsOf(field, before, after) }]
  })

type Titles = ReadonlyMap<string, string>

/** Of entries in both the newer: an entry whose title was changed is still the same. */
const titlesOf = (older: Content, newer: Content): Titles =>
  new Map([...older.entries, ...newer.entries].map(({ post, title }) => [post, title]))

const leadOf = ({ lead }: Content, titles: Titles): string | undefined => {
  const title = lead && titles.get(lead.post)
  return title && lead?.forEveryone ? `${title} (for everyone)` : title
}

const around = (content: Content, titles: Titles): Texts => ({
  subject: content.subject,
  preheader: content.preheader,
  lead: leadOf(content, titles),
  note: content.note?.text,
  signed: content.note?.signed,
  'closing-title': content.closing?.title,
  'closing-text': content.closing?.text,
  'closing-url': content.closing?.url,
})

const ofEntry = (entry: Entry | undefined): Texts => ({
  title: entry?.title,
  excerpt: entry?.excerpt,
  'content-note': entry?.contentNote,
  picture: entry?.picture && (entry.picture.alt || entry.picture.name),
  also: entry?.also?.map(({ title, publisher }) => [title, publisher].filter(Boolean).join(', ')).join('; '),
  pinned: entry?.pinned && 'pinned',
})

const entryDifferences = (older: Content, newer: Content): TextDifference[] =>
  newer.entries.flatMap((entry) => {
    const before = older.entries.find(({ post }) => post === entry.post)
    // Of one that came or left its place tells.
    return before === undefined
      ? []
      : differences(ofEntry(before), ofEntry(entry), { post: entry.post, title: entry.title })
  })

const correctionDifferences = (older: Content, newer: Content): TextDifference[] => {
  const [before, after] = [older.corrections ?? [], newer.corrections ?? []]
  return [...new Map([...before, ...after].map((one) => [one.post, one.title]))].flatMap(([post, title]) => {
    const textIn = (all: typeof before) => ({ correction: all.find((one) => one.post === post)?.text })
    return differences(textIn(before), textIn(after), { post, title })
  })
}

const isSame = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join()

/** Sections in the newer revision's order, those that only the older has behind them. */
const sectionDifferences = (older: Content, newer: Content, titles: Titles): SectionDifference[] => {
  const gone = older.sections.filter(({ category }) =>
    newer.sections.every((section) => section.category !== category),
  )
  const entriesIn = (sections: readonly Section[], id: string): string[] =>
    sections.find(({ category }) => category === id)?.entries ?? []
  return [...newer.sections, ...gone].flatMap(({ category, name }) => {
    const [before, after] = [entriesIn(older.sections, category), entriesIn(newer.sections, category)]
    if (isSame(before, after)) return []
    const entries = diffArrays(before, after).flatMap((change) =>
      change.value.map((post): PlaceDifference => {
        const kind = kindOf(change)
        const moved = kind !== 'same' && before.includes(post) && after.includes(post)
        return { post, title: titles.get(post) ?? post, kind, ...(moved && { moved }) }
      }),
    )
    return [{ category, name, entries }]
  })
}

/** What differs between two revisions of a digest: order and membership by section, and words. */
export const revisionDiff = (older: Content, newer: Content): RevisionDiff => {
  const titles = titlesOf(older, newer)
  return {
    sections: sectionDifferences(older, newer, titles),
    texts: [
      ...differences(around(older, titles), around(newer, titles)),
      ...entryDifferences(older, newer),
      ...correctionDifferences(older, newer),
    ],
  }
}
