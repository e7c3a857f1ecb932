import { meter } from './counts/meter.ts'
import { draftingPart } from './drafting/drafting-part.ts'
import { reportText } from './report.ts'
import type { BenchmarkOptions } from './send.ts'

/** What drafting costs beside few and many posts that were used. */
export const draftBenchmark = async ({ quick, machine, say }: BenchmarkOptions): Promise<string> => {
  say('Drafting …')
  const part = await draftingPart(meter(), quick ? [100, 1000] : [1000, 100_000], quick ? 5 : 21)
  const intro = [
    `Measured in one run of \`npm run bench -- draft\`: ${machine}. All traffic stays on 127.0.0.1.`,
  ]
  return reportText('Benchmark of drafting', intro, [part])
}
