import type { Digest } from './digest.ts'
import type { Newsletter } from './newsletter.ts'
import { headlineOf, staffSubject } from './staff-subject.ts'
import { paragraph } from './staff-text.ts'
import { type DraftFacts, tellDraft } from './tell-draft.ts'
import { tellReport } from './tell-report.ts'
import { tellHeld, tellSkipped } from './tell-stop.ts'

/** A notice with what its mail says beside the digest's row. */
export type Told =
  | { readonly notice: 'ready' | 'reminder'; readonly draft: DraftFacts }
  | { readonly notice: 'held' | 'skipped' | 'report' }

const blocksOf = (newsletter: Newsletter, digest: Digest, told: Told): string[] => {
  switch (told.notice) {
    case 'ready':
    case 'reminder':
      return tellDraft(newsletter, digest, told.draft, told.notice === 'ready')
    case 'held':
      return tellHeld(newsletter, digest)
    case 'skipped':
      return tellSkipped(digest)
    case 'report':
      return tellReport(newsletter, digest)
  }
}

/** The mail that tells one of a newsletter's staff of a digest, as plain text. */
export const staffMail = (
  newsletter: Newsletter,
  digest: Digest,
  told: Told,
): { readonly subject: string; readonly text: string } => {
  const blocks = [
    paragraph(`${headlineOf(newsletter, digest, told.notice)}.`),
    ...blocksOf(newsletter, digest, told),
    paragraph(`You get this as staff of ${newsletter.name}.`),
  ]
  return { subject: staffSubject(newsletter, digest, told.notice), text: `${blocks.join('\n\n')}\n` }
}
