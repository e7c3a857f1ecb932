import * as z from 'zod'
import type { Content } from './entry.ts'

/** What placement needs of a digest: its sections with the entries (by index) that the mail shows in each. */
export const Plan = z.strictObject({
  sections: z.array(z.strictObject({ category: z.string(), entries: z.array(z.int()) })),
})
export type Plan = z.infer<typeof Plan>

export const planOf = (content: Content): Plan => {
  const index = new Map(content.entries.map((entry, position) => [entry.post, position]))
  return {
    sections: content.sections.map((section) => ({
      category: section.category,
      entries: section.entries.slice(0, section.mailed).map((post) => index.get(post) ?? -1),
    })),
  }
}

/** The names of what SES fills in: `c1` section 1 is shown, `n1` its entries for this reader, `c1e7` entry 7 is shown in section 1, `total` all entries. */
export const shownSection = (section: number): string => `c${section}`
export const countOf = (section: number): string => `n${section}`
export const shownEntry = (section: number, entry: number): string => `c${section}e${entry}`
export const TOTAL = 'total'

/** Whether an entry's place in a section depends on the reader: an earlier section of the mail holds it too. */
export const isConditional = (plan: Plan, section: number, entry: number): boolean =>
  plan.sections.slice(0, section).some((earlier) => earlier.entries.includes(entry))

export interface Choices {
  readonly categories: 'all' | readonly string[]
}

export interface Placement {
  /** Flags and numbers, every name always present. */
  readonly values: Record<string, boolean | number>
  /** The entries that this reader gets, by index. */
  readonly entries: readonly number[]
}

/** Places each entry once: in the first of the reader's categories whose part of the mail holds it. */
export const place = (plan: Plan, choices: Choices): Placement => {
  const placed = new Set<number>()
  const values: Record<string, boolean | number> = {}
  for (const [section, { category, entries }] of plan.sections.entries()) {
    const chosen = choices.categories === 'all' || choices.categories.includes(category)
    const own = chosen ? entries.filter((entry) => !placed.has(entry)) : []
    for (const entry of entries)
      if (isConditional(plan, section, entry)) values[shownEntry(section, entry)] = own.includes(entry)
    values[shownSection(section)] = own.length > 0
    values[countOf(section)] = own.length
    for (const entry of own) placed.add(entry)
  }
  values[TOTAL] = placed.size
  return { values, entries: [...placed] }
}
