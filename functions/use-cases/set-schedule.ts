import { actOf } from '#functions/core/act.ts'
import { changeSlot, type SlotChange } from '#functions/core/change-slot.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { slotsAfter } from '#functions/core/slots.ts'
import type { Actor } from './act-on-digest.ts'
import { againOnConflict } from './again-on-conflict.ts'
import type { Acts, Clock, Digests, Newsletters } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  digests: Pick<Digests, 'get'>
  acts: Acts
  clock: Clock
}

const read = async ({ newsletters }: Deps, slug: string): Promise<Newsletter> => {
  const newsletter = await newsletters.get(slug)
  if (newsletter === undefined) throw new NotFound(`There is no newsletter ${slug}.`)
  return newsletter
}

/** The newsletter as it is changed: a slot whose digest was drafted by hand ahead of its time counts as claimed. */
const withDrafted = async ({ digests }: Deps, newsletter: Newsletter): Promise<Newsletter> => {
  let drafted = newsletter
  for (const { date, at } of slotsAfter(newsletter, newsletter.slotsHandledThrough)) {
    const digest = await digests.get({ newsletter: newsletter.slug, kind: 'regular', date })
    if (digest === undefined) break
    drafted = { ...drafted, slotsHandledThrough: at }
  }
  return drafted
}

/** Changes the slot of a newsletter, its zone, or whether readers get it at their own hour, and answers with the newsletter after it. No slot is skipped or met twice; digests that are there stay as they are. Throws NotFound, Invalid when nothing is named, and Conflict when the schedule keeps changing. */
export const setSchedule =
  (deps: Deps) =>
  async (slug: string, change: SlotChange, { by, why }: Actor): Promise<Newsletter> => {
    if (Object.values(change).every((value) => value === undefined))
      throw new Invalid('Say what is to change: the zone, the slot, or whether readers get it at their hour.')
    await read(deps, slug)
    // Before it is done, so that nothing is changed unseen.
    await deps.acts.put({ newsletter: slug }, actOf({ verb: 'schedule', by, why, at: deps.clock() }))
    return againOnConflict(async () => {
      const newsletter = await read(deps, slug)
      const changed = changeSlot(await withDrafted(deps, newsletter), change, deps.clock())
      if (!(await deps.newsletters.setSchedule(newsletter, changed)))
        throw new Conflict(`The schedule of ${slug} keeps changing. Try again.`)
      return { ...newsletter, ...changed, scheduleVersion: newsletter.scheduleVersion + 1 }
    })
  }
