import { type Digest, isOpen } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content, Section } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Shown } from '#functions/use-cases/show-digest.ts'
import { describeAct } from '../describe-act.ts'
import { due } from '../due.ts'
import { utc } from '../when.ts'

const describeSection = ({ entries }: Content, { name, entries: ids, mailed }: Section): string[] => {
  const told = ids.map((id, index) => {
    const { title = id, publisher } = entries.find(({ post }) => post === id) ?? {}
    const by = publisher === undefined ? '' : ` · ${publisher}`
    return `  ${title}${by}${index < mailed ? '' : ' [web page only]'}`
  })
  return [`${name}: ${ids.length}`, ...told]
}

const describeEdition = ({ approval }: Digest, edition: Shown['edition']): string[] => {
  if (edition === undefined) return []
  const { subject, hash } = edition
  if (approval === undefined || approval.editionHash === hash)
    return [`  subject  ${subject}`, `  edition  ${hash}`]
  return [`  subject  ${subject}`, `  edition  ${approval.editionHash}, which no longer renders alike`]
}

/** A digest for who is to approve it. */
export const describeDigest = (
  newsletter: Newsletter,
  digest: Digest,
  { content, edition, obstacles, acts }: Shown,
): string => {
  const { status, reason, approval, revision } = digest
  const lines = [
    `${digestKey(digest)}: ${status}${reason === undefined ? '' : `, ${reason}`}`,
    `  due      ${due(digest, newsletter.zone)}`,
    `  says     revision ${approval?.revision ?? revision}`,
    ...describeEdition(digest, edition),
  ]
  if (approval !== undefined) lines.push(`  approved ${utc(approval.at)}, ${approval.by}`)
  if (content !== undefined)
    lines.push(...content.sections.flatMap((section) => describeSection(content, section)))
  if (obstacles.length > 0) lines.push('In the way of a send:', ...obstacles.map((words) => `  ${words}`))
  else if (isOpen(digest)) lines.push('Nothing at SES stands in the way of a send.')
  if (acts.length > 0) lines.push('What people did:', ...acts.map((act) => `  ${describeAct(act)}`))
  return lines.join('\n')
}
