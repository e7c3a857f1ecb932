import { mailedAddress, normaliseAddress } from '#functions/core/address.ts'
import { Conflict, Invalid } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { isBouncing } from '#functions/core/soft-bounces.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type MarkDeps, markSuppressed } from './mark-suppressed.ts'
import type { SoftBounces } from './ports.ts'

export interface AddDeps extends MarkDeps {
  softBounces: SoftBounces
  pepper: () => Promise<string>
}

/** Adds a reader, or answers with the row that the address has: adding never revives who left. What stands against the id is read before the row is written, so that it is on it from the start, and again after, for a reason told in `markSuppressed`. Throws Conflict for who was erased, unless the row waits for their confirmation. */
export const addSubscriber =
  (deps: AddDeps) =>
  async (
    given: Omit<Subscriber, 'id' | 'suppressed' | 'bouncing'>,
    expiresAt?: Instant,
  ): Promise<Subscriber> => {
    const { newsletter } = given
    const normalised = normaliseAddress(given.address)
    if (normalised === undefined)
      throw new Invalid(`“${given.address}” is not an address that SES can mail to.`)
    const id = readerIdOf(await deps.pepper(), normalised)
    const mayNot = async (): Promise<boolean> =>
      expiresAt === undefined && (await deps.suppressions.erasedAt(id)) !== undefined
    const refusal = new Conflict(
      `Reader ${id} was erased. Only the owner of the address can come back, by signing up.`,
    )
    if (await mayNot()) {
      const row = await deps.subscribers.get(newsletter, id)
      if (row === undefined) throw refusal
      return row
    }
    const subscriber: Subscriber = {
      ...given,
      id,
      address: mailedAddress(given.address, normalised),
      suppressed: await deps.suppressions.get(id),
      ...(isBouncing(await deps.softBounces.get(id)) && { bouncing: true }),
    }
    const isNew = await deps.subscribers.create(subscriber, expiresAt)
    if (isNew && (await mayNot())) {
      await deps.subscribers.remove(newsletter, id)
      throw refusal
    }
    return (await markSuppressed(deps, newsletter, id)) ?? subscriber
  }
