import { actOf } from '#functions/core/act.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Actor } from './act-on-digest.ts'
import type { Acts, Clock, Newsletters } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  acts: Acts
  clock: Clock
}

/** Has many new readers at once mailed day by day, or all of them with everybody else, from the next freeze on. */
export const setRamp =
  (deps: Deps) =>
  async (newsletter: string, ramps: boolean, { by, why }: Actor): Promise<void> => {
    if (!(await deps.newsletters.setRamps(newsletter, ramps)))
      throw new NotFound(`There is no newsletter ${newsletter}.`)
    const act = { verb: ramps ? 'ramp' : 'no-ramp', by, why, at: deps.clock() } as const
    await deps.acts.put({ newsletter }, actOf(act))
  }
