import { hkdfSync } from 'node:crypto'
import { EncryptJWT, errors, type JWTHeaderParameters, jwtDecrypt } from 'jose'
import type { SealKeys } from '#functions/core/seal-keys.ts'
import type { Seals } from '#functions/use-cases/staff-ports.ts'

/** Encrypted with the key itself, without another that would be wrapped in the token (RFC 7518, 4.5). */
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const
const KEY_BYTES = 32

/** The key for the cipher, from a secret of any length (RFC 5869). */
const keyOf = ({ keys }: SealKeys, id: string): Uint8Array | undefined => {
  const secret = Object.hasOwn(keys, id) ? keys[id] : undefined
  if (secret === undefined) return undefined
  return new Uint8Array(hkdfSync('sha256', secret, '', 'gazette seal', KEY_BYTES))
}

/** Encrypted JSON Web Tokens, each for one purpose, under a key that its header names. */
export const joseSeals = (sealKeys: () => Promise<SealKeys>): Seals => ({
  async seal(purpose, value, until) {
    const keys = await sealKeys()
    const key = keyOf(keys, keys.current)
    if (key === undefined) throw new RangeError(`No seal key ${keys.current}`)
    return new EncryptJWT({ value })
      .setProtectedHeader({ ...HEADER, kid: keys.current })
      .setAudience(purpose)
      .setExpirationTime(new Date(until))
      .encrypt(key)
  },

  async open(purpose, sealed, now) {
    const keys = await sealKeys()
    const keyFor = ({ kid }: JWTHeaderParameters): Uint8Array => {
      const key = kid === undefined ? undefined : keyOf(keys, kid)
      if (key === undefined) throw new errors.JWKSNoMatchingKey()
      return key
    }
    try {
      const { payload } = await jwtDecrypt(sealed, keyFor, {
        audience: purpose,
        currentDate: new Date(now),
        requiredClaims: ['exp'],
        keyManagementAlgorithms: [HEADER.alg],
        contentEncryptionAlgorithms: [HEADER.enc],
      })
      return payload.value
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  },
})
