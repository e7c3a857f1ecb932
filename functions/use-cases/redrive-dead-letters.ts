import { actOf } from '#functions/core/act.ts'
import type { Acts, Clock, DeadLetters } from './ports.ts'

interface Deps {
  deadLetters: DeadLetters
  acts: Acts
  clock: Clock
}

/** Gives the dead letters of a queue back to its worker. Answers how many. */
export const redriveDeadLetters =
  (deps: Deps) =>
  async (queue: string, by: string): Promise<number> => {
    const count = await deps.deadLetters.redrive(queue)
    const act = { verb: 'redrive', by, why: `${count} messages`, at: deps.clock() } as const
    if (count > 0) await deps.acts.put({ queue }, actOf(act))
    return count
  }
