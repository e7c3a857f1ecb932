import { createHash } from 'node:crypto'
import { runSeed } from './run-seed.ts'

const from = Number(process.argv[2]),
  count = Number(process.argv[3])
const hash = async (seed: number) => {
  const r = await runSeed(seed, { tracing: true })
  return (
    createHash('md5').update(r.trace.join('\n')).digest('hex').slice(0, 8) +
    ' ' +
    r.steps +
    ' ' +
    r.breaches.length
  )
}
for (let seed = from; seed < from + count; seed++) {
  const a = await hash(seed),
    b = await hash(seed)
  console.log(seed, a, a === b ? '' : 'DIFFERS ' + b)
}
