import { type Digest, isHeeded } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { brake, type Health } from '#functions/core/health.ts'
import { plusDays } from '#functions/core/instant.ts'
import { type PauseDeps, pauseDigest } from './pause-digest.ts'
import type { Ledger } from './ports.ts'

export interface HealthDeps extends PauseDeps {
  ledger: Ledger
}

const LOOK_BACK = 12

/** The health of a newsletter's digests that were sent in the last seven days. */
const weekOf = async (deps: HealthDeps, digest: Digest, own: Health): Promise<Health[]> => {
  const since = plusDays(deps.clock(), -7)
  const week = [own]
  for (const other of await deps.digests.latest(digest.newsletter, LOOK_BACK)) {
    if (digestKey(other) === digestKey(digest) || (other.firstCallAt ?? '') < since) continue
    week.push(await deps.ledger.health(digestKey(other)))
  }
  return week
}

/** Brakes a digest that harms its sender. Answers the digest as it then is. */
export const watchHealth = async (deps: HealthDeps, digest: Digest): Promise<Digest> => {
  const own = await deps.ledger.health(digestKey(digest))
  const week = own.bounced > 0 || own.complained > 0 ? await weekOf(deps, digest, own) : [own]
  const found = brake(own, week, isHeeded(digest, 'health'))
  return found === undefined
    ? digest
    : ((await pauseDigest(deps, digest, found.words, found.cause)) ?? digest)
}
