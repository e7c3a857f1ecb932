import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import type { Edition } from '#functions/core/edition.ts'
import { hexId } from '#functions/core/hex-id.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Editions } from './ports.ts'
import type { previewDigest } from './preview-digest.ts'

interface Deps {
  editions: Pick<Editions, 'get'>
  preview: ReturnType<typeof previewDigest>
}

/** A revision of a digest as it is mailed, or would be. */
export type ShownEdition = (newsletter: Newsletter, digest: Digest, revision: number) => Promise<Edition>

/** Of 100 to 500 kB each. */
const MOST_REMEMBERED = 16

/** The hash under which a revision is kept since it was approved. */
const approvedHash = ({ status, approval }: Digest, revision: number): string | undefined =>
  status !== 'approving' && approval?.revision === revision ? approval.editionHash : undefined

/** Renders a revision once for all who look at it while nothing of its newsletter changes; a revision is never written over, so what was rendered stays true. One that was approved is shown as it was approved, whatever was set since. */
export const shownEdition = ({ editions, preview }: Deps): ShownEdition => {
  const remembered = new Map<string, Promise<Edition>>()
  const remember = (key: string, make: () => Promise<Edition>): Promise<Edition> => {
    const known = remembered.get(key)
    if (known !== undefined) return known
    const edition = make()
    remembered.set(key, edition)
    edition.catch(() => remembered.delete(key))
    const [oldest] = remembered.keys()
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return edition
  }
  return (newsletter, digest, revision) => {
    const key = digestKey(digest)
    const render = () => preview(digestRefOf(digest), revision)
    const hash = approvedHash(digest, revision)
    return hash === undefined
      ? remember(`${key}#${revision}#${hexId(JSON.stringify(newsletter))}`, render)
      : remember(`${key}#${hash}`, async () => (await editions.get(key, hash)) ?? render())
  }
}
