import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { consoleBenchmark } from './console.ts'
import { draftBenchmark } from './draft.ts'
import { sendBenchmark } from './send.ts'

// `npm run bench -- send|draft|console [--out FILE] [--quick]`. All traffic stays on 127.0.0.1.

const USAGE = `npm run bench -- send | draft | console [options]

  --out FILE   writes the report to a file too
  --quick      fewer rounds and readers, to see that it runs`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, quick: { type: 'boolean', default: false } },
})

const BENCHMARKS = new Map([
  ['send', sendBenchmark],
  ['draft', draftBenchmark],
  ['console', consoleBenchmark],
])
const benchmark = positionals.length === 1 ? BENCHMARKS.get(positionals[0] ?? '') : undefined
if (benchmark === undefined) {
  console.error(USAGE)
  process.exit(2)
}
const [{ model = 'unknown' } = {}] = cpus()
const before = loadavg()[0] ?? 0
const today = new Date().toISOString().slice(0, 10)
const machine = `${cpus().length} × ${model.trim()}, Node ${process.version}, ${today}, load ${before.toFixed(1)} before`
const report = await benchmark({ quick: values.quick, machine, say: (line) => console.error(line) })
process.stdout.write(report)
if (values.out !== undefined) writeFileSync(values.out, report)
process.exit(0)
