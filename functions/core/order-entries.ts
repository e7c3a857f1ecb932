import type { Entry } from './entry.ts'

/** Newest first; undated ones after the dated, in the order in which they came. Equal dates keep that order too. */
const byDate = (one: Entry, other: Entry): number => {
  const a = one.publishedAt ?? ''
  const b = other.publishedAt ?? ''
  return a === b ? 0 : a > b ? -1 : 1
}

/** So many entries stand between two of one publisher, while there are others. */
const APART = 2

/** Takes the first entry whose publisher none of the last few has, again and again: so that one that publishes much hides nobody. */
const varied = (entries: readonly Entry[]): Entry[] => {
  const left = [...entries]
  const ordered: Entry[] = []
  while (left.length > 0) {
    const recent = ordered.slice(-APART).map(({ publisher }) => publisher)
    const next = left.findIndex(({ publisher }) => publisher === undefined || !recent.includes(publisher))
    ordered.push(...left.splice(Math.max(0, next), 1))
  }
  return ordered
}

/** The order in which the entries of a category are read: an editor's pins as they were set, then the newest first, with publishers varied. The same posts always give the same digest. */
export const orderEntries = (entries: readonly Entry[]): Entry[] => [
  ...entries.filter(({ pinned }) => pinned),
  ...varied(entries.filter(({ pinned }) => !pinned).toSorted(byDate)),
]
