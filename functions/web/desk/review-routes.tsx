import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { HOLD_SECONDS } from '#functions/core/digest-verbs.ts'
import type { Edition } from '#functions/core/edition.ts'
import { EVERYTHING, previewFor } from '#functions/core/edition-view.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Job } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { isSamePerson } from '#functions/core/same-person.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import { TestAddresses } from '#functions/core/test-mail.ts'
import { approvedVariant } from '#functions/core/variant.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import type { approveDigest } from '#functions/use-cases/approve-digest.ts'
import type { Review } from '#functions/use-cases/review-digest.ts'
import type { sendNow } from '#functions/use-cases/send-now.ts'
import type { sendTest } from '#functions/use-cases/send-test.ts'
import { leadTo } from './answers.ts'
import { Checklist, SizeMeter } from './checklist.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import { DryRun } from './dry-run.tsx'
import { editorOf } from './editor-of.ts'
import { fieldsOf, Several } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { PreviewQuery, variantWishes, wishesIn } from './preview-wanted.ts'
import { variantWords } from './variant-words.ts'
import { When } from './when.tsx'

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
  sendTest: ReturnType<typeof sendTest>
}

const MINUTES = HOLD_SECONDS / 60

/** Why somebody may not approve it just now; undefined when they may. */
const reasonAgainst = (
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

const Approve = ({ c, digest, review }: { c: DeskContext; digest: Digest; review: Review }) => {
  const { newsletter, person } = c.var
  const path = deskPath(digest)
  const against = reasonAgainst(newsletter, person, review)
  return (
    <section class="card" aria-labelledby="approve-title">
      <h2 id="approve-title">Approve it</h2>
      <p>
        What is approved is what this page shows, to the letter: revision {review.content.revision}, edition{' '}
        <code>{review.edition.hash.slice(0, 12)}</code>. An edit afterwards takes the approval back. It leaves
        no earlier than {MINUTES} minutes after it was approved, so that it can still be stopped.
      </p>
      <form method="post" action={`${path}/approve`} class="row">
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
}

const Approved = ({ digest, zone }: { digest: Digest; zone: string }) => {
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
            It is due <When at={dueAt} zone={zone} />. Sending it now still leaves {MINUTES} minutes to stop
            it.
          </p>
          <div>
            <button type="submit" id="send-now">
              Send it in {MINUTES} minutes
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

const Revoked = ({ digest }: { digest: Digest }) => {
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

/** As most readers get it. */
const subjectFor = (edition: Edition, newsletter: Newsletter): string =>
  previewFor(edition, approvedVariant(Object.keys(edition.variants), newsletter, {}), EVERYTHING).subject

const Facts = ({
  newsletter,
  review,
  sentence,
}: {
  newsletter: Newsletter
  review: Review
  sentence: string
}) => {
  const { edition, content, htmlBytes } = review
  const subject = subjectFor(edition, newsletter)
  return (
    <section class="card" aria-labelledby="facts-title">
      <h2 id="facts-title">What goes out</h2>
      <dl class="facts">
        <dt>Newsletter</dt>
        <dd>
          <bdi>{newsletter.name}</bdi>
        </dd>
        <dt>From</dt>
        <dd>
          {newsletter.sender.name} · {newsletter.sender.address}
        </dd>
        <dt>Subject</dt>
        <dd>
          <b>
            <bdi>{subject}</bdi>
          </b>
        </dd>
        {content.preheader !== undefined && (
          <>
            <dt>Preheader</dt>
            <dd>
              <bdi>{content.preheader}</bdi>
            </dd>
          </>
        )}
        <dt>When, to whom</dt>
        <dd>{sentence}</dd>
        <dt>Entries</dt>
        <dd>
          {numberOf(content.entries.length, 'entry', 'entries')} in{' '}
          {numberOf(content.sections.length, 'category', 'categories')}
        </dd>
        <dt>Mails</dt>
        <dd>{Object.keys(edition.variants).map(variantWords).join('; ')}</dd>
        <dt>Size</dt>
        <dd>
          <SizeMeter htmlBytes={htmlBytes} />
        </dd>
      </dl>
    </section>
  )
}

const Asked = z.object({
  revision: z.coerce.number<string>().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

const TestForm = z.object({
  revision: z.coerce.number<string>().int().min(1),
  addresses: TestAddresses,
  ...PreviewQuery.pick({ language: true, layout: true, notes: true, subject: true }).shape,
  categories: Several,
})

/** Review, dry run, approval, test mail. */
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
                <Facts newsletter={newsletter} review={review} sentence={head.sentence} />
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
                <section class="card" aria-labelledby="checks-title" id="checks" data-part>
                  <h2 id="checks-title">Checks</h2>
                  <Checklist checks={review.checks} content={review.content} digest={ref} />
                </section>
              )}
              {isDraft && review !== undefined && <Approve c={c} digest={digest} review={review} />}
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
        <section class="card" aria-labelledby="checks-title" id="checks" data-part>
          <h2 id="checks-title">Checks</h2>
          <p>
            Its subject:{' '}
            <b>
              <bdi>{subjectFor(edition, newsletter)}</bdi>
            </b>
          </p>
          <div class="field">
            <SizeMeter htmlBytes={htmlBytes} />
          </div>
          <Checklist checks={checks} content={content} digest={ref} />
        </section>
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
        text: `It leaves in ${MINUTES} minutes. Until then it can be held or cancelled.`,
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
  {
    method: 'POST',
    path: '/desk/digests/:digest/test',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter } = c.var
      const { addresses, revision, ...asked } = await fieldsOf(c, TestForm)
      const wanted = PreviewQuery.parse(asked)
      const as = { variant: variantWishes(wanted), wishes: wishesIn(wanted, newsletter) }
      const { accepted, refused } = await deps.sendTest(ref, revision, as, addresses, person.name)
      const text =
        refused.length === 0
          ? `A test is on its way to ${numberOf(accepted, 'address', 'addresses')}.`
          : `A test left for ${accepted} of ${addresses.length} addresses. The others: ${refused.join('; ')}.`
      return leadTo(c, `${deskPath(ref)}/preview`, { text })
    },
  },
]
