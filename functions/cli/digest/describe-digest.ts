import { type Digest, isOpen } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Content, onWebOnly, type Section } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Shown } from '#functions/use-cases/show-digest.ts'
import { describeAct } from '../describe-act.ts'
import { due } from '../due.ts'
import { utc, when } from '../when.ts'

const describeSection = (content: Content, section: Section): string[] => {
  const { entries, lead } = content
  const { name, entries: ids } = section
  const rest = onWebOnly(content, section)
  const told = ids.map((id) => {
    const {
      title = id,
      publisher,
      also = [],
      pinned,
      picture,
    } = entries.find(({ post }) => post === id) ?? {}
    const by = publisher === undefined ? '' : ` · ${publisher}`
    const elsewhere = also.map((other) => other.publisher ?? other.post).join(', ')
    const marks = [
      lead?.post === id && 'leads',
      pinned && 'pinned',
      picture && 'with a picture',
      elsewhere !== '' && `also at ${elsewhere}`,
      rest.includes(id) && 'web page only',
    ].filter(Boolean)
    return `  ${title}${by}${marks.length > 0 ? ` [${marks.join('; ')}]` : ''}`
  })
  return [`${name}: ${ids.length}`, ...told]
}

/** What the digest says around its entries. */
const describeAround = ({ note, closing, preheader }: Content): string[] => [
  ...(preheader === undefined ? [] : [`Preheader: ${preheader}`]),
  ...(note === undefined ? [] : [`Note, signed ${note.signed}: ${note.text}`]),
  ...(closing === undefined
    ? []
    : [`Closing item “${closing.title}”: ${closing.text}${closing.url ? ` ${closing.url}` : ''}`]),
]

/** What the digest corrects, and what it leaves out. */
const describeRest = ({ corrections = [], dropped = [], repeats = [] }: Content): string[] => [
  ...corrections.map(({ title, text }) => `Correction of “${title}”: ${text}`),
  ...(dropped.length > 0 ? [`Dropped: ${dropped.join(' ')}`] : []),
  ...(repeats.length > 0
    ? [`Told in one of the last two digests: ${repeats.map(({ post }) => post).join(' ')}`]
    : []),
]

const describeEdition = ({ approval }: Digest, edition: Shown['edition']): string[] => {
  if (edition === undefined) return []
  const { subject, hash } = edition
  // Empty while an automatic approval is under way.
  const approved = approval?.editionHash || hash
  if (approved === hash) return [`  subject  ${subject}`, `  edition  ${hash}`]
  return [`  subject  ${subject}`, `  edition  ${approved}, which no longer renders alike`]
}

/** A digest for who is to approve it. */
export const describeDigest = (
  newsletter: Newsletter,
  digest: Digest,
  { content, edition, faults, obstacles, acts, deadline }: Shown,
): string => {
  const { status, reason, approval, revision } = digest
  const lines = [
    `${digestKey(digest)}: ${status}${reason === undefined ? '' : `, ${reason}`}`,
    `  due      ${due(digest, newsletter.zone)}`,
    `  says     revision ${approval?.revision ?? revision}`,
    ...describeEdition(digest, edition),
  ]
  if (deadline !== undefined) lines.push(`  approve  by ${when(deadline, newsletter.zone)}`)
  if (approval !== undefined) lines.push(`  approved ${utc(approval.at)}, ${approval.by}`)
  if (content !== undefined)
    lines.push(
      ...content.sections.flatMap((section) => describeSection(content, section)),
      ...describeAround(content),
      ...describeRest(content),
    )
  if (faults.length > 0) lines.push('To mend in its mails:', ...faults.map(({ words }) => `  ${words}`))
  if (obstacles.length > 0) lines.push('In the way of a send:', ...obstacles.map((words) => `  ${words}`))
  else if (isOpen(digest)) lines.push('Nothing at SES stands in the way of a send.')
  if (acts.length > 0) lines.push('What people did:', ...acts.map((act) => `  ${describeAct(act)}`))
  return lines.join('\n')
}
