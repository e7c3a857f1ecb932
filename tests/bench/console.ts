import { loadavg } from 'node:os'
import { signedIn } from '#tests/support/desk-visitor.ts'
import { startManyProcesses } from '#tests/support/many-processes.ts'
import { askAt } from './console/ask.ts'
import { coldPart } from './console/cold-part.ts'
import { assetsPart, pagesPart, visited } from './console/pages-part.ts'
import { startDesk } from './console/start-desk.ts'
import { ENTRIES, fillStores, REVISIONS, type Sizes } from './console/stores.ts'
import { expectAllPages, visitsOf } from './console/visits.ts'
import { figure, reportText } from './report.ts'
import type { BenchmarkOptions } from './send.ts'

const FULL: Sizes = { readers: 100_000, posts: 10_000, backlog: 3000, fresh: 300 }
const QUICK: Sizes = { readers: 2000, posts: 1000, backlog: 300, fresh: 100 }

/** The whole ledger is read to see whether a digest may close: each second, as the local stage has it, would cost more than the send. */
const STAGE = { pace: 'unlimited', closeEverySeconds: 20 } as const

const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(1)

const ACTOR = { by: 'Ada Marlow', why: 'It is timed.' }

/** How long the desk’s pages take with large stores, and what they weigh. */
export const consoleBenchmark = async ({ quick, machine, say }: BenchmarkOptions): Promise<string> => {
  expectAllPages()
  const sizes = quick ? QUICK : FULL
  const rounds = quick ? { warmUp: 2, timed: 5 } : { warmUp: 10, timed: 60 }
  const many = await startManyProcesses(STAGE, 'bundles')
  const desk = await startDesk(many)
  try {
    say('Stores …')
    const stores = await fillStores(many, sizes, say)
    await desk.process.up()
    const visitor = await signedIn(desk, 'Ada Marlow')
    const cookie = `__Host-session=${visitor.cookies.value('__Host-session')}`
    const ask = askAt(desk.publicOrigin, cookie)
    const home = await visitor.visit('/desk')
    const handingIn = await visitor.visit(`/desk/newsletters/${stores.newsletter}/import`)
    const { pathname, search } = new URL(new Map(handingIn.hidden()).get('success_action_redirect') ?? '')
    const visits = visitsOf(stores, `${pathname}${search}`)

    const loadBefore = loadNow()
    say('Pages …')
    const pages = await visited(ask, visits.first, rounds, say)
    const assets = await assetsPart(
      ask,
      [...home.html.matchAll(/\/desk\/assets\/[^"]+/g)].map(String),
      rounds,
    )
    say('The first time …')
    const cold = await coldPart(desk, many.desk, stores, cookie, quick ? 2 : 5)
    say('Pages of what is stopped …')
    await many.desk.control.pause(stores.sending, ACTOR)
    await many.desk.set.pause(stores.newsletter, ACTOR)
    pages.push(...(await visited(ask, visits.oncePaused, rounds, say)))
    await many.desk.control.cancel(stores.sending, ACTOR)
    pages.push(...(await visited(ask, visits.onceCancelled, rounds, say)))

    const intro = [
      `Measured in one run of \`npm run bench -- console\`: ${machine}. The machine’s load was ${loadBefore} when the pages began and ${loadNow()} at their end, the benchmark’s own included. All traffic stays on 127.0.0.1.`,
      `The desk’s pages are served by a process of their own, from the bundle that CDK would deploy; the emulators (DynamoDB, S3, SQS, secrets) are another, the SES simulator a third, and who asks a fourth. Stored are two newsletters of ${figure(sizes.readers)} readers each and ${figure(sizes.posts)} posts: ${figure(sizes.fresh)} new, ${figure(sizes.backlog)} in the backlog of eight categories, the others used by digests of 30 weeks. Of the digests one was sent to all readers of its newsletter, one is in the middle of being sent to those of the other, and one is a draft of ${ENTRIES} entries with ${REVISIONS} revisions; readers were frozen and mailed by the real code.`,
    ]
    return reportText('Benchmark of the desk', intro, [pagesPart(pages, rounds), assets, cold])
  } finally {
    await desk.stop()
    await many.stop()
  }
}
