import { dayOf } from '#functions/core/day-and-time.ts'
import type { Digest, DigestStatus } from '#functions/core/digest.ts'
import type { NextAct, WhatsNext } from '#functions/core/whats-next.ts'

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
export const DigestCard = ({
  digest,
  sentence,
  next,
  path,
  heading: Heading,
}: {
  /** One level below what stands above it. */
  heading: 'h2' | 'h3'
  digest: Digest
  sentence: string
  next: WhatsNext
  path: string
}) => {
  const button = BUTTONS[next.act]
  return (
    <article class="card">
      <div class="row apart">
        <Heading>
          <a href={path}>{digestTitle(digest)}</a>
        </Heading>
        <StatusBadge status={digest.status} />
      </div>
      <p class="status">{sentence}</p>
      <div class="row">
        <a class={button === undefined ? 'button' : 'button primary'} href={`${path}${button?.below ?? ''}`}>
          {button?.label ?? 'Open it'}
        </a>
        <p class="quiet">{next.words}</p>
      </div>
    </article>
  )
}
