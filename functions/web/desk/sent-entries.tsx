import { isWebUrl } from '#functions/core/canonical-url.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { About, Badges } from './entry-row.tsx'
import { SectionList } from './section-list.tsx'

interface Row {
  readonly entry: Entry
  readonly content: Content
  readonly category: string
  readonly path: string
  readonly canBeCorrected: boolean
  readonly zone: string
}

const SentEntry = ({ entry, content, category, path, canBeCorrected, zone }: Row) => {
  const id = `${category}-${entry.post}`
  const { title, url } = entry
  return (
    <li id={`entry-${id}`}>
      <div class="stack tight">
        <p>
          {url !== undefined && isWebUrl(url) ? (
            <a class="title" href={url} rel="noreferrer">
              <bdi>{title}</bdi>
            </a>
          ) : (
            <b class="title">
              <bdi>{title}</bdi>
            </b>
          )}
        </p>
        <About entry={entry} zone={zone} />
        <Badges entry={entry} content={content} />
      </div>
      {canBeCorrected && (
        <div class="acts">
          <a
            class="button small"
            id={`correct-${id}`}
            href={`${path}/correct/${entry.post}`}
            data-dialog
            aria-label={`Correct it: ${title}`}
          >
            Correct it
          </a>
        </div>
      )}
    </li>
  )
}

/** What a digest said, by category, in the order in which it was read. */
export const SentEntries = ({
  content,
  path,
  canBeCorrected,
  zone,
}: {
  content: Content
  /** Of the digest. */
  path: string
  canBeCorrected: boolean
  /** Of the newsletter. */
  zone: string
}) => (
  <SectionList
    content={content}
    row={(entry, { category }) => (
      <SentEntry
        entry={entry}
        content={content}
        category={category}
        path={path}
        canBeCorrected={canBeCorrected}
        zone={zone}
      />
    )}
  />
)
