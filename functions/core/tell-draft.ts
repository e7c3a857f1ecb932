import { dayAndTime } from './day-and-time.ts'
import type { Digest } from './digest.ts'
import { dueWords, ownClocks } from './due-words.ts'
import { type Content, onWebOnly, type Section } from './entry.ts'
import type { Instant } from './instant.ts'
import type { Newsletter } from './newsletter.ts'
import { numberOf } from './number-of.ts'
import { command, listed, paragraph, quoted, toCopy } from './staff-text.ts'

/** What staff are told of a draft beside its row. */
export interface DraftFacts {
  readonly content: Content
  /** By when it must be approved, or held. */
  readonly deadline: Instant
  /** The subject of its mails. */
  readonly subject: string
  readonly previewUrl: string
  readonly warnings: readonly string[]
}

/** How long the preview of a draft can be opened. */
export const PREVIEW_DAYS = 14

const POLICIES = {
  approve: 'Nothing goes out before someone approves it. If nobody has by then, it is held.',
  'four-eyes':
    'Nothing goes out before someone other than who edited it last approves it. If nobody has by then, it is held.',
} as const

/** What will happen, and by when. */
const prospect = (newsletter: Newsletter, digest: Digest, { deadline }: DraftFacts): string => {
  const { approval, zone } = newsletter
  const by = dayAndTime(deadline, zone)
  if (approval === 'automatic')
    return `${ownClocks(digest)}It goes out by itself on ${by} unless someone holds it.`
  const isLater = deadline > digest.dueAt
  const last = isLater ? ` The deadline is ${by}.` : digest.localTime ? ' That is the deadline.' : ''
  return `${dueWords(newsletter, digest)}${last} ${POLICIES[approval]}`
}

const howTo = ({ approval }: Newsletter, digest: Digest, { previewUrl }: DraftFacts): string =>
  [
    `Its preview (the link opens for ${PREVIEW_DAYS} days, for whoever has it):`,
    toCopy(previewUrl),
    command('show', digest),
    ...(approval === 'automatic' ? [] : ['Approve it:', command('approve', digest)]),
    'Keep it from going out:',
    command('hold', digest),
  ].join('\n')

const describeSection = (content: Content, section: Section): string => {
  const { name, entries } = section
  const rest = onWebOnly(content, section).length
  const only = rest === 0 ? '' : `, ${rest.toLocaleString('en')} of them on the web page only`
  return `${quoted(name)}: ${numberOf(entries.length, 'entry', 'entries')}${only}`
}

const describeContent = ({ content, subject }: DraftFacts): string[] => {
  const { corrections = [], note, closing } = content
  return [
    paragraph(`The subject of its mails: ${quoted(subject)}`),
    ...(note === undefined
      ? []
      : [paragraph(`Its note, signed ${quoted(note.signed)}: ${quoted(note.text)}`)]),
    ...(closing === undefined ? [] : [paragraph(`It ends with: ${quoted(closing.title)}`)]),
    ...(corrections.length === 0 ? [] : [`It begins with ${numberOf(corrections.length, 'correction')}.`]),
    `It says, ${numberOf(content.entries.length, 'entry', 'entries')} in all:\n${listed(content.sections.map((section) => describeSection(content, section)))}`,
  ]
}

/** What staff read of a draft: what will happen, what to do, what to look at; of a new one also what it says. */
export const tellDraft = (
  newsletter: Newsletter,
  digest: Digest,
  draft: DraftFacts,
  isNew: boolean,
): string[] => [
  paragraph(prospect(newsletter, digest, draft)),
  howTo(newsletter, digest, draft),
  ...(draft.warnings.length === 0 ? [] : [`To know before:\n${listed(draft.warnings.map(quoted))}`]),
  ...(isNew ? describeContent(draft) : []),
]
