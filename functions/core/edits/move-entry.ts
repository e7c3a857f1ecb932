import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { entryIn } from './edited-entries.ts'

/** Puts an entry at a position of a section, 0 is first; past the end is last. The lead has its place there too, though no mail shows it in the section. From then on the section keeps its order. */
export const moveEntry = (
  content: Content,
  { post, category, to }: { readonly post: string; readonly category: string; readonly to: number },
): Content => {
  const { title } = entryIn(content, post)
  const section = content.sections.find((one) => one.category === category)
  if (!section?.entries.includes(post))
    throw new Conflict(`“${title}” does not stand in ${section?.name ?? category}.`)
  const others = section.entries.filter((one) => one !== post)
  const entries = others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, post)
  return {
    ...content,
    sections: content.sections.map((one) => (one === section ? { ...one, entries, arranged: true } : one)),
  }
}
