import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { readerKey } from '#functions/adapters/dynamodb/audience-keys.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { pepperSecret } from '#functions/adapters/secrets/secrets.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { dynamoClient } from '#functions/wiring/clients.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { readDeskEnv } from '#functions/wiring/env.ts'

const AT_ONCE = 4

/** Rows of readers as `subscribers.create` writes them, 25 a request. Of addresses that are their own normal form. */
export const putReaders = async (readers: readonly Subscriber[]): Promise<void> => {
  const table = tableOf(dynamoClient(), readDeskEnv().AUDIENCE_TABLE)
  const rows = readers.map(({ address: normalised, ...reader }) => ({
    ...readerKey(reader.newsletter, reader.id),
    ...reader,
    normalised,
  }))
  const share = Math.ceil(rows.length / AT_ONCE)
  const parts = Array.from({ length: AT_ONCE }, (_, index) => rows.slice(index * share, (index + 1) * share))
  await Promise.all(parts.map((part) => table.putMany(part)))
}

/** The secret by which readers are known. */
export const pepperNow = (): Promise<string> =>
  pepperSecret(new SecretsManagerClient({}), readDeskEnv().PEPPER_SECRET)()

/** Many active readers of everything. */
export const seedReaders = async (newsletter: string, count: number): Promise<Subscriber[]> => {
  const pepper = await pepperNow()
  const now = systemClock()
  const readers = Array.from({ length: count }, (_, number): Subscriber => {
    const address = `reader-${number}@mail.example`
    const id = readerIdOf(pepper, address)
    return { newsletter, id, address, status: 'active', categories: 'all', consentAt: now, statusAt: now }
  })
  await putReaders(readers)
  return readers
}
