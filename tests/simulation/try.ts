import { addTo, tell } from './matrix.ts'
import { runSeed } from './run-seed.ts'

const from = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 10)
const matrix = {}
let t = performance.now(),
  readers = 0,
  accepted = 0,
  steps = 0,
  bad = 0
for (let seed = from; seed < from + count; seed++) {
  const run = await runSeed(seed, {
    tracing: process.argv[4] === 'trace',
    quiet: process.argv[4] === 'quiet',
  })
  addTo(matrix, run.matrix)
  readers += run.readers
  accepted += run.accepted
  steps += run.steps
  if (run.breaches.length) {
    bad++
    if (bad < 15) console.log(seed, run.breaches.slice(0, 3))
  }
  if (process.argv[4] === 'trace') console.log(run.trace.join('\n'))
}
console.log({ ms: (performance.now() - t) / count, readers, accepted, steps, bad })
if (count > 20) console.log(tell(matrix))
