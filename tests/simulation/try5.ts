import { runSeed } from './run-seed.ts'

const r = await runSeed(Number(process.argv[2]), { tracing: true })
console.log(r.trace.join('\n'))
console.log(r.breaches)
