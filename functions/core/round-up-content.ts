import type { Content, Entry } from './entry.ts'
import { firstContent } from './first-content.ts'
import type { Instant } from './instant.ts'
import type { Newsletter } from './newsletter.ts'
import { pinsFirst } from './order-entries.ts'

/** What a round-up says: the entries of some regular digests, newest digest first in each turn: the first entry of each, then the second of each, so that no week hides another. What was corrected meanwhile is corrected here too. */
export const roundUpContent = (
  newsletter: Newsletter,
  digests: readonly Content[],
  savedAt: Instant,
): Content => {
  const ranked = digests.flatMap(({ entries, lead }) =>
    entries
      .toSorted((one, other) => Number(other.post === lead?.post) - Number(one.post === lead?.post))
      .map((entry, rank) => ({ entry, rank })),
  )
  const known = new Set(newsletter.categories.map(({ id }) => id))
  const entries: Entry[] = ranked
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ entry: { pinned: _, ...entry } }) => entry)
    .filter(({ categories }) => categories.some((id) => known.has(id)))
  const corrections = digests.flatMap((content) => content.corrections ?? [])
  return firstContent(newsletter, { entries, corrections, repeats: [], savedAt }, pinsFirst)
}
