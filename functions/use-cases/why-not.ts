import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { explain } from '#functions/core/explain-standing.ts'
import { isNamedZone } from '#functions/core/local-due.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type AccountDeps, accountForReaders, type ReaderAccount } from './account-for-readers.ts'
import { digestOf } from './digest-of.ts'
import { idOfReader } from './id-of-reader.ts'
import type { Digests, Subscribers } from './ports.ts'

interface Deps extends AccountDeps {
  digests: Digests
  subscribers: Subscribers
  pepper: () => Promise<string>
}

export interface Answer {
  readonly digest: string
  readonly reader: string
  /** Absent while no audience is frozen, or for who is not in it. */
  readonly account?: ReaderAccount
  readonly words: string
}

/** The zone by whose clocks a reader gets a digest, if it has a local time and the zone is known. */
const zoneOf = ({ localTime }: Digest, row: Subscriber | undefined) => {
  const { zone = '' } = row ?? {}
  return localTime !== undefined && isNamedZone(zone) ? { zone } : {}
}

/** Why a reader did, or did not, get a digest. */
export const whyNot =
  (deps: Deps) =>
  async (ref: DigestRef, who: string): Promise<Answer> => {
    const digest = await digestOf(deps.digests, ref)
    const reader = await idOfReader(deps)(who)
    const named = { digest: digestKey(ref), reader }
    const row = await deps.subscribers.get(ref.newsletter, reader)
    const audience = await deps.ledger.audience(digestKey(ref))
    if (audience !== undefined)
      for await (const account of accountForReaders(deps, digest, audience))
        if (account.reader === reader)
          return { ...named, account, words: explain(digest, { ...account, ...zoneOf(digest, row) }) }
    if (row === undefined) return { ...named, words: 'This address is no reader of the newsletter.' }
    const words =
      audience === undefined
        ? `The digest is ${digest.status}, and its audience is not frozen yet.`
        : `Not in the audience, which was frozen at ${audience.sealedAt}; the reader’s row changed last at ${row.statusAt}.`
    return { ...named, words }
  }

/** Every reader of a digest, with what became of them; nobody before its audience is frozen. */
export const allReadersOf = (deps: Deps) =>
  async function* (ref: DigestRef): AsyncGenerator<ReaderAccount> {
    const digest = await digestOf(deps.digests, ref)
    const audience = await deps.ledger.audience(digestKey(ref))
    if (audience !== undefined) yield* accountForReaders(deps, digest, audience)
  }
