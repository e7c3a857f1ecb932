import { bundlesPart } from './bundles/bundles-part.ts'
import { costPart } from './cost/cost-part.ts'
import { deployed } from './cost/deployed.ts'
import { countBoth } from './counts/count-both.ts'
import { countsPart } from './counts/counts-part.ts'
import { meter } from './counts/meter.ts'
import { cpuPart } from './cpu/cpu-part.ts'
import { draftingPart } from './drafting/drafting-part.ts'
import { type Part, reportText } from './report.ts'
import { speedPart } from './speed/speed-part.ts'
import { startProcesses } from './speed/start-processes.ts'

export interface BenchmarkOptions {
  readonly quick: boolean
  /** On what it runs. */
  readonly machine: string
  readonly say: (line: string) => void
}

/** Readers a second: what SES gives many accounts, and a large one. */
const RATES = [50, 500]
/** Half of the deliveries are told of within so many seconds. */
const MEDIAN_DELIVERY_SECONDS = 3

/** What sending costs, in CPU, operations, money and time: measured in one run. */
export const sendBenchmark = async ({ quick, machine, say }: BenchmarkOptions): Promise<string> => {
  const production = deployed()
  const parts: Part[] = []
  say('CPU of the sender …')
  parts.push(await cpuPart(quick ? 3 : 7))
  say('Counted operations …')
  const counting = meter()
  const counted = await countBoth(
    counting,
    quick ? [200, 1000] : [1000, 10_000],
    RATES,
    MEDIAN_DELIVERY_SECONDS,
    production.bulk,
  )
  parts.push(countsPart(counted, production, RATES, MEDIAN_DELIVERY_SECONDS))
  parts.push(costPart(counted, production, RATES, MEDIAN_DELIVERY_SECONDS))
  say('Drafting …')
  parts.push(await draftingPart(counting, quick ? [100, 1000] : [1000, 100_000], quick ? 5 : 21))
  say('Bundles …')
  parts.push(bundlesPart())
  say('Readers a second …')
  parts.push(await speedPart(startProcesses, quick ? [200, 1000] : [1000, 10_000, 100_000]))
  const intro = [
    `Measured in one run of \`npm run bench -- send\`: ${machine}. All traffic stays on 127.0.0.1.`,
  ]
  return reportText('Benchmarks of sending', intro, parts)
}
