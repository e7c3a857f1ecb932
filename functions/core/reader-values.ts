import { type Choices, type Plan, place } from './placement.ts'
import type { Subscriber } from './subscriber.ts'
import { CONSTANTS, type ViewValues } from './view.ts'

/** `dated`: the subject says the date alone; `since`: the UTC day on which the reader agreed, false where that is not known. */
export const DATED = 'dated'
export const SINCE = 'since'

export type Wishes = Choices & Pick<Subscriber, 'subject' | 'consentAt'>

/** What SES fills in for a reader but for the tokens of their links: every name that a template may hold, always. */
export const readerValues = (plan: Plan, reader: Wishes): ViewValues => ({
  ...CONSTANTS,
  ...place(plan, reader).values,
  [DATED]: reader.subject === 'date',
  [SINCE]: reader.consentAt?.slice(0, 10) ?? false,
})
