import type { Content, Correction, Entry } from './entry.ts'
import type { Instant } from './instant.ts'
import { leadOf } from './lead.ts'
import type { Newsletter } from './newsletter.ts'
import { sectionsOf } from './sections-of.ts'

interface Drafted {
  readonly entries: Entry[]
  readonly corrections: Correction[]
  readonly repeats: NonNullable<Content['repeats']>
  readonly savedAt: Instant
}

/** The revision that drafting saves, of a digest of either kind: its entries in sections, each in the order given, and the entry to lead with. */
export const firstContent = (
  newsletter: Newsletter,
  { entries, corrections, repeats, savedAt }: Drafted,
  order: (own: readonly Entry[]) => Entry[],
): Content => {
  const sections = sectionsOf(newsletter, entries, order)
  const lead = leadOf({ entries, sections })
  return {
    revision: 1,
    entries,
    sections,
    ...(lead && { lead }),
    ...(corrections.length > 0 && { corrections }),
    ...(repeats.length > 0 && { repeats }),
    savedAt,
    savedBy: 'drafting',
  }
}
