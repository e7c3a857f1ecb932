import { describe, expect, test } from 'vitest'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlotWords } from '#functions/core/next-slot-words.ts'
import { aNewsletter, at } from '#tests/support/builders.ts'

const HOUR = 3600
const handled = at('2026-11-17T06:00:00Z')
const berlin = (over: Partial<Newsletter> = {}): Newsletter =>
  aNewsletter({ zone: 'Europe/Berlin', slotsHandledThrough: handled, ...over })

const words = (newsletter: Newsletter, now: string, viewerZone?: string): string =>
  nextSlotWords(newsletter, {
    now: at(now),
    viewerZone,
    draftLeadSeconds: 48 * HOUR,
    leastApprovalSeconds: 4 * HOUR,
  })

describe('the next digest', () => {
  test('is drafted before its slot, and sent at it', () => {
    expect(words(berlin(), '2026-11-21T06:00:00Z', 'Europe/London')).toBe(
      'Next digest: drafted Sun 22 Nov 2026, 07:00, in 1 day, sends Tue 24 Nov 2026, 07:00 Europe/Berlin, in 3 days, your time 06:00.',
    )
  })

  test('is about to be drafted once its time came, or its slot is claimed', () => {
    const soon = 'Next digest: about to be drafted, sends Tue 24 Nov 2026, 07:00 Europe/Berlin, in 2 days.'
    expect(words(berlin(), '2026-11-22T06:00:00Z')).toBe(soon)
    const claimed = berlin({
      slotsHandledThrough: at('2026-11-24T06:00:00Z'),
      claimedSlots: [
        {
          kind: 'regular',
          date: '2026-11-24',
          at: at('2026-11-24T06:00:00Z'),
          asked: at('2026-11-22T06:00:00Z'),
        },
      ],
    })
    expect(words(claimed, '2026-11-22T06:00:00Z')).toBe(soon)
  })

  test('of a slot that follows soon is drafted once the one before had its time', () => {
    const daily = berlin({
      slot: { weekday: ['tuesday', 'wednesday'], time: '07:00' },
      slotsHandledThrough: at('2026-11-24T06:00:00Z'),
    })
    expect(words(daily, '2026-11-24T08:00:00Z')).toBe(
      'Next digest: drafted Tue 24 Nov 2026, 11:00, in 2 hours, sends Wed 25 Nov 2026, 07:00 Europe/Berlin, in 22 hours.',
    )
  })

  test('for each reader’s own clock says so', () => {
    const local = berlin({ localHour: true, slotsHandledThrough: at('2026-11-16T17:00:00Z') })
    expect(words(local, '2026-11-20T17:00:00Z')).toBe(
      'Next digest: drafted Sat 21 Nov 2026, 18:00, in 1 day, sends Tue 24 Nov 2026, 07:00 by each reader’s own clock, the first, in UTC+14, Mon 23 Nov 2026, 18:00 Europe/Berlin, in 3 days.',
    )
  })

  test('in a gap of the clocks says which time it stands for', () => {
    const gap = berlin({
      slot: { weekday: 'sunday', time: '02:30' },
      slotsHandledThrough: at('2026-03-22T01:30:00Z'),
    })
    expect(words(gap, '2026-03-28T01:00:00Z')).toBe(
      'Next digest: about to be drafted, sends Sun 29 Mar 2026, 03:00 Europe/Berlin, in 1 day (for 02:30, which no clock shows that day).',
    )
  })

  test('of a paused newsletter is none', () => {
    const paused = { why: 'We move house.', at: handled }
    expect(words(berlin({ paused }), '2026-11-21T06:00:00Z')).toBe(
      'Nothing is drafted while the newsletter is paused: We move house.',
    )
  })
})
