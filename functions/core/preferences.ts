import * as z from 'zod'
import type { Instant } from './instant.ts'
import { LANGUAGE_TAGS } from './messages/languages.ts'
import { isTimeZone, type Newsletter } from './newsletter.ts'
import { Subscriber } from './subscriber.ts'

/** What a reader chooses of a newsletter. */
export const Preferences = Subscriber.pick({
  categories: true,
  frequency: true,
  language: true,
  layout: true,
  zone: true,
  notes: true,
  subject: true,
})
export type Preferences = z.infer<typeof Preferences>

/** A page's form as it came: what is not text is no field of ours. */
export const FormFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]).catch([]))
export type FormFields = z.infer<typeof FormFields>

export const oneOf = (fields: FormFields, name: string): string => [fields[name] ?? []].flat().at(-1) ?? ''

const chosenOf = <Value extends string>(value: string, known: readonly Value[]): Value | undefined =>
  known.find((one) => one === value)

/** The choices of a form. All categories mean those to come as well; what is not known counts as not chosen. */
export const preferencesIn = (newsletter: Newsletter, fields: FormFields): Preferences => {
  const known = newsletter.categories.map(({ id }) => id)
  const ticked = [fields.category ?? []].flat()
  const wanted = known.filter((id) => ticked.includes(id))
  const zone = oneOf(fields, 'zone')
  return {
    categories: wanted.length === known.length ? 'all' : wanted,
    frequency: chosenOf(oneOf(fields, 'frequency'), ['monthly']),
    layout: chosenOf(oneOf(fields, 'layout'), ['plain']),
    notes: chosenOf(oneOf(fields, 'notes'), ['titles', 'leave-out']),
    subject: chosenOf(oneOf(fields, 'subject'), ['date']),
    language: chosenOf(oneOf(fields, 'language'), LANGUAGE_TAGS),
    zone: zone !== '' && isTimeZone(zone) ? zone : undefined,
  }
}

/** A change of a row that leaves nothing of former choices. */
export const asChange = (preferences: Preferences) => ({
  categories: preferences.categories,
  frequency: preferences.frequency ?? null,
  layout: preferences.layout ?? null,
  notes: preferences.notes ?? null,
  subject: preferences.subject ?? null,
  language: preferences.language ?? null,
  zone: preferences.zone ?? null,
})

/** Weeks for which a reader can pause. */
export const PAUSES = [1, 2, 4, 8, 12] as const

/** The end of the pause that a form asks for; null for none, undefined where it stays as it is. */
export const pauseIn = (
  fields: FormFields,
  plusWeeks: (weeks: number) => Instant,
): Instant | null | undefined => {
  const asked = oneOf(fields, 'pause')
  if (asked === 'keep') return undefined
  const weeks = PAUSES.find((one) => String(one) === asked)
  return weeks === undefined ? null : plusWeeks(weeks)
}
