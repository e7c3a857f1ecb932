import type { Fault } from '#functions/core/checked-mail.ts'
import type { Edition } from '#functions/core/edition.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type CheckDeps, draftFaults } from './draft-faults.ts'

/** Checks a revision once for all who look at it, for as long as its edition is remembered: that is of the one revision, and of its newsletter as it stands. */
export const rememberedFaults = (deps: CheckDeps) => {
  const remembered = new WeakMap<Edition, Fault[]>()
  return (newsletter: Newsletter, content: Content, edition: Edition): Fault[] => {
    const faults = remembered.get(edition) ?? draftFaults(deps, newsletter, content, edition)
    remembered.set(edition, faults)
    return faults
  }
}
