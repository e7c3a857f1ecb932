import { LEAST_SHARED, LEAST_TITLE_SHARED, likeness } from './likeness.ts'
import { sharingPairs } from './sharing-pairs.ts'
import { type ReadStory, readStory, type Story } from './story.ts'

export type { Story } from './story.ts'

export interface Clusters {
  /** The candidates' ids, those of one story together; each candidate that repeats no earlier story is in exactly one. In the order of the candidates by their first member; members in the order of the candidates. */
  readonly clusters: readonly (readonly string[])[]
  /** Candidates that tell a story which an earlier digest had, by the id of that entry. */
  readonly repeats: ReadonlyMap<string, string>
}

interface Pair {
  readonly one: string
  readonly other: string
  readonly likeness: number
}

const byId = (one: Story, other: Story): number => (one.id < other.id ? -1 : 1)

/** The pairs of one story, the surest first, in an order that is the same for any order of the stories. */
const pairsOf = (stories: readonly ReadStory[], candidates: number): { alike: Pair[]; repeated: Pair[] } => {
  const texts = stories.map(({ excerpt }) => excerpt.shingles)
  const titles = stories.map(({ title }) => title.shingles)
  const near = new Map(
    [...sharingPairs(texts, LEAST_SHARED), ...sharingPairs(titles, LEAST_TITLE_SHARED)].map((pair) => [
      pair.join(),
      pair,
    ]),
  )
  const alike: Pair[] = []
  const repeated: Pair[] = []
  for (const [first, second] of near.values()) {
    const [one, other] = [stories[first], stories[second]]
    if (first >= candidates || one === undefined || other === undefined) continue
    const repeats = second >= candidates
    const how = likeness(one, other, repeats ? 'repeat' : 'copy')
    if (how > 0) (repeats ? repeated : alike).push({ one: one.id, other: other.id, likeness: how })
  }
  const key = ({ one, other }: Pair) => `${one}\n${other}`
  const surest = (a: Pair, b: Pair) => b.likeness - a.likeness || (key(a) < key(b) ? -1 : 1)
  return { alike: alike.sort(surest), repeated: repeated.sort(surest) }
}

/** Complete linkage: a story joins others only if it is like each of them, so no chain of likenesses joins two that are unlike. */
const link = (ids: readonly string[], pairs: readonly Pair[]): Map<string, ReadonlySet<string>> => {
  const like = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]))
  for (const { one, other } of pairs) {
    like.get(one)?.add(other)
    like.get(other)?.add(one)
  }
  const clusters = new Map<string, ReadonlySet<string>>(ids.map((id) => [id, new Set([id])]))
  for (const pair of pairs) {
    const [one, other] = [clusters.get(pair.one), clusters.get(pair.other)]
    if (one === undefined || other === undefined || one === other) continue
    if ([...one].some((member) => !other.isSubsetOf(like.get(member) ?? new Set()))) continue
    const joined = one.union(other)
    for (const member of joined) clusters.set(member, joined)
  }
  return clusters
}

/**
 * The candidates that tell one story, and those that tell one of the `earlier` entries again: w-shingling and containment
 * (Broder 1997), exact rather than by MinHash, since an excerpt has at most some hundred shingles.
 */
export const clusterStories = (candidates: readonly Story[], earlier: readonly Story[]): Clusters => {
  const stories = [...candidates.toSorted(byId), ...earlier.toSorted(byId)].map(readStory)
  const { alike, repeated } = pairsOf(stories, candidates.length)
  const repeats = new Map<string, string>()
  for (const { one, other } of repeated) if (!repeats.has(one)) repeats.set(one, other)
  const ids = candidates.map(({ id }) => id).filter((id) => !repeats.has(id))
  const linked = link(
    ids,
    alike.filter(({ one, other }) => !repeats.has(one) && !repeats.has(other)),
  )
  const clusters = new Set(ids.map((id) => linked.get(id)))
  return { clusters: [...clusters].map((cluster) => ids.filter((id) => cluster?.has(id))), repeats }
}
