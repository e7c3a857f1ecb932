import { actOf, type Verb } from '#functions/core/act.ts'
import type { Actor } from './act-on-digest.ts'
import type { Acts, Clock } from './ports.ts'

/** Keeps what an admin is about to do about a reader: before it is done, so that nothing is done unseen. */
export const actOnReader = async (
  { acts, clock }: { acts: Acts; clock: Clock },
  reader: string,
  verb: Verb,
  { by, why }: Actor,
): Promise<void> => acts.put({ reader }, actOf({ verb, by, why, at: clock() }))
