import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Revision } from '#functions/core/entry.ts'
import { digestOf } from './digest-of.ts'
import type { Digests } from './ports.ts'

/** The revisions that led to one, newest first, of so many rows; `before` is where the next page goes on. What an editor saved while another was faster led nowhere: the digest never said it. */
export const revisionsTo = async (
  digests: Pick<Digests, 'revisions'>,
  ref: DigestRef,
  revision: number,
  limit: number,
): Promise<{ revisions: Revision[]; before?: number }> => {
  const revisions: Revision[] = []
  let next = revision
  for (const row of await digests.revisions(ref, revision + 1, limit)) {
    if (row.revision > next) continue
    revisions.push(row)
    // Of one from before this was kept, the one before it is as good as sure.
    next = row.madeFrom ?? row.revision - 1
  }
  return { revisions, ...(next > 0 && next < revision && { before: next + 1 }) }
}

const PAGE = 20

/** What a digest said one after the other, a page at a time: who saved each revision, when, and what they changed. */
export const digestRevisions =
  (deps: { digests: Pick<Digests, 'get' | 'revisions'> }) =>
  async (ref: DigestRef, before?: number): Promise<{ revisions: Revision[]; before?: number }> => {
    const latest = (await digestOf(deps.digests, ref)).revision
    return revisionsTo(deps.digests, ref, before === undefined ? latest : before - 1, PAGE)
  }
