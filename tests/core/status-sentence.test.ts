import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Verb } from '#functions/core/act.ts'
import { type Digest, DigestStatus, PauseCause } from '#functions/core/digest.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { ApprovalPolicy } from '#functions/core/newsletter.ts'
import { statusSentence } from '#functions/core/status-sentence.ts'
import type { Viewing } from '#functions/core/viewing.ts'
import { whatsNext } from '#functions/core/whats-next.ts'
import { aCount, aDigest, anApprovedDigest, at, someTotals } from '#tests/support/builders.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const HOUR = 3600
const DUE = at('2026-11-24T06:00:00Z')
const NOW = at('2026-11-21T19:00:00Z')

const home = { zone: 'Europe/Berlin', approval: 'approve' } as const
const viewing = (over: Partial<Viewing> = {}): Viewing => ({
  newsletter: home,
  now: NOW,
  leastApprovalSeconds: 4 * HOUR,
  ...over,
})
const later = (seconds: number, over: Partial<Viewing> = {}): Viewing =>
  viewing({ now: plusSeconds(DUE, seconds), ...over })

const draft = (over: Partial<Digest> = {}): Digest => aDigest({ dueAt: DUE, cutOffAt: NOW, ...over })
const approved = (over: Partial<Digest> = {}): Digest =>
  anApprovedDigest({ dueAt: DUE, cutOffAt: NOW, ...over })
const sending = (over: Partial<Digest> = {}): Digest =>
  approved({ status: 'sending', firstCallAt: DUE, attempt: 'a1', ...over })

const WHEN = 'Tue 24 Nov 2026, 07:00 Europe/Berlin'
const DRY_RUN = {
  readers: 12_480,
  at: at('2026-11-22T14:04:00Z'),
  basis: 'dry-run',
  digest: 'sample-regular-2026-11-24',
} as const
const act = (verb: Verb, seconds = 0) => ({
  act: { verb, by: 'Ada Marlow', at: plusSeconds(DUE, seconds) },
})

describe('an approved digest', () => {
  test('says when it sends, how far that is, what the viewer’s clock shows and to how many', () => {
    const looking = viewing({ viewerZone: 'Europe/London', readers: DRY_RUN })
    expect(statusSentence(approved(), looking)).toBe(
      `Sends ${WHEN}, in 2 days 11 hours, your time 06:00, to about 12,480 readers (counted Sun 22 Nov, 15:04 Europe/Berlin).`,
    )
  })

  test('names the zone of a count only for who lives by another clock', () => {
    const looking = (viewerZone: string) =>
      statusSentence(approved(), viewing({ viewerZone, readers: DRY_RUN }))
    expect(looking('Europe/Paris')).toMatch(/\(counted Sun 22 Nov, 15:04\)\.$/)
    expect(looking('Asia/Seoul')).toMatch(/\(counted Sun 22 Nov, 15:04 Europe\/Berlin\)\.$/)
  })

  test('says by which digest its readers are known, where no dry run was made', () => {
    const readers = { ...DRY_RUN, basis: 'last-digest', digest: 'sample-regular-2026-11-17' } as const
    expect(statusSentence(approved(), viewing({ readers }))).toBe(
      `Sends ${WHEN}, in 2 days 11 hours, to about 12,480 readers (as many as the digest of 17 November had).`,
    )
  })

  test.each([
    ['Europe/Berlin', ''],
    ['Europe/Paris', ''],
    ['Europe/London', ', your time 06:00'],
    ['America/Los_Angeles', ', your time Mon 23 Nov, 22:00'],
    ['Pacific/Kiritimati', ', your time 20:00'],
    ['Pacific/Auckland', ', your time 19:00'],
    ['Not/A_Zone', ''],
  ])('says the time of a viewer in %s only where it differs', (viewerZone, says) => {
    expect(statusSentence(approved(), viewing({ viewerZone }))).toBe(
      `Sends ${WHEN}, in 2 days 11 hours${says}.`,
    )
  })

  test('for each reader’s own clock says so, and when the first are due', () => {
    const digest = approved({ localTime: '2026-11-24T07:00', dueAt: at('2026-11-23T17:00:00Z') })
    expect(statusSentence(digest, viewing())).toBe(
      'Sends Tue 24 Nov 2026, 07:00 by each reader’s own clock, the first, in UTC+14, Mon 23 Nov 2026, 18:00 Europe/Berlin, in 1 day 22 hours.',
    )
  })

  test('that is due says that it is about to be sent', () => {
    expect(statusSentence(approved(), later(20))).toBe(`Is about to be sent: it was due ${WHEN}, just now.`)
  })

  test('says that its readers are being frozen, or are', () => {
    const asked = { step: 'freeze', at: plusSeconds(DUE, 10) } as const
    expect(statusSentence(approved({ asked }), later(130))).toBe(
      `Is about to be sent: its readers are being frozen since ${WHEN}, 2 minutes ago.`,
    )
    const frozen = approved({ attempt: 'a1', totals: someTotals({ audience: 12, waiting: 10, excluded: 2 }) })
    expect(statusSentence(frozen, later(130))).toBe(
      `Is about to be sent to 10 readers: its readers are frozen, and it was due ${WHEN}, 2 minutes ago.`,
    )
  })

  test('of a paused newsletter does not send', () => {
    const newsletter = { ...home, paused: { why: 'We move house.', at: NOW } }
    expect(statusSentence(approved(), viewing({ newsletter }))).toBe(
      `Does not send while the newsletter is paused: We move house; it is due ${WHEN}, in 2 days 11 hours.`,
    )
    expect(whatsNext(approved(), viewing({ newsletter }))).toEqual({
      act: 'resume-newsletter',
      words: 'Resume the newsletter, which is paused: We move house.',
    })
  })

  test('needs nothing', () => {
    expect(whatsNext(approved(), viewing()).act).toBe('wait')
  })
})

describe('how far a moment is', () => {
  test.each([
    [-20, 'in less than a minute'],
    [-60, 'in 1 minute'],
    [-40 * 60, 'in 40 minutes'],
    [-HOUR, 'in 1 hour'],
    [-5 * HOUR - 59 * 60, 'in 5 hours 59 minutes'],
    [-24 * HOUR, 'in 1 day'],
    [-24 * HOUR - 600, 'in 1 day'],
    [-51 * HOUR, 'in 2 days 3 hours'],
  ])('%i seconds from it, is said in two units at most', (seconds, words) => {
    expect(statusSentence(approved(), later(seconds))).toBe(`Sends ${WHEN}, ${words}.`)
  })

  test('counts days as the zone’s calendar does, across a change of its clocks', () => {
    // Berlin's clocks go back on 25 October 2026: from Saturday to Monday, 07:00, there are 49 hours.
    const digest = approved({ dueAt: at('2026-10-26T06:00:00Z') })
    const now = at('2026-10-24T05:00:00Z')
    expect(statusSentence(digest, viewing({ now }))).toBe(
      'Sends Mon 26 Oct 2026, 07:00 Europe/Berlin, in 2 days.',
    )
    const utc = viewing({ now, newsletter: { ...home, zone: 'UTC' } })
    expect(statusSentence(digest, utc)).toBe('Sends Mon 26 Oct 2026, 06:00 UTC, in 2 days 1 hour.')
  })
})

describe('a draft', () => {
  test.each([
    ['approve', `Sends ${WHEN}, in 2 days 11 hours, if somebody approves it by then.`],
    [
      'four-eyes',
      `Sends ${WHEN}, in 2 days 11 hours, if somebody other than who edited it last approves it by then.`,
    ],
    ['automatic', `Sends by itself ${WHEN}, in 2 days 11 hours, unless somebody holds it.`],
  ] as const)('under the policy %s says what must happen for it to go out', (approval, says) => {
    expect(statusSentence(draft(), viewing({ newsletter: { ...home, approval } }))).toBe(says)
  })

  test('that came late says by when it must be approved', () => {
    const late = draft({ cutOffAt: plusSeconds(DUE, -HOUR) })
    expect(statusSentence(late, later(-600))).toBe(
      `Sends ${WHEN}, in 10 minutes, if somebody approves it by Tue 24 Nov 2026, 10:00 Europe/Berlin, in 3 hours 10 minutes.`,
    )
    expect(statusSentence(late, later(HOUR))).toBe(
      `Was due ${WHEN}, 1 hour ago, and sends once approved, if somebody approves it by Tue 24 Nov 2026, 10:00 Europe/Berlin, in 2 hours.`,
    )
    const automatic = later(HOUR, { newsletter: { ...home, approval: 'automatic' } })
    expect(statusSentence(late, automatic)).toBe(
      'Sends by itself Tue 24 Nov 2026, 10:00 Europe/Berlin, in 2 hours, unless somebody holds it.',
    )
  })

  test('past its deadline is about to be held, or to go out', () => {
    expect(statusSentence(draft(), later(30))).toBe(
      `Is about to be held: nobody approved it by ${WHEN}, just now.`,
    )
    const newsletter = { ...home, approval: 'automatic' } as const
    expect(statusSentence(draft(), later(30, { newsletter }))).toBe(
      `Goes out now by itself, unless it is held: it was due ${WHEN}, just now.`,
    )
    expect(whatsNext(draft(), later(30)).act).toBe('wait')
  })

  test('asks to be curated first, and reviewed from a day before its deadline on', () => {
    expect(whatsNext(draft(), later(-25 * HOUR))).toEqual({
      act: 'curate',
      words: 'Curate it; it must be approved by Tue 24 Nov, 07:00 Europe/Berlin, in 1 day 1 hour.',
    })
    expect(whatsNext(draft(), later(-23 * HOUR))).toEqual({
      act: 'review',
      words: 'Review and approve it by Tue 24 Nov, 07:00 Europe/Berlin, in 23 hours.',
    })
  })

  test('whose approval fell asks to be reviewed again, and says why', () => {
    const digest = draft({ reason: 'It was edited after Ada Marlow had approved it.' })
    expect(whatsNext(digest, viewing())).toEqual({
      act: 'review',
      words:
        'Review it again and approve it by Tue 24 Nov, 07:00 Europe/Berlin, in 2 days 11 hours: It was edited after Ada Marlow had approved it.',
    })
  })

  test('whose approval fell while it was held says so once it is resumed', () => {
    const digest = draft({ revoked: { revision: 1, by: 'Ada Marlow', at: NOW } })
    expect(whatsNext(digest, viewing())).toMatchObject({
      act: 'review',
      words: expect.stringMatching(/: It was edited after Ada Marlow had approved it\.$/),
    })
  })

  test('that goes out by itself asks to be curated', () => {
    const newsletter = { ...home, approval: 'automatic' } as const
    expect(whatsNext(draft(), later(-HOUR, { newsletter })).act).toBe('curate')
  })
})

test('an approval under way says whose it is', () => {
  const approval = { revision: 1, editionHash: '', by: 'Ada Marlow', at: plusSeconds(DUE, -7300) }
  expect(statusSentence(approved({ status: 'approving', approval }), later(-7200))).toBe(
    `Is being approved, as Ada Marlow asked Tue 24 Nov 2026, 04:58 Europe/Berlin, 1 minute ago; then it sends ${WHEN}, in 2 hours.`,
  )
  const automatic = { ...approval, by: 'Gazette', automatic: true } as const
  expect(statusSentence(approved({ status: 'approving', approval: automatic }), later(5))).toBe(
    `Is being approved, as nobody held it before its deadline; it was due ${WHEN}, just now.`,
  )
})

const COUNTED = aCount({
  at: plusSeconds(DUE, 12 * 60),
  totals: someTotals({
    audience: 12_900,
    accepted: 8000,
    waiting: 4480,
    uncertain: 7,
    failed: 3,
    excluded: 410,
  }),
})

describe('a digest that is sent just now', () => {
  test('counts everybody of its audience, so that the numbers add up, and says when the end is foreseen', () => {
    const counted = { ...COUNTED, lastCallAt: plusSeconds(DUE, 40 * 60) }
    expect(statusSentence(sending(), later(12 * 60 + 3, { counted }))).toBe(
      `Is being sent since ${WHEN}, 12 minutes ago: of 12,900 readers 8,000 are accepted, 4,480 wait, 7 are uncertain, 3 failed and 410 are excluded (counted Tue 24 Nov, 07:12); the last call is expected Tue 24 Nov, 07:40, in 27 minutes.`,
    )
  })

  test('makes no end up, and names the next wave', () => {
    expect(statusSentence(sending(), later(720, { counted: COUNTED }))).toMatch(
      / \(counted Tue 24 Nov, 07:12\); when it ends is not known yet\.$/,
    )
    const counted = { ...COUNTED, nextWaveAt: plusSeconds(DUE, HOUR) }
    expect(statusSentence(sending(), later(720, { counted }))).toMatch(
      /; the next wave is due Tue 24 Nov, 08:00, in 48 minutes, and when it ends is not known yet\.$/,
    )
  })

  test('says that everybody was called, and whether something is still to be told', () => {
    const totals = someTotals({ audience: 10, accepted: 9, uncertain: 1 })
    const says = (over: Partial<typeof totals>) =>
      statusSentence(sending(), later(720, { counted: { ...COUNTED, totals: { ...totals, ...over } } }))
    expect(says({})).toMatch(/1 is uncertain .*what became of the uncertain may still be told\.$/)
    expect(says({ accepted: 10, uncertain: 0 })).toMatch(/10 are accepted and 0 wait .*about to close\.$/)
  })

  test('shows no count from before it was sent to who remained, or again', () => {
    for (const verb of ['send-remaining', 'resend', 'leave'] as const) {
      const digest = sending(act(verb, 13 * 60))
      expect(statusSentence(digest, later(840, { counted: COUNTED }))).toBe(
        `Is being sent since ${WHEN}, 14 minutes ago; its readers are being counted anew.`,
      )
      expect(statusSentence(sending(act(verb, 12 * 60)), later(840, { counted: COUNTED }))).toContain(
        'of 12,900 readers 8,000 are accepted',
      )
    }
  })

  test('keeps its count through a pause', () => {
    const digest = sending(act('resume', 13 * 60))
    expect(statusSentence(digest, later(840, { counted: COUNTED }))).toContain('8,000 are accepted')
  })

  test('says that nobody counted yet', () => {
    expect(statusSentence(sending(), later(0))).toBe(
      `Is being sent since ${WHEN}, just now; its readers were not counted yet.`,
    )
  })
})

describe('a paused digest', () => {
  const pausedAt = { at: plusSeconds(DUE, 600) }

  test('says by whom and why, and who was reached', () => {
    const digest = sending({
      status: 'paused',
      paused: { cause: 'person', ...pausedAt },
      reason: 'The lead is wrong.',
      ...act('pause', 600),
    })
    expect(statusSentence(digest, later(720, { counted: COUNTED }))).toBe(
      'Is paused since Tue 24 Nov 2026, 07:10 Europe/Berlin, 2 minutes ago, by Ada Marlow, until somebody resumes it; of 12,900 readers 8,000 are accepted, 4,480 wait, 7 are uncertain, 3 failed and 410 are excluded (counted Tue 24 Nov, 07:12): The lead is wrong.',
    )
    expect(whatsNext(digest, later(720)).act).toBe('resume')
  })

  test('for a quota says until when, and asks for nothing', () => {
    const until = plusSeconds(DUE, 24 * HOUR)
    const digest = sending({ status: 'paused', paused: { cause: 'quota', ...pausedAt, until } })
    expect(statusSentence(digest, later(720))).toBe(
      'Is paused since Tue 24 Nov 2026, 07:10 Europe/Berlin, 2 minutes ago, because SES’s quota of 24 hours is used up, until Wed 25 Nov 2026, 07:00 Europe/Berlin, in 23 hours 48 minutes, at the latest; some were mailed, and were not counted yet.',
    )
    expect(whatsNext(digest, later(720)).act).toBe('wait')
  })

  test.each(PauseCause.options.filter((cause) => cause !== 'person'))(
    'for the cause %s says so, and that nobody was mailed before its first call',
    (cause) => {
      const digest = approved({ status: 'paused', paused: { cause, ...pausedAt } })
      expect(statusSentence(digest, later(720))).toMatch(
        / 2 minutes ago, (because|for) .*, until somebody resumes it; nobody was mailed yet\.$/,
      )
    },
  )
})

describe('a digest that is over', () => {
  const closed = { closedAt: plusSeconds(DUE, 72 * 60) }

  test('sent: when, within what time, to how many, and what became of the others', () => {
    const totals = someTotals({ audience: 12_900, accepted: 12_480, uncertain: 7, failed: 3, excluded: 410 })
    const digest = sending({ status: 'sent', ...closed, totals })
    expect(statusSentence(digest, later(3 * 24 * HOUR))).toBe(
      `Was sent ${WHEN}, 3 days ago, within 1 hour 12 minutes, to 12,480 of 12,900 readers (410 excluded, 3 failed, 7 unresolved; counted Tue 24 Nov, 08:12).`,
    )
    expect(whatsNext(digest, later(3 * 24 * HOUR))).toEqual({
      act: 'decide',
      words: 'An admin decides about 7 uncertain readers: send again, or leave it so.',
    })
  })

  test('sent to all: nothing more', () => {
    const digest = sending({ status: 'sent', ...closed, totals: someTotals({ audience: 1, accepted: 1 }) })
    expect(statusSentence(digest, later(2 * HOUR))).toBe(
      `Was sent ${WHEN}, 2 hours ago, within 1 hour 12 minutes, to 1 reader (counted Tue 24 Nov, 08:12).`,
    )
    expect(whatsNext(digest, later(2 * HOUR)).act).toBe('none')
  })

  test('sent: decided about, or too old for it, asks for nothing', () => {
    const totals = someTotals({ audience: 9, accepted: 7, uncertain: 2 })
    const digest = sending({ status: 'sent', ...closed, totals })
    const asks = (seconds: number, left: number) =>
      whatsNext(digest, later(seconds, { counted: aCount({ totals, left }) })).act
    expect([asks(2 * HOUR, 0), asks(2 * HOUR, 1), asks(2 * HOUR, 2)]).toEqual(['decide', 'decide', 'none'])
    expect(asks(15 * 24 * HOUR, 0)).toBe('none')
  })

  test('skipped: when, by whom and why', () => {
    const skipped = draft({ status: 'skipped', closedAt: NOW, reason: 'It says nothing new.' })
    const since = viewing({ now: plusSeconds(NOW, 7260) })
    expect(statusSentence(skipped, since)).toBe(
      'Was skipped Sat 21 Nov 2026, 20:00 Europe/Berlin, 2 hours 1 minute ago: It says nothing new.',
    )
    expect(statusSentence({ ...skipped, ...act('skip') }, since)).toMatch(
      /ago, by Ada Marlow: It says nothing new\.$/,
    )
    expect(whatsNext(skipped, since).act).toBe('none')
  })

  test('cancelled before its first call: that nobody was mailed', () => {
    const digest = approved({
      status: 'cancelled',
      closedAt: DUE,
      reason: 'Ada found an error',
      ...act('cancel'),
    })
    expect(statusSentence(digest, later(300))).toBe(
      `Was cancelled ${WHEN}, 5 minutes ago, by Ada Marlow, before anybody was mailed: Ada found an error.`,
    )
  })

  test('cancelled amid its send: who was reached, and who was not', () => {
    const digest = sending({ status: 'cancelled', ...act('cancel') })
    expect(statusSentence(digest, later(300))).toBe(
      `Was cancelled ${WHEN}, 5 minutes ago, by Ada Marlow, while it was sent; who was reached is being counted.`,
    )
    expect(whatsNext(digest, later(300)).act).toBe('wait')
    const totals = someTotals({ audience: 5000, accepted: 2150, excluded: 2850 })
    const counted = aCount({ at: DUE, totals, excluded: { cancelled: 2800, paused: 50 } })
    expect(statusSentence(digest, later(300, { counted }))).toMatch(
      /, after 2,150 of 5,000 readers were reached \(2,850 excluded; counted Tue 24 Nov, 07:00\), and calls that had begun may still end\.$/,
    )
    const over = { ...digest, ...closed, totals, excluded: counted.excluded }
    expect(statusSentence(over, later(2 * HOUR))).toMatch(
      /, after 2,150 of 5,000 readers were reached \(2,850 excluded; counted Tue 24 Nov, 08:12\)\.$/,
    )
    expect(whatsNext(over, later(2 * HOUR))).toEqual({
      act: 'none',
      words: 'Nothing is needed. 2,800 readers not reached can still be sent it.',
    })
    expect(whatsNext(over, later(20 * 24 * HOUR)).words).toBe('Nothing is needed.')
  })

  test('cancelled amid its send: a count from before the cancel tells only who had it by then', () => {
    const totals = someTotals({ audience: 3000, accepted: 615, waiting: 2385 })
    const digest = sending({ status: 'cancelled', ...act('cancel', 60) })
    expect(statusSentence(digest, later(300, { counted: aCount({ at: DUE, totals }) }))).toBe(
      'Was cancelled Tue 24 Nov 2026, 07:01 Europe/Berlin, 4 minutes ago, by Ada Marlow, while it was sent: 615 of 3,000 readers had it before (counted Tue 24 Nov, 07:00), and who was reached is being counted.',
    )
  })
})

describe('a held digest', () => {
  test('by a person says who, since when and why', () => {
    const digest = approved({ status: 'held', reason: 'One more look.', ...act('hold', -HOUR) })
    expect(statusSentence(digest, later(-600))).toBe(
      `Is held by Ada Marlow since Tue 24 Nov 2026, 06:00 Europe/Berlin, 50 minutes ago, after its approval; it is due ${WHEN}, in 10 minutes, and nobody is mailed until somebody resumes it: One more look.`,
    )
    expect(whatsNext(digest, later(-600))).toEqual({
      act: 'resume',
      words: 'Resume it, and it goes out at its time; or cancel it.',
    })
    expect(whatsNext(digest, later(600)).words).toBe('Resume it, and it goes out at once; or cancel it.')
  })

  test('that goes out by itself once it is resumed says when', () => {
    const newsletter = { ...home, approval: 'automatic' } as const
    const digest = draft({ status: 'held', reason: 'One more look.' })
    const asks = (looking: Viewing) => whatsNext(digest, { ...looking, newsletter }).words
    expect(asks(viewing())).toBe(
      'Resume it, and it goes out by itself Tue 24 Nov, 07:00 Europe/Berlin, in 2 days 11 hours; or skip it.',
    )
    expect(asks(later(HOUR))).toBe(
      'Resume it, and it goes out by itself Tue 24 Nov, 12:00 Europe/Berlin, in 4 hours; or skip it.',
    )
  })

  test('of a paused newsletter needs that to be resumed first', () => {
    const newsletter = { ...home, paused: { why: 'We move house.', at: NOW } }
    const asks = (digest: Digest) => whatsNext(digest, viewing({ newsletter }))
    expect(asks(draft({ status: 'held' }))).toEqual({
      act: 'resume-newsletter',
      words: 'Resume the newsletter, which is paused: We move house; then resume the digest, or skip it.',
    })
    expect(asks(approved({ status: 'held' })).words).toMatch(/, or cancel it\.$/)
  })

  test('by nobody says why alone', () => {
    const digest = draft({
      status: 'held',
      reason: 'Nobody approved it before its deadline.',
      ...act('reschedule'),
    })
    expect(statusSentence(digest, later(HOUR))).toBe(
      `Is held, as a draft; it was due ${WHEN}, 1 hour ago, and nobody is mailed until somebody resumes it: Nobody approved it before its deadline.`,
    )
    for (const approval of ApprovalPolicy.options)
      expect(whatsNext(digest, later(HOUR, { newsletter: { ...home, approval } })).words).toMatch(
        /^Resume it/,
      )
  })
})

/** Any digest that its row can hold, and any look at it. */
const anyDigest = (text: fc.Arbitrary<string>) =>
  fc.record({
    status: fc.constantFrom(...DigestStatus.options),
    reason: fc.option(text, { nil: undefined }),
    localTime: fc.option(fc.constant('2026-11-24T07:00'), { nil: undefined }),
    attempt: fc.option(fc.constant('a1'), { nil: undefined }),
    firstCallAt: fc.option(fc.constant(DUE), { nil: undefined }),
    closedAt: fc.option(fc.constant(plusSeconds(DUE, HOUR)), { nil: undefined }),
    totals: fc.option(fc.constant(COUNTED.totals), { nil: undefined }),
    act: fc.option(fc.constant(act('cancel').act), { nil: undefined }),
    paused: fc.option(
      fc.record({
        cause: fc.constantFrom(...PauseCause.options),
        at: fc.constant(DUE),
        until: fc.option(fc.constant(plusSeconds(DUE, HOUR)), { nil: undefined }),
      }),
      { nil: undefined },
    ),
  })

test('whatever its row says, a digest is told of in one line that names a moment or a number, and nobody’s address', () => {
  const text = hostileText.map((words) => `${words} ada@desk.example`)
  fc.assert(
    fc.property(
      anyDigest(text),
      fc.integer({ min: -9 * 24 * HOUR, max: 99 * 24 * HOUR }),
      fc.constantFrom(...ApprovalPolicy.options),
      fc.boolean(),
      (over, seconds, approval, isCounted) => {
        const looking = later(seconds, {
          newsletter: { ...home, approval },
          ...(isCounted && { counted: COUNTED }),
        })
        for (const digest of [draft(over as Partial<Digest>), approved(over as Partial<Digest>)])
          for (const words of [statusSentence(digest, looking), whatsNext(digest, looking).words]) {
            expect(words).not.toMatch(/[\p{Cc}\u2028\u2029]|undefined|null|NaN| {2}| [,.;:]|desk\.example/u)
            expect(words).toMatch(/^[A-Z].*\.$/)
          }
        expect(statusSentence(draft(over as Partial<Digest>), looking).length).toBeLessThan(700)
      },
    ),
  )
})
