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

/** All faults, each once. */
export const faultsIn = (found: Found): Fault[] => {
  const faults = CHECKS.flatMap((check) => {
    const own = found[check] ?? []
    return isSkipped(own) ? [] : own
  })
  return [...new Map(faults.map((fault) => [`${fault.check} ${fault.words}`, fault])).values()]
}
