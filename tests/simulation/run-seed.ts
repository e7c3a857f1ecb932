import { controlKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { toInstant } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { aContent, aNewsletter, anApprovedDigest, anEntry, aSection } from '#tests/support/builders.ts'
import { memoryTable, type TableStore } from '#tests/support/memory-table.ts'
import { startFunctions } from './containers.ts'
import { judge } from './judge.ts'
import type { Matrix } from './matrix.ts'
import { startPeople } from './people.ts'
import type { Fate, Process } from './scheduler.ts'
import { warmUp } from './warm-up.ts'
import { watchWrites } from './watch-writes.ts'
import { PEPPER, type Person, START, World } from './world.ts'

const HOUR = 3_600_000
/** Several times what any seed needs. */
const MOST_STEPS = 60_000

export interface Run {
  readonly seed: number
  readonly breaches: readonly string[]
  readonly matrix: Matrix
  readonly readers: number
  readonly accepted: number
  readonly steps: number
  readonly trace: readonly string[]
}

const OTHER = 'fedcba9876543210fedcba98'
/** Two parts, so that mails differ by what their readers chose. */
const CONTENT = aContent({
  entries: [anEntry(), anEntry({ post: OTHER, url: 'https://news.example/other', categories: ['other'] })],
  sections: [aSection(), aSection({ category: 'other', name: 'Everything else', entries: [OTHER] })],
})

const at = (ms: number) => toInstant(ms)

/** How a reader may stand before the freeze; most are active. */
const choicesOf = (
  world: World,
  isSparse: boolean,
): Pick<Subscriber, 'status' | 'categories' | 'pausedUntil'> => {
  const { random } = world
  const draw = random.next()
  if (draw < (isSparse ? 0.94 : 0.05)) return { status: 'unsubscribed', categories: 'all' }
  if (draw < 0.08) return { status: 'pending', categories: 'all' }
  if (draw < 0.1) return { status: 'active', categories: 'all', pausedUntil: at(START + 14 * 24 * HOUR) }
  if (draw < 0.12) return { status: 'active', categories: ['culture'] }
  return { status: 'active', categories: random.pick(['all', 'all', 'all', ['news'], ['other']]) }
}

const seedReaders = async (
  world: World,
  newsletter: string,
  count: number,
  store: TableStore,
  isSparse: boolean,
): Promise<void> => {
  const subscribers = dynamoSubscribers(quietly(store))
  for (let number = 0; number < count; number += 1) {
    const address = `reader-${newsletter}-${number}@mail.example`
    const id = readerIdOf(PEPPER, address)
    const choices = choicesOf(world, isSparse)
    const mailable =
      choices.status === 'active' && choices.pausedUntil === undefined && choices.categories[0] !== 'culture'
    const person: Person = {
      id,
      address,
      newsletter,
      categories: choices.categories,
      joinedAtStep: 0,
      goneAtStep: mailable ? undefined : 0,
      everActive: mailable,
    }
    world.people.set(id, person)
    world.byAddress.set(address, person)
    await subscribers.create({
      newsletter,
      id,
      address,
      ...choices,
      consentAt: at(START - HOUR),
      statusAt: at(START - HOUR),
    })
  }
}

const quietly = (store: TableStore) =>
  memoryTable(store, {
    request: async (_, effect) => effect(),
    now: () => START,
    indexDelayMs: () => 0,
    pageSize: () => 1000,
  })

/** One or two newsletters, each with an approved digest that is due in a moment. */
const furnish = async (world: World): Promise<void> => {
  const { random } = world
  world.maxSendRate = random.pick([1, 3, 5, 8, 14, 50])
  world.batchSize = Math.min(50, world.maxSendRate)
  // Some days are longer: a ramp's readers come on two of them, and so do those for whom the quota has no room.
  if (random.chance(0.02)) {
    world.ramped = 'one'
    world.maxSendRate = world.batchSize = 50
    await dynamoLedger(quietly(world.delivery)).setRamp('one', {
      startedAt: at(START),
      coldSince: at(START - 24 * HOUR),
    })
  }
  const newsletters = dynamoNewsletters(quietly(world.content))
  const digests = dynamoDigests(quietly(world.content))
  const names = random.chance(0.3) ? ['one', 'two'] : ['one']
  for (const slug of names) {
    const newsletter = aNewsletter({
      slug,
      ramps: slug === world.ramped,
      slotsHandledThrough: at(START + 10 * 24 * HOUR),
    })
    world.newsletters.push(newsletter)
    await newsletters.put(newsletter)
    const dueAt = at(START + random.int(0, 180) * 1000)
    const digest = anApprovedDigest({ newsletter: slug, dueAt })
    await digests.saveContent(digest, CONTENT)
    await digests.create(digest)
    world.digests.push(digest)
    const most = world.batchSize * (world.batchSize === 1 ? 7 : world.batchSize < 10 ? 5 : 2)
    // So few may be active that their rows are read one by one.
    const isSparse = slug !== world.ramped && random.chance(0.1)
    const [from, to] = slug === world.ramped ? [600, 700] : isSparse ? [100, 200] : [1, most]
    const count = random.int(from, to)
    await seedReaders(world, slug, count, world.audience, isSparse)
  }
  const mailable = [...world.people.values()].filter(({ everActive }) => everActive)
  if (random.chance(0.08)) {
    world.refusesAll = random.pick(['call', 'entry'])
    world.mendable = random.chance(0.7)
  } else if (world.ramped === undefined && random.chance(0.03))
    world.quota = Math.max(1, Math.ceil(mailable.length * 0.6))
  for (let bad = random.chance(0.4) ? random.int(1, 2) : 0; bad > 0 && mailable.length > 3; bad -= 1) {
    const { address } = random.pick(mailable)
    if (random.chance(0.5)) world.refusesCall.add(address)
    else world.refusesEntry.set(address, random.pick(['MESSAGE_REJECTED', 'INVALID_PARAMETER']))
  }
}

const simulated = (message: string): Error => Object.assign(new Error(message), { simulated: true })

/** What becomes of a request, as the seed's profile has it. */
const fateFor =
  (world: World) =>
  (process: Process): Fate => {
    const { random } = world
    const isCall = process.state === 'call'
    const strikes = (fault: Parameters<World['strikes']>[0]): boolean => {
      if (!world.strikes(fault, [process])) return false
      world.met(fault, [process])
      return true
    }
    if (process.state === 'act' ? world.faulty && random.chance(0.01) : strikes('crash'))
      return { kind: 'killed', when: random.chance(0.5) ? 'after' : 'before' }
    if (process.state !== 'act' && strikes('function timed out')) return { kind: 'stalled', ms: 1_000_000 }
    if (isCall || process.state === 'act' || process.state === 'idle') return { kind: 'answered' }
    if (strikes('store failed')) return { kind: 'refused', error: simulated('The store does not answer.') }
    if (strikes('answer lost'))
      return random.chance(0.8)
        ? { kind: 'twice' }
        : { kind: 'failed-after', error: simulated('The store’s answer was lost.') }
    return { kind: 'answered' }
  }

const latencyFor =
  (world: World) =>
  (_: Process, name: string): number => {
    if (name === 'timeout') return 30_000
    if (name === 'slow answer') return world.random.int(3000, 29_000)
    return name.startsWith('call ') ? world.random.ms(50, 8000) : world.random.ms(1, 400)
  }

/** Runs one seed: faults for some time, then none, until nothing is left to do; then judges what there is. */
export const runSeed = async (
  seed: number,
  options: { tracing?: boolean; quiet?: boolean } = {},
): Promise<Run> => {
  await warmUp()
  const world = new World(seed, options.quiet)
  const { scheduler, random } = world
  scheduler.tracing = options.tracing === true
  watchWrites(world)
  await furnish(world)
  scheduler.latencyOf = latencyFor(world)
  scheduler.onKill = ({ isCalling }) => {
    if (isCalling) world.crashesInCalls += 1
  }
  const functions = startFunctions(world)
  const people = startPeople(world, functions)
  const fateOf = fateFor(world)
  scheduler.fateOf = (process) => {
    if (process.state !== 'act') people.stir(process)
    const fate = fateOf(process)
    // Another worker may have gone on in between, and then the repeated write fails.
    if (fate.kind === 'twice') process.wasUnanswered = true
    const isLost = fate.kind !== 'answered' && fate.kind !== 'twice'
    if (isLost && (process.state === 'settle' || process.state === 'count')) world.refusalsLost = true
    return fate
  }
  const faultsEnd = START + random.int(3, 45) * 60_000
  const watch = (): void => {
    people.watch()
    scheduler.at(scheduler.now + random.int(5, 50) * 60_000, watch)
  }
  scheduler.at(START + random.int(5, 50) * 60_000, watch)
  const decide = (): void => {
    if (!world.faulty) return
    people.decide()
    scheduler.at(scheduler.now + random.ms(30_000, 300_000), decide)
  }
  if (random.chance(0.5)) scheduler.at(START + random.ms(30_000, 300_000), decide)

  const isQuiet = (): boolean =>
    world.digests.every((digest) => world.content.get(controlKey(digest))?.closedAt !== undefined) &&
    Object.values(world.queues).every(({ messages, dead }) => messages.size === 0 && dead.length === 0) &&
    !functions.busy()
  const isOver = (): boolean => {
    if (world.faulty && scheduler.now >= faultsEnd) {
      world.faulty = false
      world.lastFaultAt = scheduler.now
    }
    if (scheduler.steps > MOST_STEPS) world.breach('something is done over and over')
    return (!world.faulty && isQuiet()) || scheduler.steps > MOST_STEPS
  }
  const days = world.ramped !== undefined || world.quota !== -1 ? 5 : 1
  await scheduler.runUntil(isOver, START + (days + 2) * 24 * HOUR)
  functions.stop()
  const openFor = scheduler.now - Math.max(world.lastFaultAt, START)
  if (openFor > days * 24 * HOUR) world.breach(`a digest was open ${days * 24} hours after the last fault`)
  await judge(world)
  return {
    seed,
    breaches: world.breaches,
    matrix: world.matrix,
    readers: world.people.size,
    accepted: world.accepted.length,
    steps: scheduler.steps,
    trace: scheduler.trace,
  }
}
