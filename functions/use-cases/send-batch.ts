import {
  type Batch,
  type BatchRef,
  batchTag,
  beginCall,
  callOf,
  codesOf,
  endCall,
  isInCall,
} from '#functions/core/batch.ts'
import { batchMail, type Called, type Outgoing } from '#functions/core/batch-mail.ts'
import { isHeeded } from '#functions/core/digest.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { type Code, codeOfExclusion } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import { type Settlement, settle } from '#functions/core/settle.ts'
import type { SigningKeys } from '#functions/core/token.ts'
import type { BatchMessage } from './batch-message.ts'
import { knownPlans } from './known-plans.ts'
import { pauseDigest } from './pause-digest.ts'
import type { Mailer, NewId, Newsletters, Queue, Subscribers } from './ports.ts'
import { quotaReturns } from './quota-returns.ts'
import { type RefusalDeps, recordCall } from './record-call.ts'

interface Deps extends RefusalDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  mailer: Mailer
  batches: Queue<BatchMessage>
  signingKeys: () => Promise<SigningKeys>
  newId: NewId
  publicOrigin: string
}

/** How long a batch that SES turned away waits for its next call; after the last the digest pauses. */
const BACKOFF_SECONDS = [5, 10, 30, 60, 120, 300, 600, 900]

const outgoingOf = async (
  deps: Deps,
  planFor: ReturnType<typeof knownPlans>,
  ref: BatchRef,
): Promise<Outgoing | undefined> => {
  const digest = await deps.digests.get(parseDigestKey(ref.digest))
  if (digest?.status !== 'sending' || digest.attempt !== ref.attempt || digest.approval === undefined)
    return undefined
  const [newsletter, plan] = await Promise.all([deps.newsletters.get(digest.newsletter), planFor(digest)])
  if (newsletter === undefined) throw new Error(`${ref.digest} has no newsletter.`)
  const { editionHash } = digest.approval
  return { digest, editionHash, newsletter, plan, publicOrigin: deps.publicOrigin }
}

/** What an earlier call left open is uncertain once its worker has ended; until then nobody else may call, and the message comes back. */
const withoutLostCall = (deps: Deps, batch: Batch): Code[] => {
  if (isInCall(batch, deps.callLeaseSeconds, deps.clock()))
    throw new Conflict(`Batch ${batchTag(batch)} of ${batch.digest} is in another worker's call.`)
  return codesOf(batch).map((code) => (code === '~' ? '?' : code))
}

/** Marks who is in the next call, and excludes who left since the freeze. It fails closed: if readers cannot be read again, nobody is called. */
const markForCall = async (
  deps: Deps,
  { newsletter, digest, plan }: Outgoing,
  batch: Batch,
  codes: readonly Code[],
) => {
  const called: Called[] = []
  if (!codes.includes('.')) return { marked: [...codes], called }
  const rows = await deps.subscribers.members(digest.newsletter, batch)
  const now = deps.clock()
  const marked = codes.map((code, position): Code => {
    if (code !== '.') return code
    const reader = rows.get(batch.members[position] ?? '')
    const reason = exclusionOf(reader, newsletter, digest, plan, now)
    if (reason !== undefined || reader === undefined)
      // A mail may have left in an earlier call, which an admin wanted repeated.
      return callOf(batch, position) === undefined ? codeOfExclusion(reason ?? 'gone') : '?'
    if (called.length === batch.most) return code
    called.push({ position, reader })
    return '~'
  })
  return { marked, called }
}

/** What comes after a call: another one, at once or later, or a pause. Tries count the calls in a row that got nobody anywhere. */
const goOn = async (
  deps: Deps,
  { digest }: Outgoing,
  { tries, ...ref }: BatchMessage,
  { again, pause }: Settlement,
): Promise<void> => {
  if (pause !== undefined) {
    const until = pause.cause === 'quota' ? quotaReturns(digest, deps.clock()) : undefined
    await pauseDigest(deps, digest, pause.words, pause.cause, until)
  } else if (again === 'now') await deps.batches.send([{ message: { ...ref, tries } }])
  else if (again === 'later') {
    const delaySeconds = BACKOFF_SECONDS[tries]
    if (delaySeconds === undefined) await pauseDigest(deps, digest, 'SES keeps turning a batch away.', 'ses')
    else await deps.batches.send([{ message: { ...ref, tries: tries + 1 }, delaySeconds }])
  }
}

/** Sends one batch: at most one SES call, recorded before it begins and after it ends. */
export const sendBatch = (deps: Deps) => {
  const planFor = knownPlans(deps.digests)
  return async (message: BatchMessage): Promise<void> => {
    const { tries: _, ...ref } = message
    const [outgoing, batch] = [await outgoingOf(deps, planFor, ref), await deps.ledger.batch(ref)]
    if (outgoing === undefined || batch === undefined) return
    const { marked, called } = await markForCall(deps, outgoing, batch, withoutLostCall(deps, batch))
    if (marked.join('') === batch.codes) return
    if (called.length === 0) {
      await deps.ledger.replaceBatch({ ...batch, codes: marked.join('') })
      return
    }
    // All that can fail comes before the mark: from there to the call's answer a crash leaves readers uncertain.
    const beginning = beginCall(batch, marked, deps.newId(), deps.clock())
    const mail = batchMail(outgoing, await deps.signingKeys(), beginning, called)
    const calling = await deps.ledger.replaceBatch(beginning)
    const answer = await deps.mailer.sendBatch(mail)
    const settlement = settle(marked, answer, batch.most, isHeeded(outgoing.digest, 'alike'))
    const settled = await deps.ledger.replaceBatch(endCall(calling, batch, settlement.codes, settlement.most))
    const accepted = await recordCall(deps, outgoing.digest, calling, settled, settlement)
    await goOn(deps, outgoing, accepted > 0 ? { ...message, tries: 0 } : message, settlement)
  }
}
