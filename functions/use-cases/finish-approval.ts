import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { finishApproval as approved, noteStored, refuseApproval } from '#functions/core/digest-verbs.ts'
import { type Edition, templateName, type VariantParts } from '#functions/core/edition.ts'
import { Conflict, ExpectedError } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { shownPosts, usedPosts } from '#functions/core/used-posts.ts'
import { approvedContent } from './approved-content.ts'
import { checkEdition, sampleViews } from './check-edition.ts'
import { claimHolds } from './claim-holds.ts'
import type {
  Digests,
  EditionRenderer,
  Editions,
  Newsletters,
  OwnTemplates,
  Pages,
  Posts,
  Templates,
} from './ports.ts'
import { previewDigest } from './preview-digest.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  posts: Posts
  editions: Editions
  pages: Pages
  templates: Templates
  ownTemplates: OwnTemplates
  renderer: EditionRenderer
}

/** Claims every post for this digest, or says which of those that it shows another digest holds; of one that it leaves out it does not matter which digest used it up. A round-up tells again what was told, and claims nothing. */
const claimPosts = async (deps: Deps, digest: Digest, approvedAt: Instant): Promise<void> => {
  const { newsletter, kind } = digest
  if (kind === 'round-up') return
  const content = await approvedContent(deps.digests, digest)
  const claim = { digest: digestKey(digest), approvedAt }
  const shown = shownPosts(content)
  for (const id of usedPosts(content)) {
    const post = await deps.posts.get(newsletter, id)
    if (post === undefined) throw new Conflict(`Its post ${id} is no longer there.`)
    const held = post.usedIn
    const isMine = held?.digest === claim.digest && held.approvedAt === approvedAt
    const isTaken = !isMine && (await claimHolds(deps.digests, held))
    if (isTaken && !shown.has(id)) continue
    if (isTaken) throw new Conflict(`“${post.title}” is used in ${held?.digest}.`)
    if (!(await deps.posts.claim(newsletter, post.id, claim, held)))
      throw new Conflict(`“${post.title}” was taken by another digest just now.`)
  }
}

/** Text alone that is the text of a variant with HTML, whose views are all looked at: SES renders one such view a second. */
const isLookedAtElsewhere = ({ variants }: Edition, { html, text }: VariantParts): boolean =>
  html === undefined &&
  Object.values(variants).some((other) => other.html !== undefined && other.text === text)

const storeAndCheck = async (deps: Deps, edition: Edition): Promise<void> => {
  for (const [id, { sha256: _, ...parts }] of Object.entries(edition.variants)) {
    const name = templateName(edition.hash, id)
    await deps.templates.store(name, parts)
    const views = sampleViews(edition.plan)
    for (const values of isLookedAtElsewhere(edition, parts) ? views.slice(0, 1) : views)
      checkEdition(parts, values, await deps.templates.testRender(name, values))
  }
}

/** What the approval's worker does: render again, compare, claim, store, check against SES; then approved, or back to draft with the reason. */
export const finishApproval =
  (deps: Deps) =>
  async (ref: DigestRef): Promise<Digest | undefined> => {
    let digest = await deps.digests.get(ref)
    if (digest?.status !== 'approving' || digest.approval === undefined) return undefined
    const { revision, editionHash, automatic, at: approvedAt } = digest.approval
    try {
      const edition = await previewDigest(deps)(ref, revision)
      if (!automatic && edition.hash !== editionHash)
        throw new Conflict('The digest no longer renders as it was shown. Look at it again and approve that.')
      await claimPosts(deps, digest, approvedAt)
      await deps.editions.save(edition)
      digest = await deps.digests.replace(noteStored(digest, edition))
      await storeAndCheck(deps, edition)
      await deps.pages.publish(ref, edition.page)
      return await deps.digests.replace(approved(digest, edition))
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      return deps.digests.replace(refuseApproval(digest, error.message))
    }
  }
