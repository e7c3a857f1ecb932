import { momentWords, shownOn } from './clock-words.ts'
import { type Instant, plusSeconds, toInstant } from './instant.ts'
import type { Newsletter, SlotInstant } from './newsletter.ts'
import { relativeWords } from './relative-words.ts'
import { showSlot } from './shown-slot.ts'
import { lastSlot, nextSlot } from './slots.ts'
import { becauseOf, momentFor, ownClocksOf, type Viewing } from './viewing.ts'

interface Looking extends Pick<Viewing, 'now' | 'viewerZone' | 'leastApprovalSeconds'> {
  /** How long before its slot a digest is drafted. */
  readonly draftLeadSeconds: number
}

/** When the digest of the next slot is drafted: so long before, but not before the digest of the last slot had its time. */
const draftedAt = (
  { slotsHandledThrough: handled, ...newsletter }: Newsletter,
  slot: SlotInstant,
  { draftLeadSeconds, leastApprovalSeconds }: Looking,
): Instant => {
  const byLead = plusSeconds(slot.at, -draftLeadSeconds)
  const last = lastSlot(newsletter, handled).at
  // Slots of before the newsletter began had no digest.
  const free = last === handled ? plusSeconds(last, leastApprovalSeconds) : byLead
  return free > byLead ? free : byLead
}

const sends = (newsletter: Newsletter, slot: SlotInstant, looking: Looking): string => {
  const { wanted, clocks } = showSlot(newsletter, slot)
  const moment = momentFor({ newsletter, ...looking }, slot.at)
  const verb = slot.at <= looking.now ? 'was due' : 'sends'
  if (slot.localTime !== undefined) return `${verb} ${ownClocksOf(slot.localTime)} ${moment}`
  const { time } = shownOn(toInstant(`${wanted}Z`), 'UTC')
  return `${verb} ${moment}${clocks === 'gap' ? ` (for ${time}, which no clock shows that day)` : ''}`
}

/** When the next digest of a newsletter is drafted and sent, in one sentence, while none is open. */
export const nextSlotWords = (newsletter: Newsletter, looking: Looking): string => {
  const { zone, paused, claimedSlots = [] } = newsletter
  const { now } = looking
  if (paused !== undefined)
    return `Nothing is drafted while the newsletter is paused${becauseOf(paused.why)}.`
  const claimed = claimedSlots.findLast(({ missed }) => missed === undefined)
  const slot = claimed ?? nextSlot(newsletter, now)
  const drafted = claimed ? now : draftedAt(newsletter, slot, looking)
  const when =
    drafted <= now
      ? 'about to be drafted'
      : `drafted ${momentWords(drafted, zone)}, ${relativeWords(drafted, now, zone)}`
  return `Next digest: ${when}, ${sends(newsletter, slot, looking)}.`
}
