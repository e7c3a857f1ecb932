import type { AccountList, Clock, Log, Newsletters, People, Subscribers, Suppressions } from './ports.ts'

export interface EraseDeps {
  newsletters: Newsletters
  subscribers: Subscribers
  suppressions: Suppressions
  people: People
  accountList: AccountList
  clock: Clock
  log: Log
}

const eraseId = async (deps: EraseDeps, id: string): Promise<void> => {
  // Before all else, so that an import that runs at this moment cannot bring the address back.
  const cause = await deps.suppressions.put(id, 'erased', deps.clock())
  const slugs = await deps.newsletters.slugs()
  for (const slug of slugs) await deps.subscribers.update(slug, id, { suppressed: cause })
  const addresses = new Set<string>()
  for (const slug of slugs) {
    const row = await deps.subscribers.get(slug, id)
    if (row !== undefined) addresses.add(row.address)
  }
  for (const address of addresses) await deps.accountList.remove(address)
  for (const slug of slugs) await deps.subscribers.remove(slug, id)
}

/** Erases all that is kept of a person, at their addresses before as well; what stays is the hash of each, so that no import brings them back. Doing it again, after a crash at any point, completes it. */
export const erasePerson =
  (deps: EraseDeps) =>
  async (reader: string): Promise<void> => {
    const pending = [reader]
    const all = new Set<string>()
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (all.has(id)) continue
      all.add(id)
      pending.push(...(await deps.people.formerIds(id)))
    }
    for (const id of all) await eraseId(deps, id)
    // Last, and the reader's own at the very end: it names the former ids.
    for (const id of [...all].reverse()) await deps.people.forget(id)
    deps.log('a person was erased', { reader, addresses: all.size })
  }
