import { mailedAddress, normaliseAddress } from '#functions/core/address.ts'
import { Invalid } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Subscribers, Suppressions } from './ports.ts'

export interface AddDeps {
  subscribers: Subscribers
  suppressions: Suppressions
  pepper: () => Promise<string>
}

/** Adds a reader, or answers with the row that the address has: adding never revives who left. A suppression is read before the row is written, so that it is on it from the start, and again after, for a reason told in `suppress`. */
export const addSubscriber =
  (deps: AddDeps) =>
  async (given: Omit<Subscriber, 'id' | 'suppressed'>, expiresAt?: Instant): Promise<Subscriber> => {
    const normalised = normaliseAddress(given.address)
    if (normalised === undefined)
      throw new Invalid(`“${given.address}” is not an address that SES can mail to.`)
    const id = readerIdOf(await deps.pepper(), normalised)
    const suppressed = await deps.suppressions.get(id)
    const subscriber = { ...given, id, suppressed, address: mailedAddress(given.address, normalised) }
    if (!(await deps.subscribers.create(subscriber, expiresAt)))
      return (await deps.subscribers.get(given.newsletter, id)) ?? subscriber
    const cause = await deps.suppressions.get(id)
    if (cause === suppressed) return subscriber
    return (await deps.subscribers.update(given.newsletter, id, { suppressed: cause ?? null })) ?? subscriber
  }
