import { mailedAddress, normaliseAddress } from '#functions/core/address.ts'
import { Invalid } from '#functions/core/errors.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Subscribers, Suppressions } from './ports.ts'

interface Deps {
  subscribers: Subscribers
  suppressions: Suppressions
  pepper: () => Promise<string>
}

/** Adds a reader. The row is written first and the suppression read after, for a reason told in `suppress`. */
export const addSubscriber =
  (deps: Deps) =>
  async (given: Omit<Subscriber, 'id' | 'suppressed'>): Promise<Subscriber> => {
    const normalised = normaliseAddress(given.address)
    if (normalised === undefined)
      throw new Invalid(`“${given.address}” is not an address that SES can mail to.`)
    const id = readerIdOf(await deps.pepper(), normalised)
    const subscriber: Subscriber = { ...given, id, address: mailedAddress(given.address, normalised) }
    await deps.subscribers.put(subscriber)
    const cause = await deps.suppressions.get(id)
    if (cause === undefined) return subscriber
    return (await deps.subscribers.update(given.newsletter, id, { suppressed: cause })) ?? subscriber
  }
