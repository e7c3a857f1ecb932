import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cell, cells, tell } from './matrix.ts'
import { runSeed } from './run-seed.ts'
import { addTotals, noTotals, type Share, type Totals } from './seeds.ts'

const USAGE = `npm run simulate -- send --seeds N [--from N]   run so many seeds; a line a breach, and the totals last
npm run simulate -- send --seed N               replay one, with its trace if it breaches
npm run simulate -- year [--seed N] [--weeks N] [--backlog FILE…]
                                                52 weeks of two newsletters, as a table

The last line of send is JSON: the totals, and how often each fault met each state of the protocol.`

const PROCESSES = 2
const MOST_TRACED = 60

const say = (line: string): void => console.log(line)
const explain = (line: string): void => console.error(line)

const runShare = (share: Share): Promise<Totals> => {
  const worker = fileURLToPath(new URL('worker.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', worker, JSON.stringify(share)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let totals: Totals | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line)
    if (told.breach !== undefined) say(told.breach)
    else totals = told.totals
  })
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (totals !== undefined) resolve(totals)
      else reject(new Error(`A process of the simulation ended with ${code}.`))
    })
  })
}

const runMany = async (from: number, seeds: number, untilBreach: boolean): Promise<Totals> => {
  const sum = noTotals()
  const shares = Array.from({ length: PROCESSES }, (_, index) => ({
    from: from + index,
    seeds: seeds - index,
    stride: PROCESSES,
    untilBreach,
  }))
  for (const totals of await Promise.all(shares.map(runShare))) addTotals(sum, totals)
  explain(tell(sum.matrix))
  const rare = cells().filter(({ fault, state }) => (sum.matrix[cell(fault, state)] ?? 0) < seeds / 100)
  if (rare.length > 0)
    explain(
      `Met in less than a hundredth of the seeds: ${rare.map(({ fault, state }) => cell(fault, state)).join(', ')}`,
    )
  const { matrix, ...totals } = sum
  say(JSON.stringify({ ...totals, matrix }))
  return sum
}

const replay = async (seed: number): Promise<number> => {
  const { breaches, trace, matrix, readers, accepted, steps } = await runSeed(seed, { tracing: true })
  const end = trace.findIndex((line) => line.includes('BREACH'))
  const shown = end === -1 ? trace : trace.slice(0, end + 1)
  if (breaches.length > 0) {
    explain(`The last ${Math.min(MOST_TRACED, shown.length)} of ${trace.length} lines:`)
    for (const line of shown.slice(-MOST_TRACED)) explain(line)
    for (const words of breaches) say(`seed ${seed}: ${words}`)
  }
  say(JSON.stringify({ seeds: 1, breaches: breaches.length, readers, mails: accepted, steps, matrix }))
  return breaches.length
}

/** A year in which fewer were sent says little. */
const LEAST_SENT = 45
const A_YEAR = 52

const simulateYear = async (seed: number, weeks: number, backlog: readonly string[]): Promise<number> => {
  // Loaded only now: the emulators take two seconds, which the other simulation need not wait for.
  const { runYear } = await import('./year/run-year.ts')
  const { sentOf, tellYear } = await import('./year/tell-year.ts')
  const year = await runYear({ seed, weeks, backlog, complain: explain })
  for (const line of tellYear(year)) say(line)
  const few = [...year.verdicts].flatMap(([slug, { digests }]) =>
    weeks >= A_YEAR && sentOf(digests) < LEAST_SENT
      ? [`${slug}: only ${sentOf(digests)} digests were sent`]
      : [],
  )
  const breaches = [...year.breaches, ...few]
  for (const words of breaches) say(`BREACH ${words}`)
  say(JSON.stringify({ seed, weeks, breaches: breaches.length }))
  return breaches.length
}

const whole = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new TypeError(`${text} is no whole number`)
  return number
}

const main = async (): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seeds: { type: 'string' },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        'until-breach': { type: 'boolean', default: false },
        weeks: { type: 'string', default: String(A_YEAR) },
        backlog: { type: 'string', multiple: true, default: [] },
      },
    })
    const [what, ...files] = positionals
    const seed = whole(values.seed)
    if (what === 'year') {
      // Files stand behind --backlog however many there are: the shell makes one word of each.
      if (files.length > 0 && values.backlog.length === 0) throw new TypeError('Files go with --backlog')
      const weeks = whole(values.weeks) ?? A_YEAR
      return (await simulateYear(seed ?? 1, weeks, [...values.backlog, ...files])) === 0 ? 0 : 1
    }
    if (what !== 'send' || files.length > 0) throw new TypeError('Say what to simulate: send or year')
    if (seed !== undefined) return (await replay(seed)) === 0 ? 0 : 1
    const seeds = whole(values.seeds)
    if (seeds === undefined || seeds === 0) throw new TypeError('Say how many seeds')
    const { breaches } = await runMany(whole(values.from) ?? 1, seeds, values['until-breach'])
    return breaches === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    explain(`${error.message}\n\n${USAGE}`)
    return 2
  }
}

process.exit(await main())
