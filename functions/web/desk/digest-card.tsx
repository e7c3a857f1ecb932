import { may } from '#functions/core/access.ts'
import { dayOf } from '#functions/core/day-and-time.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest, DigestStatus } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { statusSentence } from '#functions/core/status-sentence.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import { type NextAct, whatsNext } from '#functions/core/whats-next.ts'
import type { DeskContext } from './desk-route.ts'
import { type LookingDeps, lookingAt } from './looking.ts'
import { ResumeNewsletter } from './newsletter-paused.tsx'

const TONES: Partial<Record<DigestStatus, string>> = {
  approved: 'good',
  sending: 'strong',
  paused: 'bad',
  held: 'warn',
  sent: 'good',
  cancelled: 'bad',
}

export const StatusBadge = ({ status }: { status: DigestStatus }) => (
  <span class={`badge ${TONES[status] ?? ''}`}>{status}</span>
)

/** `Digest of 24 November 2026`, or of the month that a round-up tells of. */
export const digestTitle = ({ kind, date }: Pick<Digest, 'kind' | 'date'>): string =>
  `${kind === 'round-up' ? 'Round-up' : 'Digest'} of ${dayOf(date)} ${date.slice(0, 4)}`

const BUTTONS: Partial<Record<NextAct, { readonly label: string; readonly below: string }>> = {
  curate: { label: 'Curate it', below: '' },
  review: { label: 'Review it', below: '/review' },
  decide: { label: 'Decide', below: '/readers' },
  resume: { label: 'Look at it', below: '' },
}

/** A digest on a page of several: where it stands, and what it needs next. */
const DigestCard = ({
  digest,
  viewing,
  isAdmin,
  heading: Heading,
}: {
  digest: Digest
  viewing: Viewing
  isAdmin: boolean
  heading: HeadingLevel
}) => {
  const path = deskPath(digest)
  const next = whatsNext(digest, viewing)
  const button = BUTTONS[next.act]
  return (
    <article class="card">
      <div class="row apart">
        <Heading>
          <a href={path}>{digestTitle(digest)}</a>
        </Heading>
        <StatusBadge status={digest.status} />
      </div>
      <p class="status">{statusSentence(digest, viewing)}</p>
      <div class="row">
        <a class={button === undefined ? 'button' : 'button primary'} href={`${path}${button?.below ?? ''}`}>
          {button?.label ?? 'Open it'}
        </a>
        <p class="quiet">{next.words}</p>
        {next.act === 'resume-newsletter' && (
          <ResumeNewsletter
            slug={digest.newsletter}
            isAdmin={isAdmin}
            id={`resume-newsletter-${digestKey(digest)}`}
          />
        )}
      </div>
    </article>
  )
}

/** One level below what stands above it. */
type HeadingLevel = 'h2' | 'h3'

/** A newsletter's digests that are not over. */
export const digestCards = (
  deps: LookingDeps,
  c: DeskContext,
  newsletter: Newsletter,
  open: readonly Digest[],
  heading: HeadingLevel,
) =>
  Promise.all(
    open.map(async (digest) => (
      <DigestCard
        digest={digest}
        viewing={await lookingAt(deps, c, newsletter, digest)}
        isAdmin={may(c.var.person.grants, 'administer', newsletter.slug)}
        heading={heading}
      />
    )),
  )
