import { type Digest, isOpen } from '#functions/core/digest.ts'
import type { Desk } from '#functions/wiring/desk.ts'

export const EDITOR = 'sample editor'

/** Does the editor's part of a digest, as the desk would: looks at the preview and approves exactly that. */
export const approveAsShown = async (desk: Desk, digest: Digest): Promise<void> => {
  const { hash } = await desk.previewDigest(digest, digest.revision)
  await desk.approveDigest(digest, { revision: digest.revision, editionHash: hash, by: EDITOR })
}

export interface Watch {
  /** Looks at the newest digest again after a while. */
  next(): Promise<void>
  readonly mostLooks: number
}

/** Where following ends: the digest is over, or a person must look at it. */
const isAtRest = (digest: Digest): boolean =>
  !isOpen(digest) ||
  digest.status === 'paused' ||
  digest.status === 'held' ||
  (digest.status === 'draft' && digest.reason !== undefined)

/** Follows a newsletter's newest regular digest, approving its draft, until it is at rest. */
export const runDigest = async (
  desk: Desk,
  newsletter: string,
  since: string,
  watch: Watch,
): Promise<Digest | undefined> => {
  for (let looks = 0; looks < watch.mostLooks; looks += 1) {
    const digest = (await desk.digests.latest(newsletter, 2)).find(({ kind }) => kind === 'regular')
    if (digest !== undefined && digest.date >= since) {
      if (isAtRest(digest)) return digest
      if (digest.status === 'draft') await approveAsShown(desk, digest)
    }
    await watch.next()
  }
  return undefined
}
