import { toInstant } from './instant.ts'
import { hasNotes, type Plan } from './placement.ts'
import type { Wishes } from './reader-values.ts'

/** Readers on whom a digest is tried: one of everything, and one of the first category alone who wants subjects to say nothing; of a digest with content notes also one who wants their titles alone, and one who wants none of them. */
export const sampleReaders = (plan: Plan): Wishes[] => {
  const everything: Wishes = { categories: 'all', consentAt: toInstant('2026-01-01T00:00:00Z') }
  const [first] = plan.sections
  return [
    everything,
    { categories: first === undefined ? [] : [first.category], subject: 'date' },
    ...(hasNotes(plan)
      ? [{ ...everything, notes: 'titles' } as const, { ...everything, notes: 'leave-out' } as const]
      : []),
  ]
}
