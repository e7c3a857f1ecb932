import { deadlineOf } from '#functions/core/deadline.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestRefOf } from '#functions/core/digest-key.ts'
import { draftWarnings } from '#functions/core/draft-warnings.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import { NotFound } from '#functions/core/errors.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Plan } from '#functions/core/placement.ts'
import { previewPath } from '#functions/core/public-paths.ts'
import { type DraftFacts, PREVIEW_DAYS } from '#functions/core/tell-draft.ts'
import { variantId } from '#functions/core/variant.ts'
import { CONSTANTS, fillView } from '#functions/core/view.ts'
import { sampleViews } from './check-edition.ts'
import { obstaclesOf } from './obstacles-of.ts'
import type { Clock, Digests, EditionRenderer, Newsletters, Pages, SendingAccount } from './ports.ts'
import { previewDigest } from './preview-digest.ts'

export interface StaffPreviewDeps {
  newsletters: Newsletters
  digests: Digests
  renderer: EditionRenderer
  pages: Pages
  account: SendingAccount
  /** 24 random bytes in base64url. */
  newSecret: () => string
  clock: Clock
  leastApprovalSeconds: number
  publicOrigin: string
}

const largestView = ({ html = '' }: VariantParts, plan: Plan): number =>
  Math.max(...sampleViews(plan).map((values) => Buffer.byteLength(fillView(html, values))))

/** Renders a draft as it stands, and shows its page to whoever gets the link. */
export const previewForStaff = async (
  deps: StaffPreviewDeps,
  newsletter: Newsletter,
  digest: Digest,
): Promise<DraftFacts> => {
  const [ref, { revision }] = [digestRefOf(digest), digest]
  const { plan, page, variants } = await previewDigest(deps)(ref, revision)
  const content = await deps.digests.content(ref, revision)
  const full = variants[variantId(newsletter)]
  if (content === undefined || full === undefined) throw new NotFound('The draft says nothing.')
  const obstacles = await obstaclesOf(deps.account, newsletter, digest)
  const token = deps.newSecret()
  await deps.pages.publishPreview(token, page, plusDays(deps.clock(), PREVIEW_DAYS))
  return {
    content,
    deadline: deadlineOf(digest, deps),
    subject: fillView(full.subject, CONSTANTS),
    previewUrl: `${deps.publicOrigin}${previewPath(token)}`,
    warnings: draftWarnings(content, largestView(full, plan), obstacles),
  }
}
