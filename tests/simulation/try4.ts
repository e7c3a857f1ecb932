import { bugs, hunt } from './bugs.ts'

for (const bug of process.argv[2] ? process.argv.slice(2) : bugs()) {
  const t = Date.now()
  const { breach, seeds } = hunt(bug, 1000)
  console.log(bug, seeds, Date.now() - t, breach?.slice(0, 140))
}
