const TIMEOUT_MS = 5000
/** Those of SNS have 2 KB. */
const MOST_BYTES = 65_536

/** The text of a certificate. Throws when it is not there at once, elsewhere, or large. */
export const fetchCertificate = async (url: string): Promise<string> => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`It is answered with ${response.status}.`)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > MOST_BYTES) throw new Error('It is too large for a certificate.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
