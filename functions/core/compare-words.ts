/** Where two texts part: what each says between the words that both say. */
export interface Difference {
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** How many words two texts have in common, in order, from every two places of them on (longest common subsequence). */
const commonFrom = (left: readonly string[], right: readonly string[]) => {
  const wide = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * wide)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * wide + j] =
        left[i] === right[j]
          ? 1 + (lengths[(i + 1) * wide + j + 1] ?? 0)
          : Math.max(lengths[(i + 1) * wide + j] ?? 0, lengths[i * wide + j + 1] ?? 0)
  return (i: number, j: number): number => lengths[i * wide + j] ?? 0
}

/** The words that two texts have in common, in order, and where they part. Past its end a shorter text does not part from a longer. */
export const compareWords = (
  left: readonly string[],
  right: readonly string[],
): { common: number; differences: Difference[] } => {
  const common = commonFrom(left, right)
  const differences: Difference[] = []
  let [i, j, fromLeft, fromRight] = [0, 0, 0, 0]
  const part = (most = Number.POSITIVE_INFINITY) => {
    const difference = {
      left: left.slice(fromLeft, Math.min(i, fromLeft + most)),
      right: right.slice(fromRight, Math.min(j, fromRight + most)),
    }
    if (difference.left.length + difference.right.length > 0) differences.push(difference)
  }
  while (common(i, j) > 0)
    if (left[i] === right[j]) {
      part()
      ;[fromLeft, fromRight] = [++i, ++j]
    } else if (common(i + 1, j) >= common(i, j + 1)) i++
    else j++
  ;[i, j] = [left.length, right.length]
  part(Math.min(i - fromLeft, j - fromRight))
  return { common: common(0, 0), differences }
}
