import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { type AccountDeps, accountsByBatch, type ReaderAccount } from './account-for-readers.ts'
import { digestOf } from './digest-of.ts'
import type { Digests, Subscribers } from './ports.ts'

export interface AddressedAccount extends ReaderAccount {
  /** As it is now; empty once the reader's data were erased. */
  readonly address: string
}

interface Deps extends AccountDeps {
  digests: Digests
  subscribers: Subscribers
}

/** Every reader of a digest with what became of them, a batch or so at once; nobody before its audience is frozen. */
export const addressedReadersOf = (deps: Deps) =>
  async function* (ref: DigestRef): AsyncGenerator<readonly AddressedAccount[]> {
    const digest = await digestOf(deps.digests, ref)
    const audience = await deps.ledger.audience(digestKey(ref))
    if (audience === undefined) return
    for await (const { accounts, ...batch } of accountsByBatch(deps, digest, audience)) {
      const rows = await deps.subscribers.members(ref.newsletter, batch)
      yield accounts.map((account) => ({ ...account, address: rows.get(account.reader)?.address ?? '' }))
    }
  }
