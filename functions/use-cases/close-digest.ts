import { type BatchRef, batchTag } from '#functions/core/batch.ts'
import { cleanFrom, type Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { close, forgetStored, recount } from '#functions/core/digest-verbs.ts'
import { templateName } from '#functions/core/edition.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { usedPosts } from '#functions/core/used-posts.ts'
import { approvedContent } from './approved-content.ts'
import type { BatchMessage } from './batch-message.ts'
import { type CountDeps, countReaders } from './count-readers.ts'
import type { Digests, Log, Posts, Queue, Templates } from './ports.ts'

interface Deps extends CountDeps {
  digests: Digests
  posts: Posts
  batches: Queue<BatchMessage>
  templates: Templates
  log: Log
}

/** Longer than a batch that SES turned away waits for its next call. */
const NOTHING_MOVES_SECONDS = 1800

/** Hands out again what was lost on the way: a waiting batch of which no message is left. While messages are left, its own may only be late, unless nothing has moved for long. */
const sweep = async (deps: Deps, digest: Digest, waiting: readonly BatchRef[]): Promise<void> => {
  deps.log('digest still sending', {
    digest: digestKey(digest),
    batches: waiting.map(batchTag).slice(0, 5).join(' '),
  })
  const stands = plusSeconds(digest.movedAt ?? digest.dueAt, NOTHING_MOVES_SECONDS) <= deps.clock()
  if (!stands && (await deps.batches.depth()) > 0) return
  await deps.batches.send(
    waiting.map(({ digest: key, attempt, wave, number }) => ({
      message: { digest: key, attempt, wave, number, tries: 0 },
    })),
  )
}

/** Whether a person's act may still change rows that were counted before: a worker that had begun calls after a cancel, and an admin writes whom to send to again. */
const isActing = ({ act }: Digest, { clock, callLeaseSeconds }: Deps): boolean =>
  act !== undefined && plusSeconds(act.at, callLeaseSeconds) > clock()

/** Deletes the templates of a digest that is long over. */
const clean = async (deps: Deps, digest: Digest): Promise<Digest | undefined> => {
  const from = cleanFrom(digest)
  if (from === undefined || from > deps.clock()) return undefined
  for (const [hash, variants] of Object.entries(digest.stored ?? {}))
    for (const variant of variants) await deps.templates.remove(templateName(hash, variant))
  return deps.digests.replace(forgetStored(digest))
}

/** Looks at a digest whose batches were handed out as far as they are due: hands lost ones out again, or closes it when everyone is settled. Of one that is long over, it deletes the templates. */
export const closeDigest =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<Digest | undefined> => {
    const digest = await deps.digests.get(ref)
    if (digest === undefined) return undefined
    if (digest.closedAt !== undefined) return clean(deps, digest)
    const key = digestKey(ref)
    const audience = await deps.ledger.audience(key)
    if ((digest.status !== 'sending' && digest.status !== 'cancelled') || audience === undefined)
      return undefined
    const now = deps.clock()
    const { totals, feedback, excluded, waiting, mayStillSettle } = await countReaders(deps, digest, audience)
    const counted = recount(digest, { totals, feedback, excluded }, now)
    if (waiting.length > 0) {
      const due = waiting.filter(({ wave }) => (audience.waves[wave]?.dueAt ?? now) <= now)
      if (digest.status === 'sending' && due.length > 0) await sweep(deps, counted, due)
      return deps.digests.replace(counted)
    }
    if (mayStillSettle || isActing(digest, deps)) return deps.digests.replace(counted)
    const content = await approvedContent(deps.digests, digest)
    if (ref.kind === 'regular') await deps.posts.retire(ref.newsletter, key, usedPosts(content))
    return deps.digests.replace(close(counted, now))
  }
