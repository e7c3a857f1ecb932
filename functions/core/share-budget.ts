/** A wave of a digest that is due, with the batches that it still has to send. */
export interface DueWave {
  readonly id: string
  readonly remaining: number
}

/** Deals a minute's calls to the due waves in turn, one each, so that a small newsletter never queues behind a large one. The order of the answer is the order of the calls. */
export const shareBudget = (calls: number, waves: readonly DueWave[]): string[] => {
  const turns: string[] = []
  const left = waves.map((wave) => ({ ...wave }))
  while (turns.length < calls) {
    const dealt = turns.length
    for (const wave of left) {
      if (wave.remaining === 0 || turns.length >= calls) continue
      wave.remaining -= 1
      turns.push(wave.id)
    }
    if (turns.length === dealt) break
  }
  return turns
}
