import { Temporal } from 'temporal-polyfill'
import { type Instant, plusSeconds } from './instant.ts'
import type { Newsletter, SlotInstant } from './newsletter.ts'
import { countAlike, numberFrom } from './slot-numbers.ts'
import { lastSlot, movedTo, type Schedule, slotNumbered, slotsAfter, slotsBetween } from './slots.ts'

export type SlotChange = Partial<Pick<Newsletter, 'slot' | 'zone' | 'localHour'>>

type ChangedSlot = Required<
  Pick<Newsletter, 'slot' | 'zone' | 'localHour' | 'slotsHandledThrough' | 'slotFrom' | 'formerSlots'>
>

interface Handover {
  /** The slots of before that still stand. */
  readonly standing: readonly SlotInstant[]
  /** The first that the new schedule brings. */
  readonly first: SlotInstant
}

/** The number of the first slot to come. Those that stand from before an earlier change count back from its first. */
const numberToCome = (newsletter: Newsletter): number => {
  const coming = slotsAfter(newsletter, newsletter.slotsHandledThrough)
  for (let standing = 0; ; standing += 1) {
    const { date } = coming.next().value
    if (newsletter.slotFrom === undefined || date >= newsletter.slotFrom)
      return numberFrom(newsletter.slot, Temporal.PlainDate.from(date)) - standing
  }
}

/** Slots that count alike are each met once: where the new schedule has them, if that is to come, else where they were. */
const goOn = (newsletter: Newsletter, changed: Schedule, last: SlotInstant, now: Instant): Handover => {
  const coming = slotsAfter(newsletter, newsletter.slotsHandledThrough)
  const standing: SlotInstant[] = []
  for (let number = numberToCome(newsletter); ; number += 1) {
    const first = slotNumbered(changed, number)
    // Dates name digests: they go forward, also where the weekdays of the change lie before one that was claimed.
    if (first.at > now && first.date > (standing.at(-1) ?? last).date) return { standing, first }
    standing.push(coming.next().value)
  }
}

/** Another rhythm begins with the first that it has to come. What is overdue stands, for the tick to claim. */
const beginAnew = (newsletter: Newsletter, changed: Schedule, last: SlotInstant, now: Instant): Handover => {
  const standing = slotsBetween(newsletter, newsletter.slotsHandledThrough, now)
  const coming = slotsAfter(changed, now)
  for (;;) {
    const first = coming.next().value
    if (first.date > (standing.at(-1) ?? last).date) return { standing, first }
  }
}

const A_TICK_SECONDS = 60

/** Each due a tick before the next at the latest: a zone further east may bring the first new slot before a former one. */
const inOrder = (slots: readonly SlotInstant[], first: SlotInstant): SlotInstant[] => {
  const ordered = [first]
  for (const slot of slots.toReversed()) {
    const latest = plusSeconds((ordered[0] ?? first).at, -A_TICK_SECONDS)
    ordered.unshift(slot.at > latest ? movedTo(slot, latest) : slot)
  }
  return ordered.slice(0, -1)
}

/** The schedule of a newsletter after a change of its slot, which skips none and doubles none. What was claimed stays as it is. */
export const changeSlot = (newsletter: Newsletter, change: SlotChange, now: Instant): ChangedSlot => {
  const { slot = newsletter.slot, zone = newsletter.zone, localHour = newsletter.localHour } = change
  const changed = { slot, zone, localHour }
  const last = lastSlot(newsletter, newsletter.slotsHandledThrough)
  const handOver = countAlike(newsletter.slot, slot) ? goOn : beginAnew
  const { standing, first } = handOver(newsletter, changed, last, now)
  const formerSlots = inOrder([last, ...standing], first)
  // The new schedule may bring its first slot before the instant up to which slots of the old one were claimed.
  const [claimed = last] = formerSlots
  return { ...changed, slotsHandledThrough: claimed.at, slotFrom: first.date, formerSlots }
}
