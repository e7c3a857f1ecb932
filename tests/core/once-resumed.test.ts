import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { onceResumed } from '#functions/core/once-resumed.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import { aDigest, anApprovedDigest, at, someTotals } from '#tests/support/builders.ts'

const HOUR = 3600
const DUE = at('2026-11-24T06:00:00Z')
const WHEN = 'Tue 24 Nov 2026, 07:00 Europe/Berlin'
const READERS = {
  readers: 6,
  at: at('2026-11-22T14:04:00Z'),
  basis: 'dry-run',
  digest: 'sample-regular-2026-11-24',
} as const

const held = (over: Partial<Digest> = {}): Digest => aDigest({ status: 'held', dueAt: DUE, ...over })
const looking = (seconds: number, newsletter: Partial<Viewing['newsletter']> = {}): Viewing => ({
  newsletter: { zone: 'Europe/Berlin', approval: 'approve', ...newsletter },
  now: plusSeconds(DUE, seconds),
  leastApprovalSeconds: 4 * HOUR,
  readers: READERS,
})

describe('a held digest, once it is resumed,', () => {
  test('that was approved goes out at its time, or now when that is past', () => {
    const digest = anApprovedDigest({ status: 'held', dueAt: DUE })
    expect(onceResumed(digest, looking(-HOUR))).toEqual([
      'It goes out at its time.',
      `Sends ${WHEN}, in 1 hour, to about 6 readers (counted Sun 22 Nov, 15:04).`,
    ])
    expect(onceResumed(digest, looking(HOUR))).toEqual([
      'It goes out now, and mail cannot be called back.',
      `Is about to be sent, to about 6 readers (counted Sun 22 Nov, 15:04): it was due ${WHEN}, 1 hour ago.`,
    ])
  })

  test('that was not approved goes out by itself where nobody needs to, and says when', () => {
    const automatic = { approval: 'automatic' } as const
    expect(onceResumed(held(), looking(-6 * 24 * HOUR, automatic))).toEqual([
      'It is a draft again, and goes out by itself at its time.',
      `Sends by itself ${WHEN}, in 6 days, to about 6 readers (counted Sun 22 Nov, 15:04), unless somebody holds it.`,
    ])
    expect(onceResumed(held(), looking(HOUR, automatic))).toEqual([
      'It is a draft again, and some hours later it goes out by itself.',
      'Sends by itself Tue 24 Nov 2026, 12:00 Europe/Berlin, in 4 hours, to about 6 readers (counted Sun 22 Nov, 15:04), unless somebody holds it.',
    ])
  })

  test.each(['approve', 'four-eyes'] as const)('is to be approved where the policy is %s', (approval) => {
    const [words, sentence] = onceResumed(held(), looking(-HOUR, { approval }))
    expect(words).toBe('It is a draft again, and must be approved before it goes out.')
    expect(sentence).toMatch(/^Sends .*, if somebody.* approves it by Tue 24 Nov 2026, 10:00 Europe\/Berlin/)
  })

  test('does not go out while its newsletter is paused', () => {
    const paused = { why: 'We move house.', at: DUE }
    for (const digest of [held(), anApprovedDigest({ status: 'held', dueAt: DUE })])
      expect(onceResumed(digest, looking(-HOUR, { paused }))).toEqual([
        'Nothing of it goes out while the newsletter is paused.',
        expect.stringMatching(/^Does not send while the newsletter is paused: We move house;/),
      ])
  })
})

test('a digest whose readers were frozen before it was paused goes out now, to so many', () => {
  const digest = anApprovedDigest({
    status: 'paused',
    dueAt: DUE,
    attempt: 'a1',
    totals: someTotals({ audience: 12, waiting: 10, excluded: 2 }),
    paused: { cause: 'person', at: DUE },
  })
  const paused = { why: 'We move house.', at: DUE }
  for (const newsletter of [{}, { paused }])
    expect(onceResumed(digest, looking(60, newsletter))).toEqual([
      'It goes out now, and mail cannot be called back.',
      `Is about to be sent to 10 readers: its readers are frozen, and it was due ${WHEN}, 1 minute ago.`,
    ])
})

test('what is not held or paused cannot be resumed', () => {
  expect(() => onceResumed(anApprovedDigest(), looking(0))).toThrow(Conflict)
})
