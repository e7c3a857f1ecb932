import { type Audience, excludedCount, MemberHash } from '#functions/core/audience.ts'
import { batchSizeFor } from '#functions/core/batch.ts'
import { type Digest, nameSealedAttempt } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { type ExclusionReason, exclusionOf } from '#functions/core/exclusion.ts'
import { type Plan, planOf } from '#functions/core/placement.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import { variantId } from '#functions/core/variant.ts'
import { approvedContent } from './approved-content.ts'
import { BatchBuilder } from './batch-builder.ts'
import type { Clock, Digests, Ledger, NewId, Newsletters, SendingAccount, Subscribers } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  subscribers: Subscribers
  ledger: Ledger
  account: SendingAccount
  clock: Clock
  newId: NewId
}

/** Walks all readers once, writes the batches of a new attempt and seals it; an attempt that was sealed before wins. */
const freeze = async (deps: Deps, digest: Digest, plan: Plan): Promise<Audience> => {
  const key = digestKey(digest)
  const newsletter = await deps.newsletters.get(digest.newsletter)
  if (newsletter === undefined) throw new RangeError(`No newsletter ${digest.newsletter}`)
  const attempt = deps.newId()
  const batchSize = batchSizeFor(await deps.account.maxSendRate())
  const hash = new MemberHash()
  const builder = new BatchBuilder({ digest: key, attempt, wave: 0 }, batchSize, async (batches) => {
    for (const batch of batches) hash.add(batch.members)
    await deps.ledger.putBatches(batches)
  })
  const excluded: Partial<Record<ExclusionReason, string[]>> = {}
  const now = deps.clock()
  for (const range of KEY_RANGES)
    for await (const reader of deps.subscribers.range(digest.newsletter, range)) {
      const reason = exclusionOf(reader, plan, now)
      if (reason === undefined) await builder.add(reader.id, variantId(newsletter))
      else {
        builder.walkPast()
        const ids = excluded[reason] ?? []
        excluded[reason] = ids
        ids.push(reader.id)
      }
    }
  const { batches, readers } = await builder.finish()
  await deps.ledger.putExcluded(key, attempt, excluded)
  return deps.ledger.seal(key, {
    attempt,
    members: readers,
    memberHash: hash.digest(),
    excluded: Object.fromEntries(Object.entries(excluded).map(([reason, ids]) => [reason, ids.length])),
    batchSize,
    waves: [{ dueAt: digest.dueAt, batches, readers }],
    sealedAt: deps.clock(),
  })
}

/** Reads a sealed attempt back before anyone is mailed: every member there, in order, and nobody twice. */
const readBack = async (deps: Deps, key: string, audience: Audience): Promise<void> => {
  const hash = new MemberHash()
  const seen = new Set<string>()
  for await (const { batch } of deps.ledger.batches(key, audience.attempt)) {
    hash.add(batch.members)
    for (const member of batch.members) seen.add(member)
  }
  if (hash.digest() !== audience.memberHash || seen.size !== audience.members)
    throw new Error(`The frozen audience of ${key} does not read back as it was sealed.`)
}

export const freezeAudience =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<Digest | undefined> => {
    const digest = await deps.digests.get(ref)
    if (digest?.status !== 'approved' || digest.attempt !== undefined) return undefined
    const plan = planOf(await approvedContent(deps.digests, digest))
    const key = digestKey(ref)
    const audience = (await deps.ledger.audience(key)) ?? (await freeze(deps, digest, plan))
    await readBack(deps, key, audience)
    const excluded = excludedCount(audience)
    const totals = { accepted: 0, failed: 0, uncertain: 0, waiting: audience.members, excluded }
    return deps.digests.replace(
      nameSealedAttempt(digest, audience.attempt, { ...totals, audience: audience.members + excluded }),
    )
  }
