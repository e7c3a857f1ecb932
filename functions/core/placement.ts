import * as z from 'zod'
import type { Content, Section } from './entry.ts'
import type { Subscriber } from './subscriber.ts'

/** What placement needs of a digest: its sections with the entries (by index) that the mail shows in each. */
export const Plan = z.strictObject({
  sections: z.array(
    z.strictObject({
      category: z.string(),
      entries: z.array(z.int()),
      /** Those of the entries that are noted here, by a content note of their own or of the section; absent where none is. */
      noted: z.array(z.int()).optional(),
    }),
  ),
})
export type Plan = z.infer<typeof Plan>

export const planOf = (content: Content): Plan => {
  const index = new Map(content.entries.map((entry, position) => [entry.post, position]))
  const sectionOf = ({ category, contentNote, ...section }: Section): Plan['sections'][number] => {
    const entries = section.entries.slice(0, section.mailed).map((post) => index.get(post) ?? -1)
    const noted =
      contentNote === undefined
        ? entries.filter((entry) => content.entries[entry]?.contentNote !== undefined)
        : entries
    return { category, entries, ...(noted.length > 0 && { noted }) }
  }
  return { sections: content.sections.map(sectionOf) }
}

/** The names of what SES fills in: `c1` section 1 is shown, `n1` its entries for this reader, `c1e7` entry 7 is shown in section 1, `total` all entries; `noted` noted entries are shown, `excerpts` with their excerpts. */
export const shownSection = (section: number): string => `c${section}`
export const countOf = (section: number): string => `n${section}`
export const shownEntry = (section: number, entry: number): string => `c${section}e${entry}`
export const TOTAL = 'total'
export const NOTED = 'noted'
export const EXCERPTS = 'excerpts'

export const hasNotes = (plan: Plan): boolean => plan.sections.some(({ noted }) => noted !== undefined)

export const isNoted = (plan: Plan, section: number, entry: number): boolean =>
  plan.sections[section]?.noted?.includes(entry) === true

/** Whether an earlier section of the mail holds an entry too; then its place in this one has a flag of its own. */
const isRepeated = (plan: Plan, section: number, entry: number): boolean =>
  plan.sections.slice(0, section).some((earlier) => earlier.entries.includes(entry))

/** The flag on which an entry's place in a section depends; undefined where it stands for everyone who gets the section. */
export const guardOf = (plan: Plan, section: number, entry: number): string | undefined => {
  if (isRepeated(plan, section, entry)) return shownEntry(section, entry)
  return isNoted(plan, section, entry) ? NOTED : undefined
}

/** What of a reader decides which entries they get, and how much of them. */
export type Choices = Readonly<Pick<Subscriber, 'notes'>> & {
  readonly categories: 'all' | readonly string[]
}

export interface Placement {
  /** Flags and numbers, every name always present. */
  readonly values: Record<string, boolean | number>
  /** The entries that this reader gets, by index. */
  readonly entries: readonly number[]
}

/** Places each entry once: in the first of the reader's categories whose part of the mail holds it. One that is noted there and left out for that stands nowhere else. */
export const place = (plan: Plan, choices: Choices): Placement => {
  const met = new Set<number>()
  const placed: number[] = []
  const values: Record<string, boolean | number> = {}
  for (const [section, { category, entries, noted = [] }] of plan.sections.entries()) {
    const chosen = choices.categories === 'all' || choices.categories.includes(category)
    const own = chosen ? entries.filter((entry) => !met.has(entry)) : []
    const shown = choices.notes === 'leave-out' ? own.filter((entry) => !noted.includes(entry)) : own
    for (const entry of entries)
      if (isRepeated(plan, section, entry)) values[shownEntry(section, entry)] = shown.includes(entry)
    values[shownSection(section)] = shown.length > 0
    values[countOf(section)] = shown.length
    for (const entry of own) met.add(entry)
    placed.push(...shown)
  }
  values[TOTAL] = placed.length
  if (hasNotes(plan)) {
    values[NOTED] = choices.notes !== 'leave-out'
    values[EXCERPTS] = choices.notes === undefined
  }
  return { values, entries: placed }
}
