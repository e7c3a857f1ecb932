import { type Batch, type BatchRef, batchTag, callIsOver, codesOf } from '#functions/core/batch.ts'
import { batchMail, type Called, type Outgoing } from '#functions/core/batch-mail.ts'
import { type Digest, pause } from '#functions/core/digest.ts'
import { digestKey, parseDigestKey } from '#functions/core/digest-key.ts'
import { type Code, codeOfExclusion } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import { settle } from '#functions/core/settle.ts'
import type { SigningKeys } from '#functions/core/token.ts'
import type { BatchMessage } from './batch-message.ts'
import { knownPlans } from './known-plans.ts'
import type { Clock, Digests, Ledger, Log, Mailer, NewId, Newsletters, Queue, Subscribers } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  subscribers: Subscribers
  ledger: Ledger
  mailer: Mailer
  batches: Queue<BatchMessage>
  signingKeys: () => Promise<SigningKeys>
  clock: Clock
  newId: NewId
  warn: Log
  publicOrigin: string
  /** No call can last longer than this: its worker has ended. */
  callLeaseSeconds: number
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
  const codes = codesOf(batch)
  if (!codes.includes('~')) return codes
  if (!callIsOver(batch, deps.callLeaseSeconds, deps.clock()))
    throw new Conflict(`Batch ${batchTag(batch)} of ${batch.digest} is in another worker's call.`)
  return codes.map((code) => (code === '~' ? '?' : code))
}

/** Marks who is in the next call, and excludes who left since the freeze. It fails closed: if readers cannot be read again, nobody is called. */
const markForCall = async (deps: Deps, { digest, plan }: Outgoing, batch: Batch, codes: readonly Code[]) => {
  const rows = await deps.subscribers.members(digest.newsletter, batch)
  const now = deps.clock()
  const called: Called[] = []
  const marked = codes.map((code, position): Code => {
    if (code !== '.') return code
    const reader = rows.get(batch.members[position] ?? '')
    const reason = exclusionOf(reader, plan, now)
    if (reason !== undefined || reader === undefined) return codeOfExclusion(reason ?? 'gone')
    called.push({ position, reader })
    return '~'
  })
  return { marked, called }
}

const pauseDigest = async (deps: Deps, digest: Digest, words: string): Promise<void> => {
  // SES's words stay in the digest, where staff see them: they may name addresses, which no log may hold.
  deps.warn('digest paused', { digest: digestKey(digest) })
  const latest = await deps.digests.get(digest)
  if (latest?.status === 'sending') await deps.digests.replace(pause(latest, words))
}

/** Sends one batch: at most one SES call, recorded before it begins and after it ends. */
export const sendBatch = (deps: Deps) => {
  const planFor = knownPlans(deps.digests)
  return async ({ tries, ...ref }: BatchMessage): Promise<void> => {
    const [outgoing, batch] = [await outgoingOf(deps, planFor, ref), await deps.ledger.batch(ref)]
    if (outgoing === undefined || batch === undefined) return
    const { marked, called } = await markForCall(deps, outgoing, batch, withoutLostCall(deps, batch))
    if (marked.join('') === batch.codes) return
    // All that can fail comes before the mark: from there to the call's answer a crash leaves readers uncertain.
    const mail = batchMail(outgoing, await deps.signingKeys(), batch, called)
    const call = called.length > 0 ? { call: deps.newId(), callingAt: deps.clock() } : {}
    const calling = await deps.ledger.replaceBatch({ ...batch, codes: marked.join(''), ...call })
    if (called.length === 0) return
    const { codes, retry, pause: words } = settle(marked, await deps.mailer.sendBatch(mail))
    await deps.ledger.replaceBatch({ ...calling, codes: codes.join('') })
    const delaySeconds = BACKOFF_SECONDS[tries]
    if (words !== undefined) await pauseDigest(deps, outgoing.digest, words)
    else if (retry && delaySeconds === undefined)
      await pauseDigest(deps, outgoing.digest, 'SES keeps turning a batch away.')
    else if (retry) await deps.batches.send([{ message: { ...ref, tries: tries + 1 }, delaySeconds }])
  }
}
