import type { Content, Entry } from './entry.ts'
import { isNotedAnywhere } from './subject.ts'

/** The entry that a draft leads with until an editor names another: one that was pinned, else the one that most publishers tell, else the newest; one with a content note only where all have one. */
export const leadOf = (content: Pick<Content, 'entries' | 'sections'>): Content['lead'] => {
  const weightOf = (entry: Entry): readonly [number, number, number, string] => [
    isNotedAnywhere(content, entry) ? 0 : 1,
    entry.pinned ? 1 : 0,
    entry.also?.length ?? 0,
    entry.publishedAt ?? '',
  ]
  const outweighs = (one: Entry, other: Entry): boolean => {
    const [a, b] = [weightOf(one), weightOf(other)]
    const differs = a.findIndex((weight, index) => weight !== b[index])
    return differs !== -1 && (a[differs] ?? '') > (b[differs] ?? '')
  }
  const [first, ...others] = content.entries
  if (first === undefined) return undefined
  const lead = others.reduce((best, entry) => (outweighs(entry, best) ? entry : best), first)
  return { post: lead.post, forEveryone: false }
}
