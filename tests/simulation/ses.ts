import { controlKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { batchKey, sealKey } from '#functions/adapters/dynamodb/delivery-keys.ts'
import { unpackIds } from '#functions/adapters/dynamodb/pack-ids.ts'
import type { Item } from '#functions/adapters/dynamodb/table.ts'
import { callOf, parseBatchTag } from '#functions/core/batch.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type CallFate, type Entry, UNKNOWN_FATES } from '#tests/support/memory-ses.ts'
import type { Process } from './scheduler.ts'
import { type Accepted, type Person, START, type World } from './world.ts'

/** Of a call that is made again after one of these SES has accepted two mails. */
const DOUBLED_BY_A_RETRY: readonly CallFate[] = ['unavailable-after', 'reset-after']

/** What becomes of a call that this process makes. */
export const callFate = (world: World, process: Process): CallFate => {
  world.calls += 1
  const strikes = (fault: Parameters<World['strikes']>[0]): boolean => {
    if (!world.strikes(fault, [process])) return false
    world.met(fault, [process])
    return true
  }
  if (strikes('ses throttled')) return 'throttled'
  if (strikes('ses unreachable')) return 'not-sent'
  if (strikes('ses paused')) {
    process.wasTurnedAway = true
    return 'paused'
  }
  if (strikes('answer unknown'))
    return world.random.pick(world.random.chance(0.5) ? DOUBLED_BY_A_RETRY : UNKNOWN_FATES)
  return strikes('slow answer') ? 'slow' : 'answered'
}

const OUTCOMES = ['Delivery', 'Delivery', 'Delivery', 'Delivery', 'Bounce', 'Complaint', 'Delay'] as const

interface Told {
  readonly eventType: string
  readonly [detail: string]: unknown
}

const isPermanent = ({ bounce }: Told): boolean =>
  (bounce as { bounceType: string } | undefined)?.bounceType === 'Permanent'

/** The events of an accepted mail, the urgent ones in the envelope of SNS. */
const publish = (world: World, one: Accepted, person: Person, { tags }: Entry): void => {
  const { random, scheduler, queues } = world
  const mail = { tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])) }
  const send = (queue: 'urgent' | 'bulk', event: Told): void => {
    if (world.strikes('event lost')) {
      world.met('event lost')
      return
    }
    const message = JSON.stringify({ ...event, mail })
    const body = queue === 'bulk' ? message : JSON.stringify({ Message: message })
    const early = world.strikes('event early')
    if (early) world.met('event early')
    const late = world.strikes('event late')
    if (late) world.met('event late')
    const delay = early ? 0 : late ? random.ms(60_000, 1_200_000) : random.ms(300, 30_000)
    const times = world.strikes('event repeated') ? random.int(2, 3) : 1
    if (times > 1) world.met('event repeated')
    for (let time = 0; time < times; time += 1)
      scheduler.at(scheduler.now + delay * (time + 1), () => {
        one.told.add(event.eventType)
        if (isPermanent(event)) one.told.add('Permanent')
        queues[queue].push(body)
      })
  }
  const recipients = [{ emailAddress: person.address }]
  if (world.faulty && random.chance(0.01)) {
    one.stopped = true
    if (random.chance(0.5)) send('urgent', { eventType: 'Reject', reject: { reason: 'Bad content' } })
    else send('urgent', { eventType: 'Rendering Failure', failure: { errorMessage: 'a name is missing' } })
    return
  }
  send('bulk', { eventType: 'Send', send: {} })
  const outcome = world.faulty ? random.pick(OUTCOMES) : 'Delivery'
  if (outcome === 'Bounce') {
    const bounceType = random.pick(['Permanent', 'Transient'])
    send('urgent', { eventType: 'Bounce', bounce: { bounceType, bouncedRecipients: recipients } })
  } else if (outcome === 'Complaint') {
    // Who complains has got the mail.
    send('bulk', { eventType: 'Delivery', delivery: { recipients: [person.address] } })
    send('urgent', { eventType: 'Complaint', complaint: { complainedRecipients: recipients } })
  } else if (outcome === 'Delay') send('bulk', { eventType: 'DeliveryDelay', deliveryDelay: {} })
  else send('bulk', { eventType: 'Delivery', delivery: { recipients: [person.address] } })
}

/** The row of the batch that a mail's tags name. */
const rowOf = (world: World, { digest = '', attempt = '', batch = '' }: Entry['tags']): Item | undefined => {
  const place = parseBatchTag(batch)
  return place && world.delivery.get(batchKey({ digest, attempt, ...place }))
}

/** Events find their reader by the tags, and the mark in the row says who is in the call. */
const judgeTags = (world: World, person: Person, { tags }: Entry): void => {
  const row = rowOf(world, tags)
  const position = Number(tags.entry)
  if (row === undefined || unpackIds(row.members)[position] !== person.id)
    world.breach(`a mail to ${person.id} is tagged with the place of somebody else`)
  else if (
    String(row.codes)[position] !== '~' ||
    callOf(row as { called: string }, position) !== Number(tags.call)
  )
    world.breach(`a mail to ${person.id} is in no call that its batch's row knows`)
}

const HOUR = 3_600_000

/** Nobody is mailed before their wave is due, and of a ramp no more than its first day has room for. */
const judgeWave = (world: World, person: Person, { digest = '', batch = '' }: Entry['tags']): void => {
  const waves = world.delivery.get(sealKey(digest))?.waves as { dueAt: Instant }[] | undefined
  const dueAt = waves?.[parseBatchTag(batch)?.wave ?? 0]?.dueAt
  if (dueAt === undefined || dueAt > world.clock())
    world.breach(`${person.id} was mailed before their wave was due`)
  if (person.newsletter !== world.ramped || world.scheduler.now > START + 23 * HOUR) return
  // Who joins while readers are shared out is not counted among them.
  const ofTheDay = new Set(
    world.accepted.flatMap(({ reader }) => {
      const { newsletter, joinedAtStep } = world.people.get(reader) ?? {}
      return newsletter === world.ramped && joinedAtStep === 0 ? [reader] : []
    }),
  )
  if (person.joinedAtStep === 0 && !ofTheDay.has(person.id) && ofTheDay.size >= 500)
    world.breach('more than 500 readers were new on the first day')
}

/** What every mail must hold, whoever looks. */
const judgeEntry = (world: World, process: Process, person: Person, entry: Entry): void => {
  const { tags, data, headers } = entry
  judgeTags(world, person, entry)
  judgeWave(world, person, tags)
  for (const [section, category] of ['news', 'other'].entries())
    if (data[`c${section}`] !== (person.categories === 'all' || person.categories.includes(category)))
      world.breach(`a mail to ${person.id} shows what somebody else chose`)
  if (!String(data.leave ?? '').includes(person.id) || !String(data.adjust ?? '').includes(person.id))
    world.breach(`a mail to ${person.id} carries the links of somebody else`)
  if (!(headers['List-Unsubscribe'] ?? '').includes(String(data.leave)))
    world.breach(`a mail to ${person.id} cannot be unsubscribed from by its header`)
  if (tags.reader !== undefined && tags.reader !== person.id)
    world.breach(`a mail to ${person.id} is tagged as ${tags.reader}'s`)
  const stoppedSince = world.stoppedSince.get(person.newsletter)
  if (stoppedSince !== undefined && stoppedSince < process.beganAt)
    world.breach(`${person.id} was mailed by a worker that began after their digest was stopped`)
  const { goneAtStep } = person
  if (goneAtStep !== undefined && process.firstReadAt !== undefined && goneAtStep < process.firstReadAt)
    world.breach(`${person.id} had left before the re-read, and was mailed`)
  if (goneAtStep !== undefined && process.firstReadAt === undefined)
    world.breach(`${person.id} had left, and was mailed without a re-read`)
}

const accept = (world: World, process: Process, person: Person, entry: Entry): void => {
  judgeEntry(world, process, person, entry)
  const digest = world.digests.find(({ newsletter }) => newsletter === person.newsletter)
  const key = digest === undefined ? '' : digestKey(digest)
  const one: Accepted = {
    reader: person.id,
    digest: key,
    step: world.scheduler.steps,
    at: world.scheduler.now,
    call: Number(entry.tags.call),
    told: new Set(),
    stopped: false,
  }
  world.accepted.push(one)
  const times = world.accepted.filter(
    ({ reader, digest: other }) => reader === person.id && other === key,
  ).length
  if (times > 1 + (world.resent.get(person.id) ?? 0)) world.breach(`${person.id} was accepted ${times} times`)
  publish(world, one, person, entry)
}

/** SES refuses everybody alike; in the end that must not have failed many, unless somebody said that it is the readers. */
const refuseAlike = (world: World, entries: readonly Entry[]) => {
  for (const { address } of entries) {
    const { id = '', newsletter } = world.byAddress.get(address) ?? {}
    const digest = world.digests.find((one) => one.newsletter === newsletter)
    const { heeded } = (digest && world.content.get(controlKey(digest))) ?? {}
    world.refusedAlike.set(id, { heeded: Array.isArray(heeded) && heeded.includes('alike') })
  }
  return world.refusesAll === 'call'
    ? { exception: 'MessageRejected', message: 'Illegal header.' }
    : entries.map(() => 'MESSAGE_REJECTED')
}

const TRANSIENT = ['TRANSIENT_FAILURE', 'FAILED', 'ACCOUNT_THROTTLED'] as const

/** What SES answers to a call: its own rules, and its record of what it accepted. */
export const sesAccepts = (
  world: World,
  process: Process,
  entries: readonly Entry[],
): readonly string[] | { exception: string; message: string } => {
  process.calls += 1
  const { digest = '', batch = '' } = entries[0]?.tags ?? {}
  const name = `${digest} ${batch}`
  if (!world.firstCalls.has(name)) world.firstCalls.set(name, world.scheduler.now)
  if (process.calls > 1) world.breach(`${process.name} called SES ${process.calls} times for one message`)
  if (entries.length === 0 || entries.length > 50)
    return { exception: 'BadRequestException', message: 'Between 1 and 50 destinations.' }
  if (world.refusesAll !== undefined) return refuseAlike(world, entries)
  if (entries.some(({ address }) => world.refusesCall.has(address)))
    return { exception: 'BadRequestException', message: 'Illegal address.' }
  return entries.map((entry) => {
    const person = world.byAddress.get(entry.address)
    if (person === undefined) {
      world.breach(`mail to ${entry.address}, who is nobody`)
      return 'INVALID_PARAMETER'
    }
    const refusal = world.refusesEntry.get(entry.address)
    if (refusal !== undefined) return refusal
    if (world.quota !== -1 && world.sentInADay() >= world.quota) {
      process.wasTurnedAway = true
      return 'ACCOUNT_DAILY_QUOTA_EXCEEDED'
    }
    if (world.faulty && world.random.chance(world.profile['ses throttled'] / 4))
      return world.random.pick(TRANSIENT)
    accept(world, process, person, entry)
    return 'SUCCESS'
  })
}
