import { badRequest } from '#infra/local/ses/ses-error.ts'
import type { Attachment } from '#infra/local/ses/store/content-store.ts'

const MAX_BYTES = 40 * 1024 * 1024

/** A message is at most 40 MB after base64 (v2 API). */
export function checkMessageSize(bytes: number): void {
  if (bytes > MAX_BYTES) throw badRequest(`Message length is more than ${MAX_BYTES} bytes long: '${bytes}'.`)
}

/** A bulk call holds 1 to 50 entries. */
export function checkEntryCount(count: number): void {
  if (count < 1 || count > 50)
    throw badRequest(`BulkEmailEntries holds ${count} entries, 1 to 50 are allowed.`)
}

/** Attachments travel as base64 already; text and HTML grow by a third. */
export function messageBytes(texts: (string | undefined)[], attachments: Attachment[]): number {
  const text = texts.reduce((sum, part) => sum + Math.ceil((Buffer.byteLength(part ?? '') * 4) / 3), 0)
  return attachments.reduce((sum, attachment) => sum + attachment.RawContent.length, text)
}
