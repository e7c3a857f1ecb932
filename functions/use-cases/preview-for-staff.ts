import { deadlineOf } from '#functions/core/deadline.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestRefOf } from '#functions/core/digest-key.ts'
import { draftWarnings } from '#functions/core/draft-warnings.ts'
import { EVERYTHING, largestHtmlBytes, previewFor } from '#functions/core/edition-view.ts'
import { NotFound } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { previewPath } from '#functions/core/public-paths.ts'
import { type DraftFacts, PREVIEW_DAYS } from '#functions/core/tell-draft.ts'
import { variantFor, variantId } from '#functions/core/variant.ts'
import { type CheckDeps, draftFaults } from './draft-faults.ts'
import { obstaclesOf } from './obstacles-of.ts'
import type { Clock, Pages, SendingAccount } from './ports.ts'
import { type PreviewDeps, previewDigest } from './preview-digest.ts'

export interface StaffPreviewDeps extends PreviewDeps, CheckDeps {
  pages: Pages
  account: SendingAccount
  /** 24 random bytes in base64url. */
  newSecret: () => string
  clock: Clock
  leastApprovalSeconds: number
}

/** Renders a draft as it stands, and shows its page to whoever gets the link. */
export const previewForStaff = async (
  deps: StaffPreviewDeps,
  newsletter: Newsletter,
  digest: Digest,
): Promise<DraftFacts> => {
  const [ref, { revision }] = [digestRefOf(digest), digest]
  const edition = await previewDigest(deps)(ref, revision)
  const content = await deps.digests.content(ref, revision)
  if (content === undefined) throw new NotFound('The draft says nothing.')
  const obstacles = await obstaclesOf(deps.account, newsletter, digest)
  const token = deps.newSecret()
  await deps.pages.publishPreview(token, edition.page, plusDays(deps.clock(), PREVIEW_DAYS))
  return {
    content,
    deadline: deadlineOf(digest, deps),
    subject: previewFor(edition, variantId(variantFor(newsletter)), EVERYTHING).subject,
    previewUrl: `${deps.publicOrigin}${previewPath(token)}`,
    warnings: [
      ...draftWarnings(content, edition.plan, largestHtmlBytes(edition), obstacles),
      ...draftFaults(deps, newsletter, content, edition).map(({ words }) => words),
    ],
  }
}
