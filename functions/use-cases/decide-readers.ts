import { type Batch, batchTag, callIsOver, decided, isInCall, memberStanding } from '#functions/core/batch.ts'
import { type Digest, templatesAreGone } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { reopen } from '#functions/core/digest-verbs.ts'
import type { Code, EventSets, Standing } from '#functions/core/disposition.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import type { AccountDeps } from './account-for-readers.ts'
import { type ActDeps, type Actor, actOnDigest } from './act-on-digest.ts'
import type { BatchMessage } from './batch-message.ts'
import type { Queue } from './ports.ts'

interface Deps extends AccountDeps, ActDeps {
  batches: Queue<BatchMessage>
}

interface Decision {
  readonly verb: 'resend' | 'leave'
  readonly code: Code
  readonly may: (standing: Standing) => boolean
  readonly says: string
}

const RESEND: Decision = {
  verb: 'resend',
  code: '.',
  may: ({ disposition }) =>
    disposition === 'uncertain' || disposition === 'failed' || disposition === 'waiting',
  says: 'Only uncertain or failed readers can be sent to again',
}
const LEAVE: Decision = {
  verb: 'leave',
  code: '!',
  may: ({ disposition }) => disposition === 'uncertain',
  says: 'Only uncertain readers can be left so',
}

interface Place {
  readonly batch: Batch
  readonly positions: readonly number[]
}

/** The batches of some readers; refuses them all if the decision does not fit one of them. */
const placesOf = async (
  deps: Deps,
  digest: Digest,
  ids: ReadonlySet<string>,
  { may, says }: Decision,
): Promise<Place[]> => {
  const audience = await deps.ledger.audience(digestKey(digest))
  if (audience === undefined) throw new Conflict('Its audience is not frozen yet.')
  const found = new Set<string>()
  const places: Place[] = []
  const check = (batch: Batch, events: EventSets, position: number): void => {
    const over = callIsOver(batch, deps.callLeaseSeconds, deps.clock())
    // Its worker could no longer record the answer.
    if (isInCall(batch, deps.callLeaseSeconds, deps.clock()))
      throw new Conflict(`Batch ${batchTag(batch)} is in a call just now. Try again in a minute.`)
    const standing = memberStanding(batch, events, position, { callIsOver: over, cancelled: false })
    const id = batch.members[position] ?? ''
    if (!may(standing)) throw new Conflict(`${says}; ${id} is ${standing.disposition}.`)
    found.add(id)
  }
  for await (const { batch, events } of deps.ledger.batches(digestKey(digest), audience.attempt)) {
    const positions = batch.members.flatMap((id, position) => (ids.has(id) ? [position] : []))
    if (positions.length === 0) continue
    for (const position of positions) check(batch, events, position)
    places.push({ batch, positions })
  }
  const missing = [...ids].find((id) => !found.has(id))
  if (missing !== undefined) throw new NotFound(`${missing} is in no batch of this digest.`)
  return places
}

const decide =
  (deps: Deps, decision: Decision) =>
  async (ref: DigestRef, readers: readonly string[], actor: Actor): Promise<Digest> => {
    const digest = await deps.digests.get(ref)
    if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
    const templatesGone = templatesAreGone(digest, deps.clock())
    if (
      decision.verb === 'resend' &&
      (!['sending', 'paused', 'sent'].includes(digest.status) || templatesGone)
    )
      throw new Conflict(
        `The digest is ${digest.status}${templatesGone ? ', and its templates are deleted' : ''}.`,
      )
    const places = await placesOf(deps, digest, new Set(readers), decision)
    const count = readers.length === 1 ? '1 reader' : `${readers.length} readers`
    const told = { ...actor, why: `${count}: ${actor.why}` }
    const act = () =>
      actOnDigest(deps, ref, decision.verb, told, (latest, { at }) =>
        decision.verb === 'resend' ? reopen(latest, at) : latest,
      )
    // The act first: it keeps the digest open while the rows are written, and if this ends in their midst, who waits by
    // then is sent to.
    const acted = await act()
    for (const { batch, positions } of places) {
      const after = decided(batch, positions, decision.code)
      if (after.codes !== batch.codes) await deps.ledger.replaceBatch(after)
    }
    if (decision.verb === 'leave') return acted
    // So many rows took longer than that.
    const closed = (await deps.digests.get(ref))?.status === 'sent'
    const open = closed ? await act() : acted
    if (open.status === 'sending')
      await deps.batches.send(
        places.map(({ batch: { digest: key, attempt, wave, number } }) => ({
          message: { digest: key, attempt, wave, number, tries: 0 },
        })),
      )
    return open
  }

/** An admin's decisions about readers whom nothing settles by itself: send again to these, or leave them. Sending again may mail a reader twice, by the admin's word. */
export const decideReaders = (deps: Deps) => ({ resend: decide(deps, RESEND), leave: decide(deps, LEAVE) })
