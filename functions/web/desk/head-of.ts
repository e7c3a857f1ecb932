import { may } from '#functions/core/access.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { NotFound } from '#functions/core/errors.ts'
import { statusSentence } from '#functions/core/status-sentence.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import { whatsNext } from '#functions/core/whats-next.ts'
import type { DeskContext } from './desk-route.ts'
import type { DigestTab } from './digest-head.tsx'
import { type LookingDeps, lookingAt } from './looking.ts'

export interface HeadDeps extends LookingDeps {
  digest: (ref: DigestRef) => Promise<Digest | undefined>
}

/** What the head of a digest's page shows, with the digest itself and how it is looked at. */
export const headOf = async (deps: HeadDeps, c: DeskContext, tab: DigestTab) => {
  const { ref, newsletter, person } = c.var
  const digest = await deps.digest(ref)
  if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
  const viewing: Viewing = await lookingAt(deps, c, newsletter, digest)
  return {
    digest,
    viewing,
    tab,
    sentence: statusSentence(digest, viewing),
    next: whatsNext(digest, viewing),
    isAdmin: may(person.grants, 'administer', newsletter.slug),
  }
}
