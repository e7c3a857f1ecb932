import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { AccountList, Clock, Log, Newsletters, People, Subscribers, Suppressions } from './ports.ts'
import { rowsOf } from './rows-of.ts'

export interface EraseDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  suppressions: Suppressions
  people: People
  accountList: AccountList
  clock: Clock
  log: Log
}

/** All ids that a person has and had: those that they moved to since they asked, and those from before. An id of before that somebody signed up with anew is theirs. */
const idsOf = async (deps: EraseDeps, reader: string): Promise<string[]> => {
  const ids = new Set([reader])
  for (const id of ids)
    for (const { movedTo } of await rowsOf(deps, id)) if (movedTo !== undefined) ids.add(movedTo)
  for (const id of ids)
    for (const former of await deps.people.formerIds(id)) {
      const rows = await rowsOf(deps, former)
      if (rows.every(({ movedTo }) => movedTo !== undefined)) ids.add(former)
    }
  return [...ids]
}

const isOlder = ({ status, statusAt, consentAt = statusAt }: Subscriber, than: Instant): boolean =>
  (status === 'pending' ? statusAt : consentAt) <= than

const eraseRows = async (deps: EraseDeps, id: string, rows: readonly Subscriber[]): Promise<void> => {
  for (const address of new Set(rows.map((row) => row.address))) await deps.accountList.remove(address)
  for (const { newsletter } of rows) await deps.subscribers.remove(newsletter, id)
}

/** Forgets a move that was not confirmed yet, with what waits for it at the new address. */
const forgetMoves = async (deps: EraseDeps, id: string): Promise<void> => {
  for (const to of await deps.people.moves(id)) {
    const rows = await rowsOf(deps, to)
    if (rows.some(({ status }) => status !== 'pending')) continue
    for (const { newsletter } of rows) await deps.subscribers.remove(newsletter, to)
    await deps.people.forget(to)
  }
}

/**
 * Erases all that is kept of a person, at their addresses before as well; what stays is the hash of each, so that no
 * import brings them back. Doing it again, after a crash at any point, completes it; but who came back since the
 * erasure that was asked for then is left alone, since a message may be delivered twice.
 */
export const erasePerson =
  (deps: EraseDeps) =>
  async (reader: string, askedAt: Instant = deps.clock()): Promise<void> => {
    const ids = await idsOf(deps, reader)
    let isBack = false
    for (const id of ids) {
      const before = await deps.suppressions.erasedAt(id)
      const isAgain = before !== undefined && before >= askedAt
      // Before all else, so that an import that runs at this moment cannot bring the address back.
      if (!isAgain) await deps.suppressions.put(id, 'erased', deps.clock())
      const rows = await rowsOf(deps, id)
      const left = isAgain ? rows.filter((row) => isOlder(row, before)) : rows
      isBack ||= left.length < rows.length
      await eraseRows(deps, id, left)
      await forgetMoves(deps, id)
    }
    // Last, and the reader's own at the very end: it names the former ids.
    if (!isBack) for (const id of ids.toReversed()) await deps.people.forget(id)
    deps.log('a person was erased', { reader, addresses: ids.length })
  }
