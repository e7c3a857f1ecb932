import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { describe, expect, test } from 'vitest'
import { sealKeysSecret, signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'

const ONE = '1'.repeat(64)
const TWO = '2'.repeat(64)

/** Answers with each of the secrets in turn, the last one for ever. */
const holding = (...secrets: object[]) => {
  let reads = 0
  const send = async () => {
    reads += 1
    return { SecretString: JSON.stringify(secrets[Math.min(reads, secrets.length) - 1]) }
  }
  return { client: { send } as unknown as SecretsManagerClient, reads: () => reads }
}

describe('the secret of the seals', () => {
  test('names its keys, and the one that seals now', async () => {
    const { client } = holding({ current: 's2', s1: ONE, s2: TWO })
    expect(await sealKeysSecret(client, 'desk')()).toEqual({ current: 's2', keys: { s1: ONE, s2: TWO } })
  })

  test('is read again after ten minutes, and at once when it could not be read', async () => {
    let now = 0
    const { client, reads } = holding({ current: 's1', s1: 'short' }, { current: 's1', s1: ONE })
    const keys = sealKeysSecret(client, 'desk', () => now)
    await expect(keys()).rejects.toThrow()
    await keys()
    await keys()
    expect(reads()).toBe(2)
    now = 10 * 60_000
    await keys()
    expect(reads()).toBe(3)
  })

  test('knows no compromised keys: one that was lost is taken away', async () => {
    const { client } = holding({ current: 's1', s1: ONE, compromised: 's2' })
    await expect(sealKeysSecret(client, 'desk')()).rejects.toThrow('compromised')
  })
})

test('the secret of the signatures names its keys, and which of them are compromised', async () => {
  const { client } = holding({ current: 'k2', compromised: 'k1', k1: ONE, k2: TWO })
  expect(await signingKeysSecret(client, 'signing')()).toEqual({
    current: 'k2',
    keys: { k1: { secret: ONE, compromised: true }, k2: { secret: TWO, compromised: false } },
  })
})
