import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import { SealKeys } from '#functions/core/seal-keys.ts'
import { SigningKeys } from '#functions/core/token.ts'

// Flat, since Secrets Manager can generate a value at the top of a secret only: `{"current": "k2", "k1": "…", "k2": "…"}`.
const Flat = z.object({ current: z.string() }).catchall(z.string())

/** With the ids of compromised keys in `compromised`, parted by commas. */
const StoredSigningKeys = Flat.transform(({ current, compromised = '', ...secrets }) => {
  const lost = compromised.split(',')
  const keys = Object.entries(secrets).map(([id, secret]) => [id, { secret, compromised: lost.includes(id) }])
  return { current, keys: Object.fromEntries(keys) }
}).pipe(SigningKeys)

const StoredSealKeys = Flat.transform(({ current, ...keys }) => ({ current, keys })).pipe(SealKeys)

const Pepper = z.strictObject({ pepper: z.string().min(32) })

const FRESH_MS = 10 * 60_000

/** A secret's JSON, parsed; read again after ten minutes, so that a new key is soon known everywhere. A failed read is not kept. */
const secret = <T>(client: SecretsManagerClient, id: string, schema: z.ZodType<T>, now: () => number) => {
  let kept: { value: Promise<T>; readAt: number } | undefined
  return (): Promise<T> => {
    if (kept !== undefined && now() - kept.readAt < FRESH_MS) return kept.value
    const value = client
      .send(new GetSecretValueCommand({ SecretId: id }))
      .then(({ SecretString }) => schema.parse(JSON.parse(SecretString ?? '')))
    kept = { value, readAt: now() }
    value.catch(() => {
      kept = undefined
    })
    return value
  }
}

export const signingKeysSecret = (client: SecretsManagerClient, id: string, now = Date.now) =>
  secret(client, id, StoredSigningKeys, now)

export const sealKeysSecret = (client: SecretsManagerClient, id: string, now = Date.now) =>
  secret(client, id, StoredSealKeys, now)

export const pepperSecret = (client: SecretsManagerClient, id: string, now = Date.now) => {
  const read = secret(client, id, Pepper, now)
  return async (): Promise<string> => (await read()).pepper
}
