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

/** Many active readers of everything: rows as `subscribers.create` writes them, 25 a request. */
export const seedReaders = async (newsletter: string, count: number): Promise<Subscriber[]> => {
  const env = readDeskEnv()
  const pepper = await pepperSecret(new SecretsManagerClient({}), env.PEPPER_SECRET)()
  const table = tableOf(dynamoClient(), env.AUDIENCE_TABLE)
  const now = systemClock()
  const readers = Array.from({ length: count }, (_, number): Subscriber => {
    const address = `reader-${number}@mail.example`
    const id = readerIdOf(pepper, address)
    return { newsletter, id, address, status: 'active', categories: 'all', consentAt: now, statusAt: now }
  })
  const rows = readers.map(({ address: normalised, ...reader }) => ({
    ...readerKey(newsletter, reader.id),
    ...reader,
    normalised,
  }))
  const share = Math.ceil(rows.length / AT_ONCE)
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) =>
      table.putMany(rows.slice(index * share, (index + 1) * share)),
    ),
  )
  return readers
}
