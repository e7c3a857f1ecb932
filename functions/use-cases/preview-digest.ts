import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { bindEdition, type Edition } from '#functions/core/edition.ts'
import { NotFound } from '#functions/core/errors.ts'
import { planOf } from '#functions/core/placement.ts'
import { variantId } from '#functions/core/variant.ts'
import type { Digests, EditionRenderer, Newsletters } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  renderer: EditionRenderer
}

/** Renders a revision into its edition: the very object that approval hashes, mails carry and the archive shows. */
export const previewDigest =
  (deps: Deps) =>
  async (ref: DigestRef, revision: number): Promise<Edition> => {
    const [newsletter, content] = await Promise.all([
      deps.newsletters.get(ref.newsletter),
      deps.digests.content(ref, revision),
    ])
    if (newsletter === undefined || content === undefined)
      throw new NotFound(`There is no revision ${revision} of ${digestKey(ref)}.`)
    const input = { newsletter, digest: ref, content, plan: planOf(content) }
    const full = variantId(newsletter)
    const { html, ...text } = await deps.renderer.variant(input, full)
    const parts = { [full]: { html, ...text }, [variantId(newsletter, { layout: 'plain' })]: text }
    const edition = bindEdition(ref, revision, input.plan, parts, await deps.renderer.page(input))
    return { ...edition, ...(newsletter.tracking && { tracked: true }) }
  }
