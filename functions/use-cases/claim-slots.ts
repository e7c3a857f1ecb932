import { pausedWords } from '#functions/core/attend-draft.ts'
import type { Patience } from '#functions/core/deadline.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { skip, withoutOwed } from '#functions/core/digest-verbs.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { ClaimedSlot, Newsletter, SlotInstant } from '#functions/core/newsletter.ts'
import { hasRoundUps } from '#functions/core/round-up.ts'
import { shortReason } from '#functions/core/short-reason.ts'
import { lastSlot, slotsBetween } from '#functions/core/slots.ts'
import type { DraftRequest } from './draft-digest.ts'
import type { Clock, Digests, Ledger, Newsletters, Queue } from './ports.ts'

export interface SlotDeps extends Pick<Patience, 'leastApprovalSeconds'> {
  newsletters: Newsletters
  digests: Digests
  ledger: Ledger
  drafts: Queue<DraftRequest>
  clock: Clock
  /** How long before its slot a digest is drafted, but not before the digest of the slot before had its time. */
  draftLeadSeconds: number
  /** After this a worker that was asked for a draft must have died. */
  stepLeaseSeconds: number
}

const MISSED = 'Its slot passed while nothing ran; its posts go into the next digest.'
/** A round-up comes beside. */
const MOST_CLAIMED = 50
/** A year of weekly digests: many in a row may have been skipped. */
const LOOK_BACK = 53

/** Whether readers of the last regular digest were left out for wanting a round-up. Who chose that since waits for the next month's. */
const hasMonthlyReaders = async ({ digests, ledger }: SlotDeps, slug: string): Promise<boolean> => {
  const latest = await digests.latest(slug, LOOK_BACK)
  const last = latest.find(({ kind, attempt }) => kind === 'regular' && attempt !== undefined)
  const audience = last && (await ledger.audience(digestKey(last)))
  return (audience?.excluded.frequency ?? 0) > 0
}

const monthOf = ({ date }: SlotInstant): string => date.slice(0, 7)

/** The month of the last round-up. A newsletter that never had one begins with the month after its last slot. */
const lastRoundUp = ({ roundUpMonth, slotsHandledThrough }: Newsletter): string =>
  roundUpMonth ?? slotsHandledThrough.slice(0, 7)

/** The slots that are to be claimed now: due within the lead, each once the digest of the one before went out or was held, since it would have the same posts. */
const slotsDue = (deps: SlotDeps, newsletter: Newsletter): SlotInstant[] => {
  const now = deps.clock()
  const { slotsHandledThrough: handled, paused } = newsletter
  // A pause may end before the slot, which is then drafted; until it is due nothing is decided.
  const through = plusSeconds(now, paused ? 0 : deps.draftLeadSeconds)
  const due: SlotInstant[] = []
  let before = lastSlot(newsletter, handled).at
  for (const slot of slotsBetween(newsletter, handled, through)) {
    // Slots of before the newsletter began were handled by nobody.
    const isReal = due.length > 0 || before === handled
    if (isReal && plusSeconds(before, deps.leastApprovalSeconds) > now) break
    due.push(slot)
    before = slot.at
  }
  return due
}

/** The claims of some slots. Of several, after an outage, the last alone is drafted: they would share their posts. With the first of a month comes the round-up. */
const claimsOf = async (
  deps: SlotDeps,
  newsletter: Newsletter,
  due: readonly SlotInstant[],
  drafted: SlotInstant | undefined,
): Promise<ClaimedSlot[]> => {
  const asked = deps.clock()
  const { paused } = newsletter
  const missed = shortReason(paused ? pausedWords(paused) : MISSED)
  const claims = due.map(
    (slot): ClaimedSlot => ({ ...slot, kind: 'regular', asked, ...(slot !== drafted && { missed }) }),
  )
  const isNewMonth =
    drafted !== undefined && monthOf(drafted) > lastRoundUp(newsletter) && hasRoundUps(newsletter)
  if (isNewMonth && (await hasMonthlyReaders(deps, newsletter.slug)))
    claims.push({ ...drafted, kind: 'round-up', asked })
  return claims
}

/**
 * Claims the slots that are due, by one write of the newsletter on the state that was read: a change of the slot, or
 * another tick, comes before it or after it and never between. Answers with the newsletter as it then is.
 */
const claim = async (deps: SlotDeps, newsletter: Newsletter): Promise<Newsletter | undefined> => {
  const { claimedSlots = [], paused } = newsletter
  const all = slotsDue(deps, newsletter)
  // After a long outage the next tick goes on.
  const due = all.slice(0, Math.max(0, MOST_CLAIMED - claimedSlots.length))
  const last = due.at(-1)
  if (last === undefined) return newsletter
  const drafted = paused === undefined && due.length === all.length ? last : undefined
  const claims = [...claimedSlots, ...(await claimsOf(deps, newsletter, due, drafted))]
  const change = {
    claimedSlots: claims,
    slotsHandledThrough: last.at,
    ...(drafted && monthOf(drafted) > lastRoundUp(newsletter) && { roundUpMonth: monthOf(drafted) }),
  }
  if (!(await deps.newsletters.setSchedule(newsletter, change))) return undefined
  const told = claims.findLast(({ missed }) => missed !== undefined)
  for (const slot of claims) await ask(deps, newsletter.slug, slot, slot === told)
  return deps.newsletters.get(newsletter.slug)
}

const refOf = (newsletter: string, { kind, date }: ClaimedSlot): DigestRef => ({ newsletter, kind, date })

/** Asks for the draft of a claimed slot, or records that it was missed. Of many that were, staff are told of the last. */
const ask = async (deps: SlotDeps, slug: string, slot: ClaimedSlot, tells = true): Promise<void> => {
  const { at: dueAt, localTime, missed } = slot
  const request = { ...refOf(slug, slot), dueAt, ...(localTime && { localTime }) }
  if (missed === undefined) return deps.drafts.send([{ message: request }])
  const now = deps.clock()
  const draft: Digest = { ...request, version: 1, status: 'draft', cutOffAt: now, revision: 1 }
  const skipped = skip(draft, missed, now)
  await deps.digests.create(tells ? skipped : withoutOwed(skipped))
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
