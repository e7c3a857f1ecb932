import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { reschedule } from '#functions/core/digest-verbs.ts'
import { Invalid, NotFound } from '#functions/core/errors.ts'
import { FIRST_CLOCKS, instantAt } from '#functions/core/slots.ts'
import { type ActDeps, type Actor, actOnDigest } from './act-on-digest.ts'
import { digestOf } from './digest-of.ts'
import type { Newsletters } from './ports.ts'

interface Deps extends ActDeps {
  newsletters: Newsletters
}

/** Gives a digest another time (`2026-11-24T18:30`): on the clocks of the newsletter's zone, or of each reader where it goes by these. */
export const rescheduleDigest =
  (deps: Deps) =>
  async (ref: DigestRef, time: string, actor: Actor): Promise<Digest> => {
    const newsletter = await deps.newsletters.get(ref.newsletter)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter ${ref.newsletter}.`)
    const local = (await digestOf(deps.digests, ref)).localTime !== undefined
    const dueAt = instantAt(time, local ? FIRST_CLOCKS : newsletter.zone)
    if (dueAt <= deps.clock())
      throw new Invalid(`${time} is past${local ? ' where the first readers are' : ''}.`)
    return actOnDigest(deps, ref, 'reschedule', actor, (digest) =>
      reschedule(digest, { dueAt, ...(local && { localTime: time }) }),
    )
  }
