import { pausedWords } from '#functions/core/attend-draft.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { skip } from '#functions/core/digest-verbs.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { ClaimedSlot, Newsletter, SlotInstant } from '#functions/core/newsletter.ts'
import { hasRoundUps } from '#functions/core/round-up.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import type { DraftRequest } from './draft-digest.ts'
import type { Clock, Digests, Ledger, Newsletters, Queue } from './ports.ts'

export interface SlotDeps {
  newsletters: Newsletters
  digests: Digests
  ledger: Ledger
  drafts: Queue<DraftRequest>
  clock: Clock
  /** How long before its slot a digest is drafted. */
  draftLeadSeconds: number
  /** After this a worker that was asked for a draft must have died. */
  stepLeaseSeconds: number
}

const MISSED = 'Its slot passed while nothing ran; its posts go into the next digest.'
const MOST_CLAIMED = 60
const LOOK_BACK = 12

/** Whether readers of the last regular digest were left out for wanting a round-up. Who chose that since waits for the next month's. */
const hasMonthlyReaders = async ({ digests, ledger }: SlotDeps, slug: string): Promise<boolean> => {
  const latest = await digests.latest(slug, LOOK_BACK)
  const last = latest.find(({ kind, attempt }) => kind === 'regular' && attempt !== undefined)
  const audience = last && (await ledger.audience(digestKey(last)))
  return (audience?.excluded.frequency ?? 0) > 0
}

const monthOf = ({ date }: SlotInstant): string => date.slice(0, 7)

/** The claims of the slots that are due. Of several, after an outage, the last alone is drafted: they would share their posts. With the first of a month comes the round-up. */
const claimsOf = async (
  deps: SlotDeps,
  newsletter: Newsletter,
  due: readonly SlotInstant[],
): Promise<ClaimedSlot[]> => {
  const asked = deps.clock()
  const { paused, roundUpMonth = '' } = newsletter
  const claims = due.map((slot, index): ClaimedSlot => {
    const isLast = index === due.length - 1
    const missed = paused ? pausedWords(paused) : isLast ? undefined : MISSED
    return { ...slot, kind: 'regular', asked, ...(missed !== undefined && { missed: missed.slice(0, 200) }) }
  })
  const last = due.at(-1)
  const isNewMonth = last !== undefined && monthOf(last) > roundUpMonth && !paused && hasRoundUps(newsletter)
  if (isNewMonth && (await hasMonthlyReaders(deps, newsletter.slug)))
    claims.push({ ...last, kind: 'round-up', asked })
  return claims
}

/**
 * Claims the slots that are due, by one write of the newsletter on the state that was read: a change of the slot, or
 * another tick, comes before it or after it and never between. Answers with the newsletter as it then is.
 */
const claim = async (deps: SlotDeps, newsletter: Newsletter): Promise<Newsletter | undefined> => {
  const { slotsHandledThrough, claimedSlots = [], paused } = newsletter
  // A pause may end before the slot, which is then drafted; until it is due nothing is decided.
  const ahead = paused ? 0 : deps.draftLeadSeconds
  const due = slotsBetween(newsletter, slotsHandledThrough, plusSeconds(deps.clock(), ahead))
  const last = due.at(-1)
  if (last === undefined) return newsletter
  const claims = [...claimedSlots, ...(await claimsOf(deps, newsletter, due))].slice(-MOST_CLAIMED)
  const change = {
    claimedSlots: claims,
    slotsHandledThrough: last.at,
    ...(!paused && monthOf(last) > (newsletter.roundUpMonth ?? '') && { roundUpMonth: monthOf(last) }),
  }
  if (!(await deps.newsletters.setSchedule(newsletter, change))) return undefined
  for (const slot of claims) await ask(deps, newsletter.slug, slot)
  return deps.newsletters.get(newsletter.slug)
}

const refOf = (newsletter: string, { kind, date }: ClaimedSlot): DigestRef => ({ newsletter, kind, date })

/** Asks for the draft of a claimed slot, or records that it was missed. */
const ask = async (deps: SlotDeps, slug: string, slot: ClaimedSlot): Promise<void> => {
  const { at: dueAt, localTime, missed } = slot
  const request = { ...refOf(slug, slot), dueAt, ...(localTime && { localTime }) }
  if (missed === undefined) return deps.drafts.send([{ message: request }])
  const now = deps.clock()
  const draft: Digest = { ...request, version: 1, status: 'draft', cutOffAt: now, revision: 1 }
  await deps.digests.create(skip(draft, missed, now))
}

/** Lets go of claimed slots whose digests are there, and asks again for those that should be and are not. */
const follow = async (deps: SlotDeps, newsletter: Newsletter): Promise<void> => {
  const { slug, claimedSlots = [] } = newsletter
  if (claimedSlots.length === 0) return
  const now = deps.clock()
  const isLate = (asked: Instant): boolean => plusSeconds(asked, deps.stepLeaseSeconds) <= now
  const left: ClaimedSlot[] = []
  for (const slot of claimedSlots)
    if ((await deps.digests.get(refOf(slug, slot))) === undefined) left.push(slot)
  const late = left.filter(({ asked }) => isLate(asked))
  if (left.length === claimedSlots.length && late.length === 0) return
  const again = left.map((slot) => (late.includes(slot) ? { ...slot, asked: now } : slot))
  const change = { claimedSlots: again.length > 0 ? again : null }
  if (!(await deps.newsletters.setSchedule(newsletter, change))) return
  for (const slot of late) await ask(deps, slug, slot)
}

/** Has the digests of a newsletter's slots drafted, each once, ahead of their time. */
export const claimSlots = async (deps: SlotDeps, newsletter: Newsletter): Promise<void> => {
  const claimed = await claim(deps, newsletter)
  if (claimed !== undefined) await follow(deps, claimed)
}
