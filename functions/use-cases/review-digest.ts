import type { AudienceEstimate } from '#functions/core/audience-estimate.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import type { Edition } from '#functions/core/edition.ts'
import { largestHtmlBytes } from '#functions/core/edition-view.ts'
import type { Content } from '#functions/core/entry.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Check, reviewChecks } from '#functions/core/review-checks.ts'
import type { CheckDeps } from './draft-faults.ts'
import { obstaclesOf } from './obstacles-of.ts'
import type { Acts, Clock, Digests, Ledger, SendingAccount } from './ports.ts'
import { rememberedFaults } from './remembered-faults.ts'
import type { ShownEdition } from './shown-edition.ts'

interface Deps extends CheckDeps {
  digests: Digests
  acts: Acts
  ledger: Ledger
  account: SendingAccount
  edition: ShownEdition
  clock: Clock
}

export interface Review {
  readonly content: Content
  readonly edition: Edition
  readonly htmlBytes: number
  readonly checks: readonly Check[]
}

const LOOK_BACK = 6

/** How many were frozen for the latest digest of its kind that was sent. */
const lastReaders = async ({ digests, ledger }: Deps, digest: Digest): Promise<number | undefined> => {
  const earlier = await digests.latest(digest.newsletter, LOOK_BACK)
  const last = earlier.find(
    (one) => one.kind === digest.kind && one.date < digest.date && one.firstCallAt !== undefined,
  )
  return last && (await ledger.audience(digestKey(last)))?.members
}

/** All that is to be known of a revision before it is approved: the edition, and what was checked. */
export const reviewDigest = (deps: Deps) => {
  const faultsOf = rememberedFaults(deps)
  return async (
    newsletter: Newsletter,
    digest: Digest,
    revision: number,
    readers: AudienceEstimate | undefined,
  ): Promise<Review> => {
    const ref: DigestRef = digestRefOf(digest)
    const [content, edition, acts, obstacles, last] = await Promise.all([
      deps.digests.content(ref, revision),
      deps.edition(newsletter, digest, revision),
      deps.acts.list(ref),
      obstaclesOf(deps.account, newsletter, digest),
      lastReaders(deps, digest),
    ])
    if (content === undefined) throw new NotFound(`${digestKey(ref)} has no revision ${revision}.`)
    const htmlBytes = largestHtmlBytes(edition)
    const checks = reviewChecks({
      content,
      plan: edition.plan,
      htmlBytes,
      obstacles,
      faults: faultsOf(newsletter, content, edition),
      acts,
      readers,
      lastReaders: last,
      now: deps.clock(),
    })
    return { content, edition, htmlBytes, checks }
  }
}
