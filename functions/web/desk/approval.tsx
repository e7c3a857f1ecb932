import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { HOLD_SECONDS } from '#functions/core/digest-verbs.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { isSamePerson } from '#functions/core/same-person.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import type { Review } from '#functions/use-cases/review-digest.ts'
import { editorOf } from './editor-of.ts'
import { When } from './when.tsx'

export const HOLD_MINUTES = HOLD_SECONDS / 60

/** Why somebody may not approve it just now; undefined when they may. */
export const reasonAgainst = (
  newsletter: Newsletter,
  person: StaffMember,
  { content, checks }: Review,
): string | undefined => {
  const isOwn = isSamePerson({ by: content.savedBy, person: content.editorId }, editorOf(person))
  if (newsletter.approval === 'four-eyes' && isOwn)
    return 'You edited it last, and this newsletter wants somebody else to approve it.'
  return checks.some(({ level }) => level === 'bad')
    ? 'What is in the way must be put right first.'
    : undefined
}

/** Asks for approval of what a page shows; `against` says why somebody may not just now. */
export const Approve = ({
  digest,
  review,
  against,
}: {
  digest: Digest
  review: Review
  against: string | undefined
}) => (
  <section class="card" aria-labelledby="approve-title">
    <h2 id="approve-title">Approve it</h2>
    <p>
      What is approved is what this page shows, to the letter: revision {review.content.revision}, edition{' '}
      <code>{review.edition.hash.slice(0, 12)}</code>. An edit afterwards takes the approval back. It leaves
      no earlier than {HOLD_MINUTES} minutes after it was approved, so that it can still be stopped.
    </p>
    <form method="post" action={`${deskPath(digest)}/approve`} class="row">
      <input type="hidden" name="revision" value={String(review.content.revision)} />
      <input type="hidden" name="hash" value={review.edition.hash} />
      <button
        type="submit"
        class="primary big"
        id="approve-button"
        aria-disabled={against === undefined ? undefined : 'true'}
        data-why={against}
        aria-describedby={against === undefined ? undefined : 'approve-against'}
      >
        Approve
      </button>
    </form>
    {against !== undefined && (
      <p class="notice warn" id="approve-against">
        {against}
      </p>
    )}
  </section>
)

/** Who approved what, and a way to have it leave now. */
export const Approved = ({ digest, zone }: { digest: Digest; zone: string }) => {
  const { approval, attempt, dueAt } = digest
  if (approval === undefined) return null
  return (
    <section class="card" aria-labelledby="approved-title">
      <h2 id="approved-title">Approved by {approval.by}</h2>
      <p>
        Revision {approval.revision}, edition <code>{approval.editionHash.slice(0, 12)}</code>, at{' '}
        <When at={approval.at} zone={zone} />.
      </p>
      {digest.status === 'approved' && attempt === undefined && (
        <form method="post" action={`${deskPath(digest)}/send-now`} class="stack tight">
          <p class="quiet">
            It is due <When at={dueAt} zone={zone} />. Sending it now still leaves {HOLD_MINUTES} minutes to
            stop it.
          </p>
          <div>
            <button type="submit" id="send-now">
              Send it in {HOLD_MINUTES} minutes
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

/** Whose approval an edit took back. */
export const Revoked = ({ digest }: { digest: Digest }) => {
  const { revoked, revision } = digest
  if (revoked === undefined) return null
  return (
    <div class="notice warn">
      <p>
        {revoked.by} had approved revision {revoked.revision}; an edit after it took the approval back.
      </p>
      <p>
        <a href={`${deskPath(digest)}/revisions/${revision}?from=${revoked.revision}`}>
          See what changed since, and by whom
        </a>
      </p>
    </div>
  )
}
