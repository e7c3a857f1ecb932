/** Deals a window's calls to the waves that are due in turn, one each, so that a small newsletter never queues behind a large one. The answer names a wave for each call, in the order of the calls. */
export const shareBudget = <Wave extends { readonly remaining: number }>(
  calls: number,
  waves: readonly Wave[],
): Wave[] => {
  const turns: Wave[] = []
  for (let round = 0; turns.length < calls; round += 1) {
    const dealt = waves.filter((wave) => wave.remaining > round)
    if (dealt.length === 0) break
    turns.push(...dealt.slice(0, calls - turns.length))
  }
  return turns
}
