import { runSeeds, type Share } from './seeds.ts'

// A process of its own, so that each core has one: it gets its share as an argument, and answers in lines of JSON.

const share = JSON.parse(process.argv[2] ?? '') as Share
const write = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
write({ totals: await runSeeds(share, (breach) => write({ breach })) })
