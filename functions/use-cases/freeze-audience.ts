import { type Audience, excludedCount, MemberHash } from '#functions/core/audience.ts'
import { batchSizeFor } from '#functions/core/batch.ts'
import { approvedVariants, type Digest, isHeeded } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { nameSealedAttempt } from '#functions/core/digest-verbs.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import { dueTimes } from '#functions/core/local-due.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { planOf } from '#functions/core/placement.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import { obstacles } from '#functions/core/sending-account.ts'
import { approvedVariant } from '#functions/core/variant.ts'
import { approvedContent } from './approved-content.ts'
import { excludesOf, judge } from './judge-reader.ts'
import { type PauseDeps, pauseDigest } from './pause-digest.ts'
import { type DueOf, type Excludes, planWaves } from './plan-waves.ts'
import type { Ledger, NewId, Newsletters, SendingAccount, Subscribers } from './ports.ts'
import { WaveBuilder } from './wave-builder.ts'

interface Deps extends PauseDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  ledger: Ledger
  account: SendingAccount
  newId: NewId
  /** Whether many new readers at once are mailed day by day. */
  ramps: boolean
}

interface Frozen {
  readonly digest: Digest
  readonly newsletter: Newsletter
  readonly excludes: Excludes
  readonly dueOf: DueOf
  readonly batchSize: number
}

/** Walks all readers once, writes the batches of a new attempt and seals it; an attempt that was sealed before wins. */
const freeze = async (deps: Deps, frozen: Frozen): Promise<Audience> => {
  const { digest, newsletter, batchSize } = frozen
  const key = digestKey(digest)
  const variants = approvedVariants(digest)
  const attempt = deps.newId()
  const waves = new WaveBuilder(deps.ledger, { digest: key, attempt }, batchSize)
  const excluded: Partial<Record<ExclusionReason, string[]>> = {}
  const now = deps.clock()
  for (const range of KEY_RANGES)
    for await (const reader of deps.subscribers.range(digest.newsletter, range)) {
      const judged = judge(frozen, reader, now)
      if ('dueAt' in judged)
        await waves.add(reader.id, approvedVariant(variants, newsletter, reader), judged.dueAt)
      else {
        waves.walkPast()
        const ids = excluded[judged.reason] ?? []
        excluded[judged.reason] = ids
        ids.push(reader.id)
      }
    }
  const built = await waves.finish()
  await deps.ledger.putExcluded(key, attempt, excluded)
  return deps.ledger.seal(key, {
    ...built,
    attempt,
    excluded: Object.fromEntries(Object.entries(excluded).map(([reason, ids]) => [reason, ids.length])),
    batchSize,
    sealedAt: deps.clock(),
  })
}

/** Reads a sealed attempt back before anyone is mailed: every member there, in order, and nobody twice. */
const readBack = async (deps: Deps, key: string, audience: Audience): Promise<void> => {
  const hash = new MemberHash()
  const seen = new Set<string>()
  for await (const { batch } of deps.ledger.batches(key, audience.attempt)) {
    hash.add(batch)
    for (const member of batch.members) seen.add(member)
  }
  if (hash.digest() !== audience.memberHash || seen.size !== audience.members)
    throw new Error(`The frozen audience of ${key} does not read back as it was sealed.`)
}

/** Freezes the readers of an approved digest, unless SES cannot be used as it is: then the digest pauses, and says why. */
export const freezeAudience =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<Digest | undefined> => {
    const digest = await deps.digests.get(ref)
    if (digest?.status !== 'approved' || digest.attempt !== undefined) return undefined
    const key = digestKey(ref)
    const newsletter = await deps.newsletters.get(ref.newsletter)
    if (newsletter === undefined) throw new RangeError(`No newsletter ${ref.newsletter}`)
    let audience = await deps.ledger.audience(key)
    if (audience === undefined) {
      const { address } = newsletter.sender
      const [account, sender] = [await deps.account.state(), await deps.account.sender(address)]
      const words = obstacles(account, sender, address, isHeeded(digest, 'account'))
      if (words.length > 0) return pauseDigest(deps, ref, words.join(' '), 'account')
      const plan = planOf(await approvedContent(deps.digests, digest), digest.planned ?? 'without-lead')
      const excludes = await excludesOf(deps, digest, newsletter, plan)
      const dueOf =
        deps.ramps && newsletter.ramps
          ? await planWaves(deps, digest, newsletter, excludes)
          : dueTimes(digest, newsletter)
      const batchSize = batchSizeFor(account.maxSendRate)
      audience = await freeze(deps, { digest, newsletter, excludes, dueOf, batchSize })
    }
    await readBack(deps, key, audience)
    const excluded = excludedCount(audience)
    const totals = { accepted: 0, failed: 0, uncertain: 0, waiting: audience.members, excluded }
    return deps.digests.replace(
      nameSealedAttempt(digest, audience, { ...totals, audience: audience.members + excluded }),
    )
  }
