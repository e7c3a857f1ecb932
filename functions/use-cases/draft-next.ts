import { actOf } from '#functions/core/act.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlot } from '#functions/core/slots.ts'
import { type DraftDeps, saveDraft } from './draft-digest.ts'
import type { Acts } from './ports.ts'

interface Deps extends DraftDeps {
  acts: Acts
}

/** Drafts the digest of a newsletter's next slot by hand, from the posts that are there now; `by` is kept with it. With nothing to say nothing is recorded: posts may still come before the slot. */
export const draftNext =
  (deps: Deps) =>
  async (newsletter: Newsletter, by?: string): Promise<{ digest: Digest; content: Content }> => {
    const { date, at, localTime } = nextSlot(newsletter, deps.clock())
    const ref = { newsletter: newsletter.slug, kind: 'regular', date } as const
    const there = await deps.digests.get(ref)
    if (there !== undefined) {
      const why = there.reason === undefined ? '.' : `: ${there.reason}`
      throw new Conflict(`${digestKey(ref)} is there already; it is ${there.status}${why}`)
    }
    const drafted = await saveDraft(deps, newsletter, { ...ref, dueAt: at, ...(localTime && { localTime }) })
    if ('thin' in drafted) throw new Conflict(`Nothing to draft for ${digestKey(ref)}: ${drafted.thin}`)
    if (!drafted.created) throw new Conflict(`${digestKey(ref)} was drafted by somebody else just now.`)
    if (by !== undefined)
      await deps.acts.put(
        ref,
        actOf({ verb: 'draft', by, why: 'Drafted before its time.', at: deps.clock() }),
      )
    await deps.askForDryRun(drafted.digest)
    return drafted
  }
