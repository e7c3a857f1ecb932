import type { Content, Entry, Section } from '#functions/core/entry.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { EntryFields } from './entry-fields.tsx'
import { Icon } from './icons.tsx'

/** The day, or the month, on which a story was published, as the mail says it: by the newsletter's clock where the moment is known. */
export const dateOf = (
  { publishedAt, datePrecision }: Pick<Entry, 'publishedAt' | 'datePrecision'>,
  zone: string,
): string => {
  if (publishedAt === undefined || datePrecision === 'none') return 'no date'
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: datePrecision === 'instant' ? zone : 'UTC',
    month: 'short',
    year: 'numeric',
    ...(datePrecision !== 'month' && { day: 'numeric' }),
  })
  return format.format(new Date(publishedAt))
}

export const Badges = ({ entry, content }: { entry: Entry; content: Content }) => {
  const { lead } = content
  const isLead = lead?.post === entry.post
  return (
    <span class="badges">
      {isLead && <span class="badge strong">{lead.forEveryone ? 'Lead, for everyone' : 'Lead'}</span>}
      {entry.pinned && <span class="badge">Pinned</span>}
      {entry.contentNote !== undefined && <span class="badge warn">Content note</span>}
      {entry.picture !== undefined && <span class="badge">Picture</span>}
      {entry.also !== undefined && <span class="badge">+ {numberOf(entry.also.length, 'other')}</span>}
    </span>
  )
}

/** What is known of an entry beside its words. */
export const About = ({ entry, zone }: { entry: Entry; zone: string }) => (
  <p class="quiet">
    <bdi>{entry.publisher ?? 'no publisher'}</bdi> · {dateOf(entry, zone)}
    {entry.minutes !== undefined && ` · ${entry.minutes} min`}
  </p>
)

interface Row {
  readonly entry: Entry
  readonly content: Content
  readonly section: Section
  readonly index: number
  /** Of the digest. */
  readonly path: string
  /** Of the newsletter. */
  readonly zone: string
}

/** An entry in its section, with all that moves it: buttons first; the script lets it be dragged as well. */
export const EntryRow = ({ entry, content, section, index, path, zone }: Row) => {
  const id = `${section.category}-${entry.post}`
  const isFirst = index === 0
  const isLast = index === section.entries.length - 1
  const move = (verb: 'up' | 'down', label: string, icon: 'up' | 'down', isEnd: boolean) => (
    <button
      type="submit"
      id={`${verb}-${id}`}
      name="verb"
      value={verb}
      class="square"
      aria-label={`${label}: ${entry.title}`}
      aria-disabled={isEnd ? 'true' : undefined}
      data-why={isEnd ? `“${entry.title}” is already ${verb === 'up' ? 'first' : 'last'}.` : undefined}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <li id={`entry-${id}`} data-drag={index}>
      <div class="stack tight">
        <p>
          <a class="title" id={`open-${id}`} href={`${path}/entries/${entry.post}`} data-dialog>
            <bdi>{entry.title}</bdi>
          </a>
        </p>
        <About entry={entry} zone={zone} />
        <Badges entry={entry} content={content} />
      </div>
      <div class="acts">
        <span class="grip only-script" aria-hidden="true">
          <Icon name="drag" />
        </span>
        <form method="post" action={`${path}/edit`} data-swap data-move>
          <EntryFields content={content} post={entry.post} />
          <input type="hidden" name="category" value={section.category} />
          <input type="hidden" name="to" value={String(index)} />
          {move('up', 'Move up', 'up', isFirst)}
          {move('down', 'Move down', 'down', isLast)}
          <button
            type="submit"
            id={`drop-${id}`}
            name="verb"
            value="drop"
            class="small"
            aria-label={`Drop: ${entry.title}`}
          >
            Drop
          </button>
          <button type="submit" name="verb" value="move" hidden>
            Move
          </button>
        </form>
      </div>
    </li>
  )
}
