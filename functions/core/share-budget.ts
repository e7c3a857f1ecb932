/** Deals a window's calls, and the readers that it may mail, to the waves that are due in turn, a batch each, so that a small newsletter never queues behind a large one. The day's last call may find room for some of its batch alone; SES turns the others away. The answer names a wave for each call, in the order of the calls. */
export const shareBudget = <Wave extends { readonly numbers: readonly number[]; readonly batchSize: number }>(
  calls: number,
  readers: number,
  waves: readonly Wave[],
): Wave[] => {
  const turns: Wave[] = []
  let left = readers
  for (let round = 0; ; round += 1) {
    const waiting = waves.filter((wave) => wave.numbers.length > round)
    if (waiting.length === 0) return turns
    for (const wave of waiting) {
      if (turns.length >= calls || left <= 0) return turns
      left -= wave.batchSize
      turns.push(wave)
    }
  }
}
