import type { Entry } from './entry.ts'

/** Newest first; undated ones after the dated, in the order in which they came. Equal dates keep that order too. */
const byDate = (one: Entry, other: Entry): number => {
  const a = one.publishedAt ?? ''
  const b = other.publishedAt ?? ''
  return a === b ? 0 : a > b ? -1 : 1
}

/** So many entries stand between two of one publisher, while there are others. */
const APART = 2

/** Where the next entry stands whose publisher none of the last few has; of fewer where none is so far away. */
const nextIn = (left: readonly Entry[], ordered: readonly Entry[]): number => {
  for (let apart = APART; apart > 0; apart -= 1) {
    const recent = ordered.slice(-apart).map(({ publisher }) => publisher)
    const next = left.findIndex(({ publisher }) => publisher === undefined || !recent.includes(publisher))
    if (next !== -1) return next
  }
  return 0
}

/** So that one that publishes much hides nobody. */
const varied = (entries: readonly Entry[]): Entry[] => {
  const left = [...entries]
  const ordered: Entry[] = []
  while (left.length > 0) ordered.push(...left.splice(nextIn(left, ordered), 1))
  return ordered
}

/** An editor's pins as they were set, then the others as they come. */
export const pinsFirst = (entries: readonly Entry[]): Entry[] => [
  ...entries.filter(({ pinned }) => pinned),
  ...entries.filter(({ pinned }) => !pinned),
]

/** The order in which the entries of a category are read: an editor's pins as they were set, then the newest first, with publishers varied. The same posts always give the same digest. */
export const orderEntries = (entries: readonly Entry[]): Entry[] => [
  ...entries.filter(({ pinned }) => pinned),
  ...varied(entries.filter(({ pinned }) => !pinned).toSorted(byDate)),
]
