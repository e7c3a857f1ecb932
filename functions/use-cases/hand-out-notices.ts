import type { Digest } from '#functions/core/digest.ts'
import { digestRefOf } from '#functions/core/digest-key.ts'
import { withoutOwed } from '#functions/core/digest-verbs.ts'
import type { NoticeMessage } from './notice-message.ts'
import type { Digests, Queue } from './ports.ts'

export interface NoticeDeps {
  digests: Digests
  notices: Queue<NoticeMessage>
}

/** Has staff told what a digest owes them, and answers with the digest as it then stands. */
export const handOutNotices = async ({ digests, notices }: NoticeDeps, listed: Digest): Promise<Digest> => {
  if (listed.owed === undefined) return listed
  // The listing lags: what it still owes there may be handed out already.
  const digest = await digests.get(listed)
  if (digest?.owed === undefined) return digest ?? listed
  // Asked first, marked second: a crash between the two, or another writer, tells twice, and never not at all.
  const ref = digestRefOf(digest)
  await notices.send(digest.owed.map((notice) => ({ message: { ...ref, notice } })))
  return digests.replace(withoutOwed(digest))
}
