import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deadlineOf, isStaleApproved, isStaleDraft } from '#functions/core/deadline.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { aDigest, anApprovedDigest, SLOT_AT } from '#tests/support/builders.ts'

const HOUR = 3600
const PATIENCE = { leastApprovalSeconds: 4 * HOUR, staleSeconds: 12 * HOUR }

/** So many hours after the slot, or before it. */
const hours = (count: number): Instant => plusSeconds(SLOT_AT, count * HOUR)
const someHours = fc.integer({ min: -72, max: 72 })

describe('the deadline of a draft', () => {
  test('is when its first reader is due', () => {
    expect(deadlineOf(aDigest({ cutOffAt: hours(-48) }), PATIENCE)).toBe(SLOT_AT)
  })

  test.each([
    ['shortly before it was due', -1, 3],
    ['as it was due', 0, 4],
    ['after it was due', 5, 9],
  ])('of one that was drafted %s leaves people time to look', (_, draftedAt, deadline) => {
    expect(deadlineOf(aDigest({ cutOffAt: hours(draftedAt) }), PATIENCE)).toBe(hours(deadline))
  })

  test('of one that was resumed leaves that time from then on, and never ends before it is due', () => {
    const draft = aDigest({ cutOffAt: hours(-48) })
    expect(deadlineOf({ ...draft, movedAt: hours(1) }, PATIENCE)).toBe(hours(5))
    expect(deadlineOf({ ...draft, movedAt: hours(-30) }, PATIENCE)).toBe(SLOT_AT)
  })

  test('is never before it is due, and never leaves less than the least time since it was drafted or resumed', () => {
    fc.assert(
      fc.property(someHours, fc.option(someHours, { nil: undefined }), (cutOff, moved) => {
        const movedAt = moved === undefined ? {} : { movedAt: hours(moved) }
        const deadline = deadlineOf(aDigest({ cutOffAt: hours(cutOff), ...movedAt }), PATIENCE)
        const latest = Math.max(0, cutOff + 4, (moved ?? -72) + 4)
        expect(deadline).toBe(hours(latest))
      }),
    )
  })
})

describe('a draft', () => {
  const inTime = aDigest({ cutOffAt: hours(-48) })

  test('is stale once nothing ran for long since its deadline', () => {
    expect(isStaleDraft(inTime, PATIENCE, plusSeconds(hours(12), -1))).toBe(false)
    expect(isStaleDraft(inTime, PATIENCE, hours(12))).toBe(true)
  })

  test('that was drafted long after it was due is stale at once', () => {
    expect(isStaleDraft(aDigest({ cutOffAt: hours(12) }), PATIENCE, hours(12))).toBe(true)
    const late = aDigest({ cutOffAt: plusSeconds(hours(12), -1) })
    expect(isStaleDraft(late, PATIENCE, hours(12))).toBe(false)
  })

  test('that a person resumed is not stale for coming late, but for waiting long after that', () => {
    const resumed = aDigest({ cutOffAt: hours(30), movedAt: hours(40) })
    expect(isStaleDraft(resumed, PATIENCE, hours(44))).toBe(false)
    expect(isStaleDraft(resumed, PATIENCE, hours(56))).toBe(true)
  })
})

describe('an approved digest', () => {
  const approvedAt = (at: Instant, movedAt?: Instant) => {
    const approval = { revision: 1, editionHash: 'e'.repeat(64), by: 'editor', at }
    return anApprovedDigest({ approval, ...(movedAt && { movedAt }) })
  }

  test.each([
    ['its time', approvedAt(hours(-20)), 12],
    ['its approval, where that came after its time', approvedAt(hours(10)), 22],
    ['the act that resumed it', approvedAt(hours(-20), hours(30)), 42],
  ])('is stale when nothing began for long after %s', (_, digest, stale) => {
    expect(isStaleApproved(digest, PATIENCE, plusSeconds(hours(stale), -1))).toBe(false)
    expect(isStaleApproved(digest, PATIENCE, hours(stale))).toBe(true)
  })
})
