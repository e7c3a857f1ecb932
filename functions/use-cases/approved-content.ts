import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Digests } from './ports.ts'

/** What the approved revision of a digest says. That it is there is a promise of drafting and approval: its absence is a bug. */
export const approvedContent = async (
  digests: Pick<Digests, 'content'>,
  digest: Digest,
): Promise<Content> => {
  const content = digest.approval && (await digests.content(digest, digest.approval.revision))
  if (content === undefined) throw new Error(`${digestKey(digest)} has no approved content.`)
  return content
}
