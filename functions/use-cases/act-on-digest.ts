import { type Act, actOf, type Verb } from '#functions/core/act.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { withAct } from '#functions/core/digest-verbs.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import type { Acts, Clock, Digests } from './ports.ts'

export interface ActDeps {
  digests: Digests
  acts: Acts
  clock: Clock
}

/** Who does something to a digest, and why. */
export interface Actor {
  readonly by: string
  readonly why: string
}

const MOST_TRIES = 5

/** Records the latest act as the row keeps it: short, and without addresses. */
const record = async ({ acts }: ActDeps, ref: DigestRef, { act, reason = '' }: Digest): Promise<void> => {
  if (act !== undefined) await acts.put(ref, { ...act, why: act.why ?? reason })
}

const written = async (deps: ActDeps, digest: Digest): Promise<Digest | undefined> => {
  try {
    return await deps.digests.replace(digest)
  } catch (error) {
    if (error instanceof Conflict) return undefined
    throw error
  }
}

/** Changes a digest by a person's act, and keeps who did it and why. Workers may change the row meanwhile; the act is judged by what it then finds. */
export const actOnDigest = async (
  deps: ActDeps,
  ref: DigestRef,
  verb: Verb,
  { by, why }: Actor,
  change: (digest: Digest, act: Required<Act>) => Digest,
): Promise<Digest> => {
  if (by.trim() === '') throw new Invalid('Say who you are: every act is kept with a name.')
  for (let tries = 1; ; tries += 1) {
    const digest = await deps.digests.get(ref)
    if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
    // What a crash kept out of the record of acts still stands in the row.
    await record(deps, ref, digest)
    const act = actOf({ verb, by, why, at: deps.clock() })
    const after = await written(deps, withAct(change(digest, act), act))
    if (after !== undefined) {
      await record(deps, ref, after)
      return after
    }
    if (tries === MOST_TRIES) throw new Conflict(`${digestKey(ref)} keeps changing. Try again.`)
  }
}
