import type { Child } from 'hono/jsx'
import { type Content, type Entry, onWebOnly, type Section } from '#functions/core/entry.ts'
import { numberOf } from '#functions/core/number-of.ts'

/** The entries of a digest by category, in the order in which they are read, with where the mail ends and the web page goes on. */
export const SectionList = ({
  content,
  order,
  row,
}: {
  content: Content
  /** Said of a section behind how many entries it has. */
  order?: (section: Section) => string
  row: (entry: Entry, section: Section, index: number) => Child
}) => (
  <div class="stack" id="sections" data-part>
    {content.sections.map((section) => {
      const webOnly = onWebOnly(content, section)
      const firstOnWeb = section.entries.find((post) => webOnly.includes(post))
      return (
        <section class="stack tight" aria-labelledby={`section-${section.category}`}>
          <div class="row apart">
            <h2 id={`section-${section.category}`}>
              <bdi>{section.name}</bdi>
            </h2>
            <p class="quiet">
              {numberOf(section.entries.length, 'entry', 'entries')}
              {order?.(section)}
            </p>
          </div>
          {section.contentNote !== undefined && (
            <p class="quiet">
              Content note of all: <bdi>{section.contentNote}</bdi>
            </p>
          )}
          <ol class="entries">
            {section.entries.map((post, index) => {
              const entry = content.entries.find((one) => one.post === post)
              return (
                entry !== undefined && (
                  <>
                    {post === firstOnWeb && (
                      <li class="cut">From here on the web page only, not in the mail</li>
                    )}
                    {row(entry, section, index)}
                  </>
                )
              )
            })}
          </ol>
        </section>
      )
    })}
  </div>
)
