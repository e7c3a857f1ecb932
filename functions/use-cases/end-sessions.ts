import { actOf } from '#functions/core/act.ts'
import { Invalid, NotFound } from '#functions/core/errors.ts'
import type { Actor } from './act-on-digest.ts'
import type { Acts, Clock } from './ports.ts'
import type { StaffBook } from './staff-ports.ts'

interface Deps {
  staff: StaffBook
  acts: Acts
  clock: Clock
}

/** Signs somebody of staff out wherever they are signed in, and keeps who did that and why. */
export const endSessions =
  (deps: Deps) =>
  async (id: string, { by, why }: Actor): Promise<void> => {
    if (by.trim() === '') throw new Invalid('Say who you are: every act is kept with a name.')
    const at = deps.clock()
    if (!(await deps.staff.endSessions(id, at)))
      throw new NotFound(`Nobody with the id ${id} ever signed in.`)
    await deps.acts.put({ staff: id }, actOf({ verb: 'sign-out', by, why, at }))
  }
