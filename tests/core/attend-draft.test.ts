import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attendDraft, staleWords, UNAPPROVED } from '#functions/core/attend-draft.ts'
import { deadlineOf } from '#functions/core/deadline.ts'
import { Digest } from '#functions/core/digest.ts'
import { hold, refuseApproval, reschedule, resume, withoutOwed } from '#functions/core/digest-verbs.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { ApprovalPolicy, Newsletter } from '#functions/core/newsletter.ts'
import { noticeStands } from '#functions/core/notice-stands.ts'
import { aDigest, aNewsletter, SLOT_AT } from '#tests/support/builders.ts'

const HOUR = 3600
const PATIENCE = { leastApprovalSeconds: 4 * HOUR, staleSeconds: 12 * HOUR }
const PAUSED = { why: 'a fire', at: SLOT_AT }

/** So many hours after the slot, or before it. */
const hours = (count: number): Instant => plusSeconds(SLOT_AT, count * HOUR)
const secondBefore = (instant: Instant): Instant => plusSeconds(instant, -1)

const ahead = aDigest({ cutOffAt: hours(-48) })
const of = (approval: ApprovalPolicy, over: Partial<Newsletter> = {}) => aNewsletter({ approval, ...over })

/** How a draft stands after it was looked at, at each of these moments. */
const attended = (newsletter: Newsletter, draft: Digest, ...moments: readonly Instant[]): Digest => {
  let digest = draft
  for (const now of moments)
    if (digest.status === 'draft') digest = attendDraft(newsletter, digest, PATIENCE, now) ?? digest
  return digest
}

/** The hours of the reminders that came at these moments. */
const remindersOf = (newsletter: Newsletter, draft: Digest, ...moments: readonly Instant[]): number[] => {
  const came: number[] = []
  let digest = draft
  for (const now of moments) {
    if (digest.status !== 'draft') break
    const after = attendDraft(newsletter, withoutOwed(digest), PATIENCE, now)
    if (after?.owed?.includes('reminder')) came.push(after.reminded ?? Number.NaN)
    digest = after ?? digest
  }
  return came
}

const everyHour = Array.from({ length: 47 }, (_, index) => hours(index - 47))

describe.each(['approve', 'four-eyes'] as const)('a draft that waits for a person (%s)', (policy) => {
  const newsletter = of(policy)

  test('is left alone while there is nothing to be said', () => {
    for (const now of [hours(-48), secondBefore(hours(-24))])
      expect(attendDraft(newsletter, ahead, PATIENCE, now)).toBeUndefined()
  })

  test('is reminded of 24 and 2 hours before its deadline, each once', () => {
    expect(attendDraft(newsletter, ahead, PATIENCE, hours(-24))).toEqual({
      ...ahead,
      reminded: 24,
      owed: ['reminder'],
    })
    expect(remindersOf(newsletter, ahead, secondBefore(hours(-2)), hours(-2))).toEqual([24, 2])
    expect(remindersOf(newsletter, ahead, ...everyHour, secondBefore(SLOT_AT))).toEqual([24, 2])
  })

  test('is reminded of once when the clock jumped over the first reminder', () => {
    expect(remindersOf(newsletter, ahead, hours(-48), hours(-1), secondBefore(SLOT_AT))).toEqual([2])
  })

  test('is not reminded of from before it was there', () => {
    const late = aDigest({ cutOffAt: hours(-20) })
    expect(remindersOf(newsletter, late, ...everyHour.slice(27))).toEqual([2])
    const drafted24Ahead = aDigest({ cutOffAt: hours(-24) })
    expect(remindersOf(newsletter, drafted24Ahead, hours(-24), hours(-3))).toEqual([])
    const veryLate = aDigest({ cutOffAt: hours(3) })
    expect(remindersOf(newsletter, veryLate, hours(4), hours(5), hours(6))).toEqual([2])
  })

  test.each([
    ['in time', ahead, -2],
    ['late', aDigest({ cutOffAt: hours(1) }), 3],
  ])('that was drafted %s has a reminder that still stands when it comes', (_, draft, hour) => {
    const reminded = attended(newsletter, draft, hours(hour))
    expect(reminded.owed).toEqual(['reminder'])
    expect(noticeStands('reminder', reminded)).toBe(true)
  })

  test('is held at its deadline and not before, and says why', () => {
    expect(attended(newsletter, ahead, secondBefore(SLOT_AT)).status).toBe('draft')
    const held = attended(newsletter, ahead, hours(-24), SLOT_AT)
    expect(held).toMatchObject({ status: 'held', reason: UNAPPROVED, owed: ['reminder', 'held'] })
    expect(held).not.toHaveProperty('approval')
    expect(Digest.safeParse(held).error).toBeUndefined()
  })

  test('is held when the clock jumped over everything, without a reminder', () => {
    const held = attended(newsletter, ahead, hours(100))
    expect(held).toMatchObject({ status: 'held', reason: UNAPPROVED, owed: ['held'] })
    expect(held).not.toHaveProperty('reminded')
  })

  test('has four hours more after a person resumed it, and is then held again', () => {
    const resumed = resume(attended(newsletter, ahead, SLOT_AT), hours(7))
    expect(attended(newsletter, resumed, secondBefore(hours(11)))).toMatchObject({ status: 'draft' })
    expect(attended(newsletter, resumed, hours(11))).toMatchObject({ status: 'held', reason: UNAPPROVED })
  })

  test('is reminded of anew when its time is another', () => {
    const reminded = attended(newsletter, ahead, hours(-24), hours(-2))
    const moved = withoutOwed(reschedule(reminded, { dueAt: hours(48) }))
    expect(remindersOf(newsletter, moved, hours(23), hours(24), hours(30), hours(46))).toEqual([24, 2])
  })
})

describe('a draft that goes out unless someone holds it', () => {
  const newsletter = of('automatic')

  test('is not reminded of', () => {
    expect(remindersOf(newsletter, ahead, ...everyHour, secondBefore(SLOT_AT))).toEqual([])
  })

  test('is approved at its deadline and not before', () => {
    expect(attendDraft(newsletter, ahead, PATIENCE, secondBefore(SLOT_AT))).toBeUndefined()
    const approving = attended(newsletter, ahead, SLOT_AT)
    expect(approving).toMatchObject({
      status: 'approving',
      approval: { revision: ahead.revision, by: 'Gazette', at: SLOT_AT, automatic: true },
    })
    expect(approving, 'the worker is still to be asked').not.toHaveProperty('asked')
    expect(Digest.safeParse(approving).error).toBeUndefined()
  })

  test('that was drafted late is approved when people had time to look', () => {
    const late = aDigest({ cutOffAt: hours(1) })
    expect(attended(newsletter, late, secondBefore(hours(5)))).toEqual(late)
    expect(attended(newsletter, late, hours(5))).toMatchObject({ status: 'approving' })
  })

  test('is held while somebody holds it', () => {
    const held = hold(ahead, 'a typo')
    expect(attended(newsletter, held, SLOT_AT)).toEqual(held)
  })

  test.each([
    ['is stale: nothing ran since its deadline', ahead, hours(12)],
    ['came stale: it was drafted long after its time', aDigest({ cutOffAt: hours(13) }), hours(13)],
  ])('is held instead when it %s', (_, draft, now) => {
    expect(attended(newsletter, draft, now)).toMatchObject({ status: 'held', reason: staleWords(PATIENCE) })
  })

  test('that came stale goes out once a person resumed it', () => {
    const held = attended(newsletter, aDigest({ cutOffAt: hours(13) }), hours(13))
    const resumed = resume(held, hours(20))
    expect(attended(newsletter, resumed, secondBefore(hours(24)))).toEqual(resumed)
    expect(attended(newsletter, resumed, hours(24))).toMatchObject({ status: 'approving' })
  })

  test('is held instead when the newsletter is paused, and says why that is', () => {
    const paused = of('automatic', { paused: PAUSED })
    expect(attended(paused, ahead, secondBefore(SLOT_AT))).toEqual(ahead)
    const held = attended(paused, ahead, SLOT_AT)
    expect(held).toMatchObject({ status: 'held', reason: 'The newsletter is paused: a fire' })
    expect(held).not.toHaveProperty('approval')
  })

  test('that its worker refuses is held with the reason, and not asked about again', () => {
    const approving = attended(newsletter, ahead, SLOT_AT)
    const refused = refuseApproval(approving, 'The mail has 120 kB of HTML.')
    expect(refused).toMatchObject({ status: 'held', reason: 'The mail has 120 kB of HTML.' })
    expect(refused).not.toHaveProperty('approval')
    expect(refused.owed).toContain('held')
    expect(attended(newsletter, refused, hours(1), hours(24))).toEqual(refused)
  })
})

describe('whenever a draft is looked at', () => {
  const drafted = fc.integer({ min: -72, max: 20 })
  const moments = fc
    .array(fc.integer({ min: -72 * HOUR, max: 96 * HOUR }), { maxLength: 40 })
    .map((all) => all.toSorted((one, other) => one - other).map((seconds) => plusSeconds(SLOT_AT, seconds)))
  const pauses = fc.constantFrom(undefined, PAUSED)
  const newsletterOf = (approval: ApprovalPolicy, paused: typeof PAUSED | undefined) =>
    of(approval, paused && { paused })

  test('nothing but a person approves one that waits for a person, and at most two reminders come', () => {
    const policies = fc.constantFrom('approve' as const, 'four-eyes' as const)
    fc.assert(
      fc.property(policies, pauses, drafted, moments, (policy, paused, cutOff, looks) => {
        const newsletter = newsletterOf(policy, paused)
        const draft = aDigest({ cutOffAt: hours(cutOff) })
        const seen = looks.filter((now) => now >= draft.cutOffAt)
        const after = attended(newsletter, draft, ...seen)
        const isPast = seen.some((now) => now >= deadlineOf(draft, PATIENCE))
        expect(after.status).toBe(isPast ? 'held' : 'draft')
        expect(after).not.toHaveProperty('approval')
        const reminders = remindersOf(newsletter, draft, ...seen)
        expect([[], [24], [2], [24, 2]]).toContainEqual(reminders)
      }),
    )
  })

  test('one that goes out by itself is approved within twelve hours of its deadline, or held', () => {
    fc.assert(
      fc.property(pauses, drafted, moments, (paused, cutOff, looks) => {
        const newsletter = newsletterOf('automatic', paused)
        const draft = aDigest({ cutOffAt: hours(cutOff) })
        const deadline = deadlineOf(draft, PATIENCE)
        const seen = looks.filter((now) => now >= draft.cutOffAt)
        const after = attended(newsletter, draft, ...seen)
        expect(after).not.toHaveProperty('reminded')
        if (cutOff >= 12) {
          expect(after.status).toBe(seen.length > 0 ? 'held' : 'draft')
          return
        }
        const first = seen.find((now) => now >= deadline)
        if (first === undefined) expect(after).toEqual(draft)
        else if (paused !== undefined || first >= plusSeconds(deadline, 12 * HOUR))
          expect(after.status).toBe('held')
        else expect(after).toMatchObject({ status: 'approving', approval: { at: first } })
      }),
    )
  })
})
