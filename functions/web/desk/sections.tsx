import type { Content } from '#functions/core/entry.ts'
import { EntryRow } from './entry-row.tsx'
import { SectionList } from './section-list.tsx'

/** The entries of a draft, each with what moves it. */
export const Sections = ({ content, path, zone }: { content: Content; path: string; zone: string }) => (
  <SectionList
    content={content}
    order={({ arranged }) => (arranged ? ', in your order' : ', newest first, publishers in turn')}
    row={(entry, section, index) => (
      <EntryRow entry={entry} content={content} section={section} index={index} path={path} zone={zone} />
    )}
  />
)
