import type { Fault } from '#functions/core/checked-mail.ts'

/** The checks, in the order of the table. `mail` are those of check-mail.ts. */
export const CHECKS = [
  'mail',
  'html',
  'clients',
  'axe',
  'layout',
  'contrast',
  'requests',
  'alt texts',
  'spam',
  'dkim',
  'mime',
] as const
export type Check = (typeof CHECKS)[number]

/** Why a check could not be made. */
export interface Skipped {
  readonly skipped: string
}

/** What each check found in a fixture; checks that have nothing to look at are absent. */
export type Found = Readonly<Partial<Record<Check, readonly Fault[] | Skipped>>>

export const isSkipped = (found: readonly Fault[] | Skipped): found is Skipped => 'skipped' in found

/** By which a fault is known. */
export const keyOf = ({ check, words }: Fault): string => `${check} ${words}`

/** Each fault once: readers of one fixture meet the same ones. */
export const eachOnce = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [keyOf(fault), fault])).values(),
]

const partsOf = (found: Found) =>
  CHECKS.flatMap((check) => (found[check] === undefined ? [] : [found[check]]))

/** All faults, in the order of the checks. */
export const faultsIn = (found: Found): Fault[] =>
  eachOnce(partsOf(found).flatMap((own) => (isSkipped(own) ? [] : own)))

export const skippedIn = (found: Found): Skipped[] => partsOf(found).filter(isSkipped)
