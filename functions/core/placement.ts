import * as z from 'zod'
import type { Content, Section } from './entry.ts'
import type { Layout } from './newsletter.ts'
import { readingSeconds, toMinutes } from './reading-time.ts'
import { isNotedAnywhere } from './subject.ts'
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
  /** The entry that the mail leads with; it stands in no section. */
  lead: z
    .strictObject({
      entry: z.int(),
      /** Who chose one of these gets it. */
      categories: z.array(z.string()),
      /** So does who gets anything else. */
      forEveryone: z.literal(true).optional(),
      noted: z.literal(true).optional(),
    })
    .optional(),
  /** How long each entry takes to read, its title and its excerpt, and what stands around them. */
  seconds: z.strictObject({ entries: z.array(z.tuple([z.int(), z.int()])), around: z.int() }).optional(),
})
export type Plan = z.infer<typeof Plan>

const leadIn = (content: Content): Plan['lead'] => {
  const { entries, sections, lead } = content
  const index = entries.findIndex(({ post }) => post === lead?.post)
  const entry = entries[index]
  if (lead === undefined || entry === undefined) return undefined
  const own = sections.filter((section) => section.entries.includes(entry.post))
  return {
    entry: index,
    categories: own.map(({ category }) => category),
    ...(lead.forEveryone && { forEveryone: true }),
    ...(isNotedAnywhere(content, entry) && { noted: true }),
  }
}

const secondsOf = (
  { entries, note, closing, corrections = [] }: Content,
  planned: Planned,
): Plan['seconds'] => ({
  entries: entries.map(({ title, excerpt }) => [
    readingSeconds(title),
    planned === 'compact' ? 0 : readingSeconds(excerpt),
  ]),
  around: readingSeconds(
    [note?.text, closing?.title, closing?.text, ...corrections.map(({ text }) => text)].join(' '),
  ),
})

/** For which layout a digest is planned. Before the lead stood apart, digests were planned `without-lead`, and are sent so. */
export const Planned = z.enum(['full', 'compact', 'without-lead'])
export type Planned = z.infer<typeof Planned>

export const plannedFor = (layout: Layout): Planned => (layout === 'compact' ? 'compact' : 'full')

export const planOf = (content: Content, planned: Planned = 'full'): Plan => {
  const index = new Map(content.entries.map((entry, position) => [entry.post, position]))
  const lead = planned === 'without-lead' ? undefined : leadIn(content)
  const leadPost = lead && content.lead?.post
  const sectionOf = ({ category, contentNote, ...section }: Section): Plan['sections'][number] => {
    const others = section.entries.filter((post) => post !== leadPost)
    const entries = others.slice(0, section.mailed).map((post) => index.get(post) ?? -1)
    const noted =
      contentNote === undefined
        ? entries.filter((entry) => content.entries[entry]?.contentNote !== undefined)
        : entries
    return { category, entries, ...(noted.length > 0 && { noted }) }
  }
  return {
    sections: content.sections.map(sectionOf),
    ...(lead && { lead }),
    seconds: secondsOf(content, planned),
  }
}

/** The names of what SES fills in: `c1` section 1 is shown, `n1` its entries for this reader, `c1e7` entry 7 is shown in section 1, `lead` the lead is, `contents` more than one section is; `total` all entries, `minutes` to read them; `noted` noted entries are shown, `excerpts` with their excerpts. */
export const shownSection = (section: number): string => `c${section}`
export const countOf = (section: number): string => `n${section}`
const shownEntry = (section: number, entry: number): string => `c${section}e${entry}`
export const LEAD = 'lead'
export const CONTENTS = 'contents'
export const TOTAL = 'total'
export const MINUTES = 'minutes'
export const NOTED = 'noted'
export const EXCERPTS = 'excerpts'

export const hasNotes = ({ sections, lead }: Plan): boolean =>
  lead?.noted === true || sections.some(({ noted }) => noted !== undefined)

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

const has = ({ categories }: Choices, category: string): boolean =>
  categories === 'all' || categories.includes(category)

/** A lead that is for everyone is alone no reason for a mail: who chose nothing that the digest has gets none. */
const getsLead = ({ lead }: Plan, choices: Choices, getsOthers: boolean): boolean => {
  if (lead === undefined || (lead.noted && choices.notes === 'leave-out')) return false
  return (
    lead.categories.some((category) => has(choices, category)) || (lead.forEveryone === true && getsOthers)
  )
}

const isNotedFor = (plan: Plan, entry: number): boolean =>
  (plan.lead?.entry === entry && plan.lead.noted === true) ||
  plan.sections.some(({ noted }) => noted?.includes(entry))

const minutesFor = (plan: Plan, placed: readonly number[], choices: Choices): number => {
  const { entries, around } = plan.seconds ?? { entries: [], around: 0 }
  const seconds = placed.map((entry) => {
    const [title, excerpt] = entries[entry] ?? [0, 0]
    return choices.notes === 'titles' && isNotedFor(plan, entry) ? title : title + excerpt
  })
  return toMinutes(seconds.reduce((sum, one) => sum + one, around))
}

/** Places each entry once: the lead first, each other in the first of the reader's categories whose part of the mail holds it. One that is noted there and left out for that stands nowhere else. */
export const place = (plan: Plan, choices: Choices): Placement => {
  const met = new Set<number>()
  const placed: number[] = []
  const values: Record<string, boolean | number> = {}
  for (const [section, { category, entries, noted = [] }] of plan.sections.entries()) {
    const own = has(choices, category) ? entries.filter((entry) => !met.has(entry)) : []
    const shown = choices.notes === 'leave-out' ? own.filter((entry) => !noted.includes(entry)) : own
    for (const entry of entries)
      if (isRepeated(plan, section, entry)) values[shownEntry(section, entry)] = shown.includes(entry)
    values[shownSection(section)] = shown.length > 0
    values[countOf(section)] = shown.length
    for (const entry of own) met.add(entry)
    placed.push(...shown)
  }
  values[CONTENTS] = plan.sections.filter((_, section) => values[shownSection(section)]).length > 1
  const { lead } = plan
  if (lead !== undefined) {
    values[LEAD] = getsLead(plan, choices, placed.length > 0)
    if (values[LEAD]) placed.unshift(lead.entry)
  }
  values[TOTAL] = placed.length
  values[MINUTES] = minutesFor(plan, placed, choices)
  if (hasNotes(plan)) {
    values[NOTED] = choices.notes !== 'leave-out'
    values[EXCERPTS] = choices.notes === undefined
  }
  return { values, entries: placed }
}
