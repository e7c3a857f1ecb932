import { type Counted, countedAtClose } from '#functions/core/counted.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusDays, plusSeconds } from '#functions/core/instant.ts'
import { type CountDigestDeps, countDigest } from './count-digest.ts'
import { digestOf } from './digest-of.ts'

/** How old a count of an open digest may be that is shown as it is. */
const YOUNG_SECONDS = 5
/** After its close a digest moves by feedback alone. */
const YOUNG_AFTER_CLOSE_SECONDS = 60
const COUNTED_DAYS = 30
/** An HTTP API waits no longer for an answer: by then whoever began to count has kept it, or died. */
const CLAIM_SECONDS = 30

/** Whether a count is shown as it is. What a person did to the digest since shows at once. */
const stands = ({ closedAt, act }: Digest, { at }: Counted, now: Instant): boolean => {
  if (act !== undefined && act.at > at) return false
  if (closedAt === undefined) return plusSeconds(at, YOUNG_SECONDS) > now
  return plusDays(closedAt, COUNTED_DAYS) <= now || plusSeconds(at, YOUNG_AFTER_CLOSE_SECONDS) > now
}

/** The later of what was counted for who looked, and at the close. */
const latestOf = (stored: Counted | undefined, digest: Digest): Counted | undefined => {
  const closed = countedAtClose(digest)
  return stored === undefined || (closed !== undefined && closed.at > stored.at) ? closed : stored
}

/**
 * How a digest's readers stand, counted once for all who look: a count walks the whole ledger of the digest, and twenty
 * editors who watch a send must not cost twenty walks. Every count has its date. Undefined until the readers are frozen
 * and somebody counted them.
 */
export const liveCount = (deps: CountDigestDeps) => {
  /** What was counted last, by two lookups: for a page's first byte. */
  const stored = async (ref: DigestRef): Promise<Counted | undefined> => {
    const [digest, counted] = await Promise.all([
      digestOf(deps.digests, ref),
      deps.ledger.counted(digestKey(ref)),
    ])
    return latestOf(counted, digest)
  }

  const look = async (ref: DigestRef, wanted: 'numbers' | 'names'): Promise<Counted | undefined> => {
    const key = digestKey(ref)
    const digest = await digestOf(deps.digests, ref)
    const counted = await deps.ledger.counted(key)
    const latest = latestOf(counted, digest)
    const now = deps.clock()
    const suffices = wanted === 'numbers' || latest?.undecided !== undefined
    if (latest !== undefined && suffices && stands(digest, latest, now)) return latest
    const audience = await deps.ledger.audience(key)
    if (audience === undefined) return undefined
    const claim = { at: now, over: counted?.at, since: plusSeconds(now, -CLAIM_SECONDS) }
    const isClaimed = await deps.ledger.claimCount(key, claim)
    if (!isClaimed && wanted === 'numbers') return latestOf(await deps.ledger.counted(key), digest)
    const fresh = await countDigest(deps, digest, audience)
    await deps.ledger.setCounted(key, fresh)
    return fresh
  }

  /** A young count: the stored one, or one made and stored now, unless somebody else just makes it. A digest that closed a month ago is counted no more. */
  const young = (ref: DigestRef): Promise<Counted | undefined> => look(ref, 'numbers')

  /** One that names the undecided, made now also where somebody else just makes it: of whom another decided, nobody shall be asked again. */
  const named = (ref: DigestRef): Promise<Counted | undefined> => look(ref, 'names')

  return { stored, young, named }
}
