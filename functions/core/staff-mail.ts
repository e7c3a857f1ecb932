import type { Digest } from './digest.ts'
import type { Newsletter } from './newsletter.ts'
import { headlineOf, staffSubject } from './staff-subject.ts'
import { paragraph, toCopy } from './staff-text.ts'
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

/** What the desk is for, by what is told. */
const AT_THE_DESK: Readonly<Record<Told['notice'], string>> = {
  ready: 'Curate and approve it at the desk:',
  reminder: 'Curate and approve it at the desk:',
  held: 'Look at it at the desk:',
  skipped: 'Look at it at the desk:',
  report: 'Watch what becomes of it at the desk:',
}

/** The mail that tells one of a newsletter's staff of a digest, as plain text; `deskUrl` is the digest's page. */
export const staffMail = (
  newsletter: Newsletter,
  digest: Digest,
  told: Told,
  deskUrl: string,
): { readonly subject: string; readonly text: string } => {
  const blocks = [
    paragraph(`${headlineOf(newsletter, digest, told.notice)}.`),
    `${AT_THE_DESK[told.notice]}\n${toCopy(deskUrl)}`,
    ...blocksOf(newsletter, digest, told),
    paragraph(`You get this as staff of ${newsletter.name}.`),
  ]
  return { subject: staffSubject(newsletter, digest, told.notice), text: `${blocks.join('\n\n')}\n` }
}
