import type { Content, Entry } from './entry.ts'

/** Some readers leave out what has a content note, and all would have it named in their subject. */
export const isNotedAnywhere = (
  { sections }: Pick<Content, 'sections'>,
  { post, contentNote }: Entry,
): boolean =>
  contentNote !== undefined ||
  sections.some((section) => section.contentNote !== undefined && section.entries.includes(post))

/** The subject of a digest: its lead's title where that is for everyone and has no content note, else a neutral one, since a subject is seen by whoever sees the screen. */
export const subjectOf = (newsletterName: string, content: Content, period: string): string => {
  const { lead } = content
  const entry = lead?.forEveryone ? content.entries.find(({ post }) => post === lead.post) : undefined
  return entry === undefined || isNotedAnywhere(content, entry) ? `${newsletterName}: ${period}` : entry.title
}
