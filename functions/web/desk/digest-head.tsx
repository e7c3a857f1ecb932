import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest, DigestStatus } from '#functions/core/digest.ts'
import { fitsVerb } from '#functions/core/fits-verb.ts'
import type { WhatsNext } from '#functions/core/whats-next.ts'
import { CONTROLS } from './controls.ts'
import { StatusBadge } from './digest-card.tsx'
import { ResumeNewsletter } from './newsletter-paused.tsx'

/** The pages of one digest. */
export type DigestTab = 'digest' | 'preview' | 'review' | 'revisions' | 'readers'

const TABS: readonly { readonly tab: DigestTab; readonly name: string; readonly below: string }[] = [
  { tab: 'digest', name: 'Digest', below: '' },
  { tab: 'preview', name: 'Preview', below: '/preview' },
  { tab: 'review', name: 'Review', below: '/review' },
  { tab: 'revisions', name: 'History', below: '/revisions' },
  { tab: 'readers', name: 'Readers', below: '/readers' },
]

interface Head {
  readonly digest: Digest
  readonly sentence: string
  readonly next: WhatsNext
  readonly tab: DigestTab
  readonly isAdmin: boolean
}

/** In these it moves by itself. */
const LOOKED_AT: readonly DigestStatus[] = ['approving', 'approved', 'sending', 'paused']

/** Pages of a draft, of one that is being approved and of all others are laid out otherwise; where that changes, a page is loaded anew. */
const LAID_OUT: Partial<Record<DigestStatus, string>> = {
  draft: 'draft',
  held: 'draft',
  approving: 'approving',
  approved: 'approved',
}

/** What stands on top of every page of a digest: where it stands, what it needs, and what stops it. */
export const DigestHead = ({ digest, sentence, next, tab, isAdmin }: Head) => {
  const path = deskPath(digest)
  const controls = CONTROLS.filter(({ verb }) => fitsVerb(verb, digest))
  return (
    <>
      <div
        class="stack tight"
        id="digest-state"
        data-part
        data-poll={LOOKED_AT.includes(digest.status) ? '5' : undefined}
        data-from={`${path}/progress`}
        data-state={LAID_OUT[digest.status] ?? 'over'}
      >
        <div class="row">
          <StatusBadge status={digest.status} />
          <p class="quiet">{next.words}</p>
          {next.act === 'resume-newsletter' && (
            <ResumeNewsletter slug={digest.newsletter} isAdmin={isAdmin} id="resume-newsletter" />
          )}
        </div>
        <p class="status" data-milestone={`The digest is ${digest.status}.`}>
          {sentence}
        </p>
        {controls.length > 0 && (
          <ul class="row" aria-label="What can be done with it">
            {digest.status === 'draft' && tab !== 'review' && (
              <li>
                <a class="button small primary" href={`${path}/review`} id="to-review">
                  Review and approve
                </a>
              </li>
            )}
            {controls.map(({ verb, name, tone }) => (
              <li>
                <a class={`button small ${tone}`} href={`${path}/${verb}`} data-dialog id={`control-${verb}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <nav class="tabs" aria-label="Of this digest">
        {TABS.filter((one) => one.tab !== 'readers' || isAdmin).map((one) => (
          <a
            href={`${path}${one.below}`}
            aria-current={one.tab === tab ? 'page' : undefined}
            data-go={one.tab === 'review' ? 'approve' : undefined}
          >
            {one.name}
          </a>
        ))}
      </nav>
    </>
  )
}
