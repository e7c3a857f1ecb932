import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type AccountDeps, accountsByBatch, type ReaderAccount } from './account-for-readers.ts'
import type { AddressedAccount } from './addressed-readers.ts'
import { digestOf } from './digest-of.ts'
import type { Digests, Subscribers } from './ports.ts'

interface Deps extends AccountDeps {
  digests: Digests
  subscribers: Subscribers
}

export interface Undecided {
  /** When the looking began. */
  readonly at: Instant
  /** How many there are of each; not those whom an admin left uncertain. */
  readonly uncertain: number
  readonly failed: number
  /** The first of them, by batch. */
  readonly readers: readonly AddressedAccount[]
}

const isUndecided = ({ disposition, reason }: ReaderAccount): boolean =>
  disposition === 'failed' || (disposition === 'uncertain' && reason !== 'left')

const addressed =
  ({ subscribers }: Deps, { newsletter }: Digest) =>
  async (account: ReaderAccount): Promise<AddressedAccount> => {
    const row = await subscribers.get(newsletter, account.reader)
    return { ...account, address: row?.address ?? '' }
  }

/** The readers of a digest whom nothing settles by itself, so many of them by name. It walks the whole ledger of the digest; undefined before its audience is frozen. */
export const undecidedReaders =
  (deps: Deps) =>
  async (ref: DigestRef, most: number): Promise<Undecided | undefined> => {
    const at = deps.clock()
    const digest = await digestOf(deps.digests, ref)
    const audience = await deps.ledger.audience(digestKey(ref))
    if (audience === undefined) return undefined
    const counts = { uncertain: 0, failed: 0 }
    const shown: ReaderAccount[] = []
    for await (const { accounts } of accountsByBatch(deps, digest, audience))
      for (const account of accounts) {
        if (!isUndecided(account)) continue
        counts[account.disposition === 'failed' ? 'failed' : 'uncertain'] += 1
        if (shown.length < most) shown.push(account)
      }
    return { at, ...counts, readers: await Promise.all(shown.map(addressed(deps, digest))) }
  }
