import { isWebUrl } from '#functions/core/canonical-url.ts'
import { type Content, type Entry, onWebOnly, type Section } from '#functions/core/entry.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { About, Badges } from './entry-row.tsx'

interface Row {
  readonly entry: Entry
  readonly content: Content
  readonly category: string
  readonly path: string
  readonly canBeCorrected: boolean
}

const SentEntry = ({ entry, content, category, path, canBeCorrected }: Row) => {
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
        <About entry={entry} />
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

const rowsOf = (content: Content, section: Section): Entry[] =>
  section.entries.flatMap((post) => content.entries.find((entry) => entry.post === post) ?? [])

/** What a digest said, by category, in the order in which it was read. */
export const SentEntries = ({
  content,
  path,
  canBeCorrected,
}: {
  content: Content
  /** Of the digest. */
  path: string
  canBeCorrected: boolean
}) => (
  <div class="stack" id="sections">
    {content.sections.map((section) => {
      const webOnly = new Set(onWebOnly(content, section))
      const firstOnWeb = section.entries.find((post) => webOnly.has(post))
      return (
        <section class="stack tight" aria-labelledby={`section-${section.category}`}>
          <div class="row apart">
            <h2 id={`section-${section.category}`}>
              <bdi>{section.name}</bdi>
            </h2>
            <p class="quiet">{numberOf(section.entries.length, 'entry', 'entries')}</p>
          </div>
          <ol class="entries">
            {rowsOf(content, section).map((entry) => (
              <>
                {entry.post === firstOnWeb && (
                  <li class="cut">From here on the web page only, not in the mail</li>
                )}
                <SentEntry
                  entry={entry}
                  content={content}
                  category={section.category}
                  path={path}
                  canBeCorrected={canBeCorrected}
                />
              </>
            ))}
          </ol>
        </section>
      )
    })}
  </div>
)
