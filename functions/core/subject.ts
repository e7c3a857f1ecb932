import type { Content } from './entry.ts'

/** The subject of a digest: its lead's title where that is for everyone, else a neutral one, since a subject is seen by whoever sees the screen. */
export const subjectOf = (newsletterName: string, content: Content, week: string): string => {
  const { lead } = content
  const title = lead?.forEveryone
    ? content.entries.find((entry) => entry.post === lead.post)?.title
    : undefined
  return title ?? `${newsletterName}: ${week}`
}
