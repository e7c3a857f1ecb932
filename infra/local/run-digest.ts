import type { Digest } from '#functions/core/digest.ts'
import { isOpen } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
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

/** Follows a newsletter's newest digest, approving its draft, until it is over. */
export const runDigest = async (
  desk: Desk,
  newsletter: string,
  since: string,
  watch: Watch,
): Promise<Digest> => {
  for (let looks = 0; looks < watch.mostLooks; looks += 1) {
    const [digest] = await desk.digests.latest(newsletter, 1)
    if (digest !== undefined && digest.date >= since) {
      if (digest.status === 'draft' && digest.reason !== undefined)
        throw new Error(`The approval of ${digestKey(digest)} was refused: ${digest.reason}`)
      if (digest.status === 'draft') await approveAsShown(desk, digest)
      if (digest.status === 'paused') throw new Error(`${digestKey(digest)} is paused: ${digest.reason}`)
      if (!isOpen(digest)) return digest
    }
    await watch.next()
  }
  throw new Error(`No digest of ${newsletter} was finished in time.`)
}
