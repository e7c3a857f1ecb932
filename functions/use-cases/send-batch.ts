import type { Batch, BatchRef } from '#functions/core/batch.ts'
import { batchTag, codesOf } from '#functions/core/batch.ts'
import { type Digest, pause } from '#functions/core/digest.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { type Code, codeOfExclusion } from '#functions/core/disposition.ts'
import { templateName } from '#functions/core/edition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { exclusionOf } from '#functions/core/exclusion.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { mailHeaders } from '#functions/core/mail-headers.ts'
import { mailbox } from '#functions/core/mailbox.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Plan, place, planOf } from '#functions/core/placement.ts'
import { settle } from '#functions/core/settle.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { CONSTANTS } from '#functions/core/view.ts'
import type { BatchMessage } from './dispatch-batches.ts'
import type {
  Clock,
  Digests,
  Ledger,
  Log,
  MailEntry,
  Mailer,
  Newsletters,
  Queue,
  Subscribers,
} from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  subscribers: Subscribers
  ledger: Ledger
  mailer: Mailer
  batches: Queue<BatchMessage>
  signingKeys: () => Promise<SigningKeys>
  clock: Clock
  log: Log
  publicOrigin: string
  /** No call can last longer than this: its worker has ended. */
  callLeaseSeconds: number
}

/** Tries after which a batch that SES keeps turning away pauses the digest. */
const MOST_TRIES = 8
const BACKOFF_SECONDS = [5, 10, 30, 60, 120, 300, 600, 900]

/** A message that must come back after its lease, because another worker may be in the batch's call. */
export class Busy extends Conflict {
  override name = 'Busy'
}

interface Issue {
  digest: Digest
  newsletter: Newsletter
  plan: Plan
}

const issueOf = async (deps: Deps, ref: BatchRef): Promise<Issue | undefined> => {
  const digest = await deps.digests.get(parseDigestKey(ref.digest))
  if (digest?.status !== 'sending' || digest.attempt !== ref.attempt || digest.approval === undefined)
    return undefined
  const [newsletter, content] = await Promise.all([
    deps.newsletters.get(digest.newsletter),
    deps.digests.content(digest, digest.approval.revision),
  ])
  if (newsletter === undefined || content === undefined) throw new RangeError(`${ref.digest} has no content`)
  return { digest, newsletter, plan: planOf(content) }
}

/** What an earlier call left open is uncertain once its worker has ended; until then nobody else may call. */
const withoutLostCall = (deps: Deps, batch: Batch): Code[] => {
  const codes = codesOf(batch)
  if (!codes.includes('~')) return codes
  const over =
    batch.callingAt === undefined || plusSeconds(batch.callingAt, deps.callLeaseSeconds) <= deps.clock()
  if (!over) throw new Busy(`Batch ${batchTag(batch)} of ${batch.digest} is in another worker's call.`)
  return codes.map((code) => (code === '~' ? '?' : code))
}

/** Marks who is in the next call, and excludes who left since the freeze. Reading fails closed: without it nobody is called. */
const choose = async (deps: Deps, issue: Issue, batch: Batch, codes: Code[]) => {
  const rows = await deps.subscribers.members(issue.digest.newsletter, batch)
  const now = deps.clock()
  const called: { position: number; reader: Subscriber }[] = []
  const marked = codes.map((code, position): Code => {
    if (code !== '.') return code
    const reader = rows.get(batch.members[position] ?? '')
    const reason = exclusionOf(reader, issue.plan, now)
    if (reason !== undefined || reader === undefined) return codeOfExclusion(reason ?? 'gone')
    called.push({ position, reader })
    return '~'
  })
  return { marked, called }
}

const entryFor = (
  deps: Deps,
  keys: SigningKeys,
  issue: Issue,
  batch: Batch,
  position: number,
  reader: Subscriber,
) => {
  const subject = { newsletter: reader.newsletter, reader: reader.id }
  const leave = signToken(keys, { ...subject, scope: 'leave' })
  const adjust = signToken(keys, { ...subject, scope: 'adjust' })
  const entry: MailEntry = {
    to: reader.address,
    values: { ...CONSTANTS, ...place(issue.plan, reader).values, leave, adjust },
    headers: mailHeaders(issue.newsletter, issue.digest, deps.publicOrigin, leave),
    tags: {
      digest: batch.digest,
      attempt: batch.attempt,
      batch: batchTag(batch),
      entry: String(position),
      reader: reader.id,
    },
  }
  return entry
}

const pauseDigest = async (deps: Deps, digest: Digest, words: string): Promise<void> => {
  deps.log('digest paused', { digest: `${digest.newsletter} ${digest.date}`, words })
  const latest = await deps.digests.get(digest)
  if (latest?.status === 'sending') await deps.digests.replace(pause(latest, words))
}

/** Sends one batch: at most one SES call, recorded before it begins and after it ends. */
export const sendBatch =
  (deps: Deps) =>
  async ({ tries, ...ref }: BatchMessage): Promise<void> => {
    const issue = await issueOf(deps, ref)
    const batch = await deps.ledger.batch(ref)
    if (issue === undefined || batch === undefined) return
    const codes = withoutLostCall(deps, batch)
    const { marked, called } = await choose(deps, issue, batch, codes)
    if (marked.join('') === batch.codes) return
    const calling = await deps.ledger.replaceBatch({
      ...batch,
      codes: marked.join(''),
      ...(called.length > 0 && { callingAt: deps.clock() }),
    })
    if (called.length === 0) return
    const keys = await deps.signingKeys()
    const answer = await deps.mailer.sendBatch({
      template: templateName(issue.digest.approval?.editionHash ?? '', batch.variant),
      from: mailbox(issue.newsletter.sender.name, issue.newsletter.sender.address),
      replyTo: issue.newsletter.replyTo,
      entries: called.map(({ position, reader }) => entryFor(deps, keys, issue, batch, position, reader)),
    })
    const settlement = settle(marked, answer)
    await deps.ledger.replaceBatch({ ...calling, codes: settlement.codes.join('') })
    if (settlement.pause !== undefined) return pauseDigest(deps, issue.digest, settlement.pause)
    if (!settlement.retry) return
    if (tries >= MOST_TRIES) return pauseDigest(deps, issue.digest, 'SES keeps turning a batch away.')
    const delaySeconds = BACKOFF_SECONDS[tries] ?? 900
    await deps.batches.send([{ message: { ...ref, tries: tries + 1 }, delaySeconds }])
  }
