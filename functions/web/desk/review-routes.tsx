import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Job } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import type { approveDigest } from '#functions/use-cases/approve-digest.ts'
import type { Review } from '#functions/use-cases/review-digest.ts'
import type { sendNow } from '#functions/use-cases/send-now.ts'
import { leadTo } from './answers.ts'
import { Approve, Approved, HOLD_MINUTES, Revoked, reasonAgainst } from './approval.tsx'
import { ChecksCard, SizeMeter } from './checklist.tsx'
import type { DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import { DryRun } from './dry-run.tsx'
import { editorOf } from './editor-of.ts'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { ReviewFacts, subjectFor } from './review-facts.tsx'

export interface ReviewDeps extends HeadDeps {
  review: (
    newsletter: Newsletter,
    digest: Digest,
    revision: number,
    readers: Viewing['readers'],
  ) => Promise<Review>
  /** The newest dry run of a digest, whether it is done or not. */
  dryRun: (ref: DigestRef) => Promise<Job | undefined>
  askForDryRun: (ref: DigestRef, revision: number, by: string) => Promise<Job>
  approve: ReturnType<typeof approveDigest>
  sendNow: ReturnType<typeof sendNow>
}

const Asked = z.object({
  revision: z.coerce.number<string>().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Review, dry run, approval. */
export const reviewRoutes = (deps: ReviewDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest/review',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref } = c.var
      const head = await headOf(deps, c, 'review')
      const { digest, viewing } = head
      const isDraft = digest.status === 'draft'
      const revision = digest.approval?.revision ?? digest.revision
      const [review, dryRun] = await Promise.all([
        digest.revision === 0 ? undefined : deps.review(newsletter, digest, revision, viewing.readers),
        deps.dryRun(ref),
      ])
      const children = (
        <>
          <DigestHead {...head} />
          <Revoked digest={digest} />
          <div class="columns">
            <div class="stack">
              {review !== undefined && (
                <ReviewFacts newsletter={newsletter} review={review} sentence={head.sentence} />
              )}
              <DryRun
                job={dryRun}
                newsletter={newsletter}
                path={deskPath(ref)}
                now={c.var.now}
                zone={c.var.zone}
              />
            </div>
            <div class="stack">
              {review !== undefined && (
                <ChecksCard checks={review.checks} content={review.content} digest={ref} />
              )}
              {isDraft && review !== undefined && (
                <Approve
                  digest={digest}
                  review={review}
                  against={reasonAgainst(newsletter, c.var.person, review)}
                />
              )}
              <Approved digest={digest} zone={c.var.zone ?? newsletter.zone} />
            </div>
          </div>
        </>
      )
      return c.html(
        page(c, { title: `Review: ${digestTitle(ref)}`, newsletter, room: 'digest', wide: true, children }),
      )
    },
  },
  {
    method: 'GET',
    path: '/desk/digests/:digest/checks',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref } = c.var
      const { digest, viewing } = await headOf(deps, c, 'review')
      const { checks, content, edition, htmlBytes } = await deps.review(
        newsletter,
        digest,
        digest.revision,
        viewing.readers,
      )
      const children = (
        <ChecksCard checks={checks} content={content} digest={ref}>
          <p>
            Its subject:{' '}
            <b>
              <bdi>{subjectFor(edition, newsletter)}</bdi>
            </b>
          </p>
          <div class="field">
            <SizeMeter htmlBytes={htmlBytes} />
          </div>
        </ChecksCard>
      )
      return c.html(page(c, { title: `Checks: ${digestTitle(ref)}`, newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/approve',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter } = c.var
      const { revision, hash } = await fieldsOf(c, Asked)
      const { digest, viewing } = await headOf(deps, c, 'review')
      const review = await deps.review(newsletter, digest, revision, viewing.readers)
      const against = reasonAgainst(newsletter, person, review)
      if (against !== undefined) throw new Conflict(against)
      await deps.approve(ref, { revision, editionHash: hash, ...editorOf(person), hold: true })
      return leadTo(c, `${deskPath(ref)}/review`, {
        text: 'It is being approved. That takes some seconds; what it came to stands here then.',
      })
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/send-now',
    right: 'edit',
    handle: async (c) => {
      const { ref, person } = c.var
      await deps.sendNow(ref, { by: person.name, why: 'Sent now' })
      return leadTo(c, deskPath(ref), {
        text: `It leaves in ${HOLD_MINUTES} minutes. Until then it can be held or cancelled.`,
      })
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/dry-run',
    right: 'edit',
    handle: async (c) => {
      const { ref, person } = c.var
      const digest = await deps.digest(ref)
      if (digest !== undefined) await deps.askForDryRun(ref, digest.revision, person.name)
      return leadTo(c, `${deskPath(ref)}/review`, { text: 'Its readers are being counted.' })
    },
  },
]
