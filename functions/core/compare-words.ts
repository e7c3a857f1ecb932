/** Where two texts part: what each says between the words that both say. */
export interface Difference {
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** Texts meet again where so many words in a row are equal, or all up to an end. */
const SURE = 2

/**
 * How many words two texts have in common, in order, and where they part. Past its end a shorter text does not part from
 * a longer. Where they part, the nearest place at which they meet again is taken: in copies that is as good as the longest
 * common subsequence, whose table would be a hundred thousand cells for one pair of Chinese excerpts.
 */
export const compareWords = (
  left: readonly string[],
  right: readonly string[],
): { common: number; differences: Difference[] } => {
  const meet = (i: number, j: number): boolean => {
    const most = Math.min(SURE, left.length - i, right.length - j)
    for (let ahead = 0; ahead < most; ahead++) if (left[i + ahead] !== right[j + ahead]) return false
    return most > 0
  }
  const nextMeeting = (i: number, j: number): [number, number] => {
    const farthest = left.length - i + right.length - j
    for (let distance = 1; distance < farthest; distance++)
      for (let skipped = Math.max(0, distance - (right.length - j)); skipped <= distance; skipped++)
        if (i + skipped < left.length && meet(i + skipped, j + distance - skipped))
          return [i + skipped, j + distance - skipped]
    const rest = Math.min(left.length - i, right.length - j)
    return [i + rest, j + rest]
  }
  const differences: Difference[] = []
  let [i, j, common] = [0, 0, 0]
  while (i < left.length && j < right.length)
    if (left[i] === right[j]) {
      i++
      j++
      common++
    } else {
      const [nextI, nextJ] = nextMeeting(i, j)
      differences.push({ left: left.slice(i, nextI), right: right.slice(j, nextJ) })
      ;[i, j] = [nextI, nextJ]
    }
  return { common, differences }
}
