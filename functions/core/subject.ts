import type { Content, Entry } from './entry.ts'
import { excerptOf } from './plain-text.ts'

/** Characters of a subject that a phone shows in its list. */
export const LONGEST_SUBJECT = 55

/** Some readers leave out what has a content note, and all would have it named in their subject. */
export const isNotedAnywhere = (
  { sections }: Pick<Content, 'sections'>,
  { post, contentNote }: Entry,
): boolean =>
  contentNote !== undefined ||
  sections.some((section) => section.contentNote !== undefined && section.entries.includes(post))

const neutral = (newsletterName: string, period: string): string => {
  const room = LONGEST_SUBJECT - [...`: ${period}`].length
  return `${room < [...newsletterName].length ? excerptOf(newsletterName, room) : newsletterName}: ${period}`
}

/** The subject of a digest, at most 55 characters: as an editor wrote it; else its lead's title where that is for everyone and has no content note; else a neutral one, since a subject is seen by whoever sees the screen. */
export const subjectOf = (newsletterName: string, content: Content, period: string): string => {
  if (content.subject !== undefined) return content.subject
  const { lead } = content
  const entry = lead?.forEveryone ? content.entries.find(({ post }) => post === lead.post) : undefined
  return entry === undefined || isNotedAnywhere(content, entry)
    ? neutral(newsletterName, period)
    : excerptOf(entry.title, LONGEST_SUBJECT)
}
