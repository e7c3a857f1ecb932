import { readerKey, suppressionKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { excludedCount } from '#functions/core/audience.ts'
import { callOf, memberStanding } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Standing } from '#functions/core/disposition.ts'
import { UNIFORM } from '#functions/core/settle.ts'
import { memoryTable, type TableStore } from '#tests/support/memory-table.ts'
import type { Accepted, World } from './world.ts'

/** Looks at a table without being part of the world. */
const look = (store: TableStore) =>
  memoryTable(store, {
    request: async (_, effect) => effect(),
    now: () => Number.POSITIVE_INFINITY,
    indexDelayMs: () => 0,
    pageSize: () => 1000,
  })

const mayHaveLeft = ({ disposition, reason }: Standing): boolean =>
  disposition === 'accepted' ||
  disposition === 'uncertain' ||
  reason === 'rejected' ||
  reason === 'rendering-failed'

/** The strongest that SES told of a mail. */
const FEEDBACK = [
  ['Complaint', 'complained'],
  ['Bounce', 'bounced'],
  ['Delivery', 'delivered'],
  ['DeliveryDelay', 'delayed'],
] as const

/** What events said of a reader's latest mail is how the reader stands. */
const judgeTold = (
  mail: Accepted,
  { disposition, feedback }: Standing,
  say: (words: string) => void,
): void => {
  const { told } = mail
  if (disposition === 'uncertain' && told.size > 0) say('an event told what became of the mail')
  if (disposition === 'accepted' && (told.has('Reject') || told.has('Rendering Failure')))
    say('SES told that it did not send the mail')
  if (disposition === 'failed' && !mail.stopped) say('SES accepted the latest mail')
  const [, strongest = 'none'] = FEEDBACK.find(([name]) => told.has(name)) ?? []
  if (disposition === 'accepted' && feedback !== strongest) say(`SES told ${strongest}, not ${feedback}`)
}

const judgeMember = (world: World, digest: Digest, id: string, standing: Standing, call?: number): void => {
  const key = digestKey(digest)
  const { disposition, reason } = standing
  const say = (words: string): void =>
    world.breach(`${key} ${id} is ${disposition} ${reason ?? ''}: ${words}`)
  const mails = world.accepted.filter((one) => one.reader === id && one.digest === key)
  const person = world.people.get(id)
  if (disposition === 'accepted' && mails.length === 0) say('SES accepted nothing')
  if (mails.length > 0 && !mayHaveLeft(standing)) say('SES accepted a mail')
  const latest = mails.find((mail) => mail.call === call)
  if (disposition === 'accepted' && latest === undefined) say('SES accepted nothing in the latest call')
  if (latest !== undefined) judgeTold(latest, standing, say)
  if (disposition === 'waiting') say('nobody may wait in the end')
  const refused =
    world.refusesCall.has(person?.address ?? '') ||
    world.refusesEntry.has(person?.address ?? '') ||
    world.refusedAlike.has(id)
  if (disposition === 'failed' && !refused && !mails.some(({ stopped }) => stopped))
    say('SES never refused it')
  if (disposition === 'excluded' && reason === 'cancelled' && digest.status !== 'cancelled')
    say('the digest was not')
  if (
    disposition === 'excluded' &&
    reason !== 'cancelled' &&
    person?.everActive === true &&
    person.goneAtStep === undefined
  )
    say('the reader never left')
}

const judgeDigest = async (world: World, ref: Digest): Promise<number> => {
  const key = digestKey(ref)
  const digest = (await dynamoDigests(look(world.content)).get(ref)) ?? ref
  const ledger = dynamoLedger(look(world.delivery))
  const say = (words: string): void => world.breach(`${key} ${digest.status}: ${words}`)
  const isOver = digest.status === 'sent' || digest.status === 'cancelled'
  if (!isOver || digest.closedAt === undefined) say('it is still open')
  const audience = await ledger.audience(key)
  world.batchSize = Math.max(world.batchSize, audience?.batchSize ?? 1)
  if (audience === undefined || digest.attempt === undefined) {
    if (digest.status === 'sent') say('it has no audience')
    if (world.accepted.some((one) => one.digest === key)) say('SES accepted mail before the seal')
    return 0
  }
  let failedAlike = 0
  const seen = new Set<string>()
  const counts: Record<string, number> = {}
  const add = (id: string, disposition: string): void => {
    if (seen.has(id)) say(`${id} has two dispositions`)
    seen.add(id)
    counts[disposition] = (counts[disposition] ?? 0) + 1
  }
  for await (const { batch, events } of ledger.batches(key, audience.attempt))
    for (const [position, id] of batch.members.entries()) {
      const standing = memberStanding(batch, events, position, {
        callIsOver: true,
        cancelled: digest.status === 'cancelled',
      })
      add(id, standing.disposition)
      if (standing.disposition === 'failed' && world.refusedAlike.get(id)?.heeded === false) failedAlike += 1
      judgeMember(world, digest, id, standing, callOf(batch, position))
    }
  if (seen.size !== audience.members) say(`${seen.size} members, ${audience.members} were sealed`)
  for (const [reason, ids] of Object.entries(await ledger.excluded(key, audience.attempt)))
    for (const id of ids) {
      add(id, 'excluded')
      judgeMember(world, digest, id, {
        disposition: 'excluded',
        reason: reason as 'paused',
        feedback: 'none',
      })
    }
  if (failedAlike >= UNIFORM && digest.status !== 'cancelled' && !world.refusalsLost)
    say(`${failedAlike} failed whom SES refused alike, and nobody had said that it is the readers`)
  const sealed = audience.members + excludedCount(audience)
  if (seen.size !== sealed) say(`${seen.size} dispositions, ${sealed} were sealed`)
  const { totals } = digest
  if (totals !== undefined) {
    const sum = totals.accepted + totals.failed + totals.excluded + totals.uncertain + totals.waiting
    if (sum !== totals.audience || totals.audience !== sealed)
      say(`its totals do not add up: ${JSON.stringify(totals)}`)
    if (digest.firstCallAt !== undefined && totals.waiting > 0)
      say(`it closed while ${totals.waiting} waited`)
    // Events may come later that settle the uncertain, or say that SES stopped what it had accepted.
    const stopped = world.accepted.filter((mail) => mail.digest === key && mail.stopped).length
    if (isOver && digest.firstCallAt !== undefined) {
      if (totals.excluded !== (counts.excluded ?? 0))
        say(`its totals are not who was excluded: ${JSON.stringify(totals)}`)
      if (Math.abs(totals.failed - (counts.failed ?? 0)) > stopped)
        say(`its totals are not who failed: ${JSON.stringify(totals)}`)
    }
    if (isOver && (counts.accepted ?? 0) + (counts.failed ?? 0) < totals.accepted + totals.failed)
      say(`its totals count more than there are: ${JSON.stringify(totals)}`)
  }
  // Whoever was there before the freezer began, and stayed, is in the audience.
  for (const person of world.people.values())
    if (person.newsletter === ref.newsletter && person.joinedAtStep === 0 && !seen.has(person.id))
      say(`${person.id} is in no batch and was not excluded`)
  return counts.uncertain ?? 0
}

/** Who complained, or whose address bounced for good, is not to be mailed again. */
const judgeSuppressions = (world: World): void => {
  for (const { reader, told } of world.accepted) {
    if (!told.has('Complaint') && !told.has('Permanent')) continue
    const { newsletter = '' } = world.people.get(reader) ?? {}
    const isKept = world.audience.get(suppressionKey(reader)) !== undefined
    if (!isKept || world.audience.get(readerKey(newsletter, reader))?.suppressed === undefined)
      world.breach(`${reader} complained or bounced, and is not suppressed`)
  }
}

/** Whether a world in which nothing happens any more is as the sending promise says. */
export const judge = async (world: World): Promise<void> => {
  let uncertain = 0
  judgeSuppressions(world)
  for (const digest of world.digests) uncertain += await judgeDigest(world, digest)
  const most = world.batchSize * (world.crashesInCalls + world.unknownAnswers)
  if (uncertain > most)
    world.breach(
      `${uncertain} uncertain, more than ${world.batchSize} × (${world.crashesInCalls} crashes in calls + ${world.unknownAnswers} unknown answers)`,
    )
}
