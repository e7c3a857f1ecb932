import { type Audience, excludedCount } from '#functions/core/audience.ts'
import { batchTag, callIsOver, codesOf } from '#functions/core/batch.ts'
import { close, type Digest, type Totals } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { addUp, type Standing, standingOf } from '#functions/core/disposition.ts'
import { approvedContent } from './approved-content.ts'
import type { BatchMessage } from './batch-message.ts'
import type { Clock, Digests, Ledger, Log, Posts, Queue } from './ports.ts'

interface Deps {
  digests: Digests
  posts: Posts
  ledger: Ledger
  batches: Queue<BatchMessage>
  clock: Clock
  log: Log
  callLeaseSeconds: number
  /** How long an uncertain reader may wait for an event before the digest closes without. */
  uncertainSeconds: number
}

interface Count {
  totals: Totals
  waiting: BatchMessage[]
  /** An uncertain reader may still be settled by an event. */
  mayStillSettle: boolean
}

const count = async (deps: Deps, key: string, audience: Audience): Promise<Count> => {
  const now = deps.clock()
  const standings: Pick<Standing, 'disposition'>[] = []
  const waiting: BatchMessage[] = []
  let mayStillSettle = false
  for await (const { batch, events } of deps.ledger.batches(key, audience.attempt)) {
    const isOver = callIsOver(batch, deps.callLeaseSeconds, now)
    const own = codesOf(batch).map((code, position) => standingOf(code, events, position, isOver))
    for (const { disposition } of own) standings.push({ disposition })
    const { digest, attempt, wave, number } = batch
    if (own.some(({ disposition }) => disposition === 'waiting'))
      waiting.push({ digest, attempt, wave, number, tries: 0 })
    if (own.some(({ disposition }) => disposition === 'uncertain'))
      mayStillSettle ||= !callIsOver(batch, deps.uncertainSeconds, now)
  }
  return { totals: addUp(excludedCount(audience), standings), waiting, mayStillSettle }
}

/** Looks at a digest whose batches were all handed out: hands lost ones out again, or closes it when everyone is settled. */
export const closeDigest =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<Digest | undefined> => {
    const digest = await deps.digests.get(ref)
    const key = digestKey(ref)
    const audience = await deps.ledger.audience(key)
    if (digest?.status !== 'sending' || audience === undefined) return undefined
    const { totals, waiting, mayStillSettle } = await count(deps, key, audience)
    if (waiting.length > 0) {
      // A waiting batch without a message was lost on the way; while messages are left, it may only be late.
      if ((await deps.batches.depth()) === 0) await deps.batches.send(waiting.map((message) => ({ message })))
      deps.log('digest still sending', { digest: key, batches: waiting.map(batchTag).slice(0, 5).join(' ') })
      return deps.digests.replace({ ...digest, totals })
    }
    if (mayStillSettle) return deps.digests.replace({ ...digest, totals })
    const { entries } = await approvedContent(deps.digests, digest)
    await deps.posts.retire(
      ref.newsletter,
      entries.map(({ post }) => post),
    )
    return deps.digests.replace(close(digest, totals, deps.clock()))
  }
