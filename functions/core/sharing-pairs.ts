type Shingles = ReadonlyMap<string, number>

/** A shingle that more stories have is boilerplate and joins none (so Broder 1997). It also bounds the pairs. */
const MOST_STORIES = 64

const placesByShingle = (all: readonly Shingles[]): Map<string, number[]> => {
  const places = new Map<string, number[]>()
  for (const [place, shingles] of all.entries())
    for (const shingle of shingles.keys()) {
      const known = places.get(shingle)
      if (known === undefined) places.set(shingle, [place])
      else known.push(place)
    }
  return places
}

/** The pairs that share shingles of at least so much weight, by their places in the list, the lower first. */
export const sharingPairs = (all: readonly Shingles[], least: number): [number, number][] => {
  const places = placesByShingle(all)
  return all.flatMap((shingles, one) => {
    const shared = new Map<number, number>()
    for (const [shingle, weight] of shingles) {
      const told = places.get(shingle) ?? []
      if (told.length > MOST_STORIES) continue
      for (const other of told) if (other > one) shared.set(other, (shared.get(other) ?? 0) + weight)
    }
    return [...shared].flatMap(([other, weight]): [number, number][] =>
      weight >= least ? [[one, other]] : [],
    )
  })
}
