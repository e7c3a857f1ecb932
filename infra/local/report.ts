import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Disposition } from '#functions/core/disposition.ts'
import { KEY_RANGES } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { approvedContent } from '#functions/use-cases/approved-content.ts'
import type { Desk } from '#functions/wiring/desk.ts'

export interface ReaderStanding {
  readonly id: string
  readonly disposition: Disposition
  readonly reason: string | null
}

/** How every reader of a sealed digest stands, from the ledger alone. */
export const standingsOf = async (desk: Desk, ref: DigestRef): Promise<ReaderStanding[]> =>
  Array.fromAsync(desk.allReadersOf(ref), ({ reader, disposition, reason = null }) => ({
    id: reader,
    disposition,
    reason,
  }))

export const allReaders = async (desk: Desk, newsletter: string): Promise<Map<string, Subscriber>> => {
  const readers = new Map<string, Subscriber>()
  for (const range of KEY_RANGES)
    for await (const reader of desk.subscribers.range(newsletter, range)) readers.set(reader.id, reader)
  return readers
}

const reasonsIn = (standings: readonly ReaderStanding[]): string => {
  const counts = Map.groupBy(
    standings.filter(({ reason }) => reason !== null),
    ({ reason }) => reason ?? '',
  )
  const told = [...counts].map(([reason, all]) => `${all.length} ${reason}`)
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

/** One digest in two lines, and a third that names who is uncertain, if anybody is. */
export const tellDigest = async (desk: Desk, digest: Digest): Promise<string> => {
  const state = `${digestKey(digest)}: ${digest.status}${digest.reason ? `, ${digest.reason}` : ''}`
  if (digest.totals === undefined) return state
  const { entries, sections } = await approvedContent(desk.digests, digest)
  const { audience, accepted, failed, excluded, uncertain, waiting } = digest.totals
  const counts = [
    `${accepted} accepted`,
    `${failed} failed`,
    `${excluded} excluded`,
    `${uncertain} uncertain`,
  ]
  if (waiting > 0) counts.push(`${waiting} waiting`)
  const standings = await standingsOf(desk, digest)
  const unsure = standings.filter(({ disposition }) => disposition === 'uncertain').map(({ id }) => id)
  const lines = [
    `${state}; ${entries.length} entries in ${sections.length} categories`,
    `${audience} readers: ${counts.join(', ')}${reasonsIn(standings)}`,
  ]
  if (unsure.length > 0) lines.push(`uncertain: ${unsure.join(' ')}`)
  return lines.join('\n  ')
}
