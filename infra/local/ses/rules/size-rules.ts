import { badRequest } from '../ses-error.ts'

const MAX_BYTES = 40 * 1024 * 1024

/** A message is at most 40 MB after base64 (v2 API), which makes its parts a third larger. */
export const checkMessageSize = (parts: readonly string[]): void => {
  const bytes = parts.reduce((sum, part) => sum + Math.ceil((Buffer.byteLength(part) * 4) / 3), 0)
  if (bytes > MAX_BYTES) throw badRequest(`Message length is more than ${MAX_BYTES} bytes long: '${bytes}'.`)
}

/** A bulk call holds 1 to 50 entries. */
export const checkEntryCount = (count: number): void => {
  if (count < 1 || count > 50)
    throw badRequest(`BulkEmailEntries holds ${count} entries, 1 to 50 are allowed.`)
}
