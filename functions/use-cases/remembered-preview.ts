import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { Edition } from '#functions/core/edition.ts'
import { hexId } from '#functions/core/hex-id.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { previewDigest } from './preview-digest.ts'

/** Of 100 to 500 kB each. */
const MOST_REMEMBERED = 16

export type RememberedPreview = (newsletter: Newsletter, ref: DigestRef, revision: number) => Promise<Edition>

/** Renders a revision once for all who look at it while nothing of its newsletter changes. A revision is never written over, so what was rendered stays true. */
export const rememberedPreview = (preview: ReturnType<typeof previewDigest>): RememberedPreview => {
  const remembered = new Map<string, Promise<Edition>>()
  return (newsletter, ref, revision) => {
    const key = `${digestKey(ref)}#${revision}#${hexId(JSON.stringify(newsletter))}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const edition = preview(ref, revision)
    remembered.set(key, edition)
    edition.catch(() => remembered.delete(key))
    const [oldest] = remembered.keys()
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return edition
  }
}
