import { digestKey } from '#functions/core/digest-key.ts'
import { type CallFate, type Entry, UNKNOWN_FATES } from '#tests/support/memory-ses.ts'
import type { Process } from './scheduler.ts'
import type { Accepted, Person, World } from './world.ts'

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
  if (strikes('ses paused')) return 'paused'
  if (strikes('answer unknown')) return world.random.pick(UNKNOWN_FATES)
  return strikes('slow answer') ? 'slow' : 'answered'
}

const OUTCOMES = ['Delivery', 'Delivery', 'Delivery', 'Delivery', 'Bounce', 'Complaint', 'Delay'] as const

/** The events of an accepted mail, the urgent ones in the envelope of SNS. */
const publish = (world: World, one: Accepted, person: Person, { tags }: Entry): void => {
  const { random, scheduler, queues } = world
  const mail = { tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])) }
  const send = (queue: 'urgent' | 'bulk', event: object): void => {
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
    // Told as long as it comes before the digest may close without it.
    if (delay < 600_000) one.told = true
    for (let time = 0; time < times; time += 1)
      scheduler.at(scheduler.now + delay * (time + 1), () => queues[queue].push(body))
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
  } else if (outcome === 'Complaint')
    send('urgent', { eventType: 'Complaint', complaint: { complainedRecipients: recipients } })
  else if (outcome === 'Delay') send('bulk', { eventType: 'DeliveryDelay', deliveryDelay: {} })
  else send('bulk', { eventType: 'Delivery', delivery: { recipients: [person.address] } })
}

/** What every mail must hold, whoever looks. */
const judgeEntry = (world: World, process: Process, person: Person, entry: Entry): void => {
  const { tags, data, headers } = entry
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
    call: Number(entry.tags.call),
    told: false,
    stopped: false,
  }
  world.accepted.push(one)
  const times = world.accepted.filter(
    ({ reader, digest: other }) => reader === person.id && other === key,
  ).length
  if (times > 1 + (world.resent.get(person.id) ?? 0)) world.breach(`${person.id} was accepted ${times} times`)
  publish(world, one, person, entry)
}

const TRANSIENT = ['TRANSIENT_FAILURE', 'FAILED', 'ACCOUNT_THROTTLED'] as const

/** What SES answers to a call: its own rules, and its record of what it accepted. */
export const sesAccepts = (
  world: World,
  process: Process,
  entries: readonly Entry[],
): readonly string[] | { exception: string; message: string } => {
  process.calls += 1
  if (process.calls > 1) world.breach(`${process.name} called SES ${process.calls} times for one message`)
  if (entries.length === 0 || entries.length > 50)
    return { exception: 'BadRequestException', message: 'Between 1 and 50 destinations.' }
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
    if (world.faulty && world.random.chance(world.profile['ses throttled'] / 4))
      return world.random.pick(TRANSIENT)
    accept(world, process, person, entry)
    return 'SUCCESS'
  })
}
