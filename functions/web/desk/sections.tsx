import { type Content, onWebOnly } from '#functions/core/entry.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { EntryRow } from './entry-row.tsx'

/** The entries of a draft by category, in the order in which they are read. */
export const Sections = ({ content, path }: { content: Content; path: string }) => (
  <div class="stack" id="sections" data-part>
    {content.sections.map((section) => {
      const webOnly = new Set(onWebOnly(content, section))
      const firstOnWeb = section.entries.find((post) => webOnly.has(post))
      return (
        <section class="stack tight" aria-labelledby={`section-${section.category}`}>
          <div class="row apart">
            <h2 id={`section-${section.category}`}>
              <bdi>{section.name}</bdi>
            </h2>
            <p class="quiet">
              {numberOf(section.entries.length, 'entry', 'entries')}
              {section.arranged ? ', in your order' : ', newest first'}
            </p>
          </div>
          {section.contentNote !== undefined && (
            <p class="quiet">
              Content note of all: <bdi>{section.contentNote}</bdi>
            </p>
          )}
          <ol class="entries">
            {section.entries.flatMap((post, index) => {
              const entry = content.entries.find((one) => one.post === post)
              if (entry === undefined) return []
              const row = (
                <EntryRow entry={entry} content={content} section={section} index={index} path={path} />
              )
              return post === firstOnWeb
                ? [<li class="cut">From here on the web page only, not in the mail</li>, row]
                : [row]
            })}
          </ol>
        </section>
      )
    })}
  </div>
)
