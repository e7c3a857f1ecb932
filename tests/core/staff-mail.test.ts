import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest, Notice } from '#functions/core/digest.ts'
import { draftWarnings } from '#functions/core/draft-warnings.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { noticeStands } from '#functions/core/notice-stands.ts'
import { planOf } from '#functions/core/placement.ts'
import { staffLetter } from '#functions/core/staff-letter.ts'
import { staffMail, type Told } from '#functions/core/staff-mail.ts'
import type { DraftFacts } from '#functions/core/tell-draft.ts'
import {
  aContent,
  aDigest,
  aNewsletter,
  anApprovedDigest,
  anEntry,
  aSection,
  at,
  SLOT_AT,
  someTotals,
} from '#tests/support/builders.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const PREVIEW = 'https://news.example/preview/abcdefabcdefabcdefabcdefabcdefab'
const DESK = `https://news.example${deskPath(aDigest())}`

const window = (over: Partial<Newsletter> = {}): Newsletter =>
  aNewsletter({ name: 'The Open Window', zone: 'Europe/Berlin', ...over })

const draft = (over: Partial<DraftFacts> = {}): DraftFacts => ({
  content: aContent(),
  subject: 'The Open Window: 18–24 November 2026',
  deadline: SLOT_AT,
  previewUrl: PREVIEW,
  warnings: [],
  ...over,
})

const told = (notice: Notice, deadline: Instant): Told =>
  notice === 'ready' || notice === 'reminder' ? { notice, draft: draft({ deadline }) } : { notice }

const mail = (notice: Notice, over: Partial<Digest> = {}, newsletter: Partial<Newsletter> = {}) => {
  const digest = aDigest(over)
  return staffMail(window(newsletter), digest, told(notice, digest.dueAt), DESK)
}

/** Paragraphs without their wrapping. */
const words = ({ text }: { text: string }): string => text.replace(/(?<!\n)\n(?![\n -])/g, ' ')

describe('the subject of a mail to staff', () => {
  test.each<[Notice, Partial<Digest>, Partial<Newsletter>, string]>([
    ['ready', {}, {}, 'is drafted'],
    ['ready', { kind: 'round-up' }, {}, 'is drafted'],
    ['reminder', { reminded: 24 }, {}, 'wants approval within 24 hours'],
    ['reminder', { reminded: 1 }, {}, 'wants approval within 1 hour'],
    ['reminder', { reminded: 2 }, { approval: 'automatic' }, 'goes out by itself within 2 hours'],
    ['held', { status: 'held', reason: 'nobody approved it' }, {}, 'is held: nobody approved it'],
    ['held', { status: 'held' }, {}, 'is held'],
    [
      'skipped',
      { status: 'skipped', reason: 'There is nothing to say.' },
      {},
      'is skipped: There is nothing to say',
    ],
    [
      'report',
      { status: 'sent', totals: someTotals({ accepted: 12_480 }) },
      {},
      'was sent to 12,480 readers',
    ],
    ['report', { status: 'sent', totals: someTotals({ accepted: 1 }) }, {}, 'was sent to 1 reader'],
    [
      'report',
      { status: 'cancelled', totals: someTotals({ accepted: 5 }) },
      {},
      'was cancelled after 5 readers',
    ],
  ])('of a %s says what happened: %j %j', (notice, digest, newsletter, says) => {
    const kind = digest.kind ?? 'digest'
    const { subject, text } = mail(notice, digest, newsletter)
    expect(subject).toBe(`The Open Window: the ${kind} of 24 November ${says}`)
    expect(text.startsWith(`The Open Window: the ${kind} of 24 November`)).toBe(true)
  })

  test('has as much of a reason as 78 characters hold, and the mail all of it', () => {
    const reason =
      'Ada wants to look once more at what the third story says of the ministry, since it called.'
    const { subject, text } = mail('held', { status: 'held', reason })
    expect(subject).toBe('The Open Window: the digest of 24 November is held: Ada wants to look once…')
    expect(words({ text })).toContain(`Why: ${reason}`)
    const long = mail('held', { status: 'held', reason }, { name: 'A name '.repeat(10).trim() })
    expect(long.subject).toMatch(/^A name .* is held$/)
  })
})

describe('what staff read of a draft', () => {
  test.each([
    ['approve', 'Nothing goes out before someone approves it. If nobody has by then, it is held.'],
    ['four-eyes', 'Nothing goes out before someone other than who edited it last approves it.'],
  ] as const)('under the policy %s: when it is due, and that it waits', (approval, policy) => {
    const read = words(mail('ready', {}, { approval }))
    expect(read).toContain(`It is due on Tuesday 24 November at 08:00 (Europe/Berlin). ${policy}`)
    expect(read).toContain('gazette digest approve sample-regular-2026-11-24 --as YOUR-NAME')
    expect(read).toContain('gazette digest hold sample-regular-2026-11-24 --as YOUR-NAME --why REASON')
  })

  test('under the policy automatic: that it goes by itself, and how to stop it', () => {
    const read = words(mail('ready', {}, { approval: 'automatic' }))
    expect(read).toContain(
      'It goes out by itself on Tuesday 24 November at 08:00 (Europe/Berlin) unless someone holds it.',
    )
    expect(read).not.toContain('digest approve')
    expect(read).toContain('gazette digest hold sample-regular-2026-11-24')
  })

  test('that came late: when it was due, and by when it must be approved', () => {
    const facts = draft({ deadline: plusSeconds(SLOT_AT, 3600) })
    const late = staffMail(window(), aDigest(), { notice: 'ready', draft: facts }, DESK)
    expect(words(late)).toContain(
      'It is due on Tuesday 24 November at 08:00 (Europe/Berlin). The deadline is Tuesday 24 November at 09:00 (Europe/Berlin). Nothing goes out',
    )
  })

  test('for each reader’s own clock: that the first are those in UTC+14, and their hour the deadline', () => {
    const local = { localTime: '2026-11-24T07:00', dueAt: at('2026-11-23T17:00:00Z') }
    const first =
      'Each reader gets it when their own clock shows 07:00 on 24 November; the first are those in UTC+14.'
    expect(words(mail('ready', local))).toContain(
      `${first} These are due on Monday 23 November at 18:00 (Europe/Berlin). That is the deadline. Nothing goes out`,
    )
    expect(words(mail('ready', local, { approval: 'automatic' }))).toContain(
      `${first} It goes out by itself on Monday 23 November at 18:00 (Europe/Berlin) unless someone holds it.`,
    )
  })

  const content = aContent({
    entries: [anEntry({ post: 'a' }), anEntry({ post: 'b' }), anEntry({ post: 'c' })],
    sections: [
      aSection({ name: 'Press freedom', entries: ['a', 'b'], mailed: 1 }),
      aSection({ name: 'Justice', entries: ['c'] }),
    ],
  })

  test('is what its editors say around the stories, without addresses', () => {
    const note = { text: 'Write to desk@sample.example.', signed: 'Ada' }
    const around = { ...content, note, closing: { title: 'The swifts are back', text: 'Over the harbour.' } }
    const { text } = staffMail(
      window(),
      aDigest(),
      { notice: 'ready', draft: draft({ content: around }) },
      DESK,
    )
    expect(text).toContain('Its note, signed Ada: Write to …@…\n')
    expect(text).toContain('It ends with: The swifts are back\n')
  })

  test('is what it says by category, the subject of its mails, warnings, and the link to its preview', () => {
    const facts = draft({ content, warnings: ['1 entry without a publisher.'] })
    const { text } = staffMail(window(), aDigest(), { notice: 'ready', draft: facts }, DESK)
    expect(text).toContain(`\n  ${PREVIEW}\n`)
    expect(text).toContain('The subject of its mails: The Open Window: 18–24 November 2026\n')
    expect(text).toContain(
      'It says, 3 entries in all:\n- Press freedom: 2 entries, 1 of them on the web page only\n- Justice: 1 entry\n',
    )
    expect(text).toContain('To know before:\n- 1 entry without a publisher.\n')
  })

  test('of a reminder is the same, but for what it says', () => {
    const { text } = mail('reminder', { reminded: 2 })
    expect(text).toContain(PREVIEW)
    expect(text).toContain('Nothing goes')
    expect(text).not.toMatch(/To know|in all/)
  })
})

describe('warnings of a draft', () => {
  const warnings = (over: Parameters<typeof aContent>[0] = {}, bytes = 0, obstacles: string[] = []) =>
    draftWarnings(aContent(over), planOf(aContent(over)), bytes, obstacles)

  test('are none of one that lacks nothing', () => {
    expect(warnings({}, 80_000)).toEqual([])
  })

  test('are what stands in the way at SES, then what entries lack or are noted for', () => {
    const entries = [
      anEntry({ post: 'a', excerpt: '', contentNote: 'Violence' }),
      anEntry({ post: 'b', url: undefined, publisher: undefined }),
      anEntry({ post: 'c', excerpt: '' }),
    ]
    const sections = [aSection({ entries: ['a', 'b'] }), aSection({ entries: ['c'], contentNote: 'War' })]
    expect(warnings({ entries, sections }, 0, ['The account is in the sandbox.'])).toEqual([
      'The account is in the sandbox.',
      '2 entries without an excerpt.',
      '1 entry without an address.',
      '1 entry without a publisher.',
      '2 entries with a content note.',
    ])
  })

  test('are of a mail above 80 kB, and say above 95 kB that it is refused', () => {
    expect(warnings({}, 80_001)).toEqual([
      'The mail has up to 81 kB of HTML, and would be refused above 95 kB. Show fewer entries a category.',
    ])
    expect(warnings({}, 95_001)[0]).toContain('96 kB of HTML, and is refused above 95 kB')
  })
})

test('a draft that takes longer than people read is warned of', () => {
  const entries = Array.from({ length: 12 }, (_, number) =>
    anEntry({ post: `p${number}`, excerpt: 'Some words of a story. '.repeat(24) }),
  )
  const sections = [aSection({ entries: entries.map(({ post }) => post) })]
  const content = aContent({ entries, sections })
  expect(draftWarnings(content, planOf(content), 0, [])).toEqual([
    'The mail takes 7 minutes to read; few give it more than 5. Show fewer entries a category.',
  ])
  expect(draftWarnings(content, planOf(content, 'compact'), 0, [])).toEqual([])
})

describe('what staff read of a digest that stands or is over', () => {
  test('held as a draft: why, and that it goes on, is approved, or is left out', () => {
    const { text } = mail('held', { status: 'held', reason: 'Nobody approved it.' })
    expect(text).toContain('Why: Nobody approved it.')
    for (const verb of ['resume', 'approve', 'skip'])
      expect(text).toContain(`gazette digest ${verb} sample-regular-2026-11-24 --as`)
  })

  test('held after its approval: that it goes on, or is ended', () => {
    const { text } = staffMail(window(), anApprovedDigest({ status: 'held' }), { notice: 'held' }, DESK)
    for (const verb of ['resume', 'cancel'])
      expect(text).toContain(`gazette digest ${verb} sample-regular-2026-11-24 --as`)
    expect(text).not.toContain('digest approve')
  })

  test('skipped: why, and what becomes of its posts', () => {
    const { text } = mail('skipped', { status: 'skipped', reason: 'There is nothing to say.' })
    expect(text).toContain(
      'Why: There is nothing to say.\n\nNothing is sent. Its posts wait for the next one.',
    )
  })

  const sent: Partial<Digest> = {
    status: 'sent',
    firstCallAt: SLOT_AT,
    closedAt: plusSeconds(SLOT_AT, 72 * 60 + 20),
    totals: someTotals({ audience: 12_900, accepted: 12_480, failed: 3, excluded: 410, uncertain: 7 }),
    excluded: { frequency: 110, unsubscribed: 300, ramp: 0 },
    feedback: { delayed: 0, delivered: 12_000, bounced: 12, complained: 1 },
  }

  test('sent: counts, each reason in words, feedback so far, what to do about the uncertain, how long it took', () => {
    const read = words(mail('report', sent))
    expect(read).toContain(
      '12,900 readers:\n- 12,480 accepted by SES\n- 3 failed\n- 410 excluded\n- 7 uncertain\n\n',
    )
    expect(read).toContain(
      'Of the excluded:\n- 300 had unsubscribed\n- 110 wanted the round-up of the month in its place\n\n',
    )
    expect(read).toContain('Of the accepted so far: 12 bounced, 1 complained.')
    expect(read).toContain('gazette digest resend sample-regular-2026-11-24 --uncertain --as YOUR-NAME')
    expect(read).toContain('gazette digest leave sample-regular-2026-11-24 --uncertain --as YOUR-NAME')
    expect(read).toContain(
      'It began on Tuesday 24 November at 08:00 (Europe/Berlin) and took 1 hour 12 minutes.',
    )
  })

  test('sent without anybody uncertain: nothing to do', () => {
    const totals = someTotals({ audience: 2, accepted: 2 })
    const { text } = mail('report', { ...sent, totals, closedAt: SLOT_AT, excluded: undefined })
    expect(text).not.toMatch(/gazette digest|Of the excluded/)
    expect(words({ text })).toContain('took less than a minute')
  })
})

const NOTICES: readonly Notice[] = ['ready', 'reminder', 'held', 'skipped', 'report']

test('whatever people wrote, a mail has a subject of one line and nobody’s address', () => {
  const line = hostileText.map((text) => `${text} ada@desk.example`)
  fc.assert(
    fc.property(line, fc.constantFrom(...NOTICES), (text, notice) => {
      const content = aContent({ sections: [aSection({ name: text })] })
      const facts = draft({ content, subject: text, warnings: [text] })
      const { subject, text: body } = staffMail(
        window(),
        aDigest({ reason: text, totals: someTotals({ uncertain: 1 }) }),
        notice === 'ready' || notice === 'reminder' ? { notice, draft: facts } : { notice },
        DESK,
      )
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      expect([...subject].length).toBeLessThanOrEqual(78)
      expect(subject + body).not.toContain('desk.example')
    }),
  )
})

test('leads to the digest at the desk, whatever it tells', () => {
  for (const notice of NOTICES)
    expect(mail(notice, { reminded: 2 }).text).toMatch(
      /desk:\n {2}https:\/\/news\.example\/desk\/digests\/sample-regular-2026-11-24\n/,
    )
})

test('its lines have at most 72 columns, but for what is copied', () => {
  const long = { approval: 'four-eyes', name: 'The Open Window on Press, Justice, Land and Work' } as const
  for (const notice of NOTICES) {
    const digest = { localTime: '2026-11-24T07:00', reason: 'One of many words. '.repeat(9).trim() }
    const lines = mail(notice, digest, long).text.split('\n')
    const copied = /^ {2}(gazette |https:)/
    expect(lines.filter((line) => line.length > 72 && !copied.test(line))).toEqual([])
  }
})

test('it comes from an address of its own, is no list mail, and has no tag of a digest’s mail', () => {
  const letter = staffLetter('ada@desk.example', window(), aDigest(), 'ready', mail('ready'))
  expect(letter).toMatchObject({
    to: 'ada@desk.example',
    from: '"The Sample" <desk@sample.example>',
    replyTo: 'editors@sample.example',
    tags: { staff: 'ready', newsletter: 'sample', about: 'sample-regular-2026-11-24' },
  })
  expect(letter.html).toBeUndefined()
  expect(letter.headers.map(({ name }) => name)).toEqual([
    'Auto-Submitted',
    'X-Auto-Response-Suppress',
    'Content-Language',
  ])
})

describe('a notice stands', () => {
  const standing = (digest: Partial<Digest>): Notice[] =>
    NOTICES.filter((notice) => noticeStands(notice, aDigest(digest)))

  test('of a draft while it is one', () => {
    expect(standing({})).toEqual(['ready', 'reminder'])
    for (const status of ['approving', 'approved', 'sending', 'paused'] as const)
      expect(standing({ status })).toEqual([])
  })

  test('of a digest that is held or skipped while it is so, of a sent one once it is over', () => {
    expect(standing({ status: 'held' })).toEqual(['held'])
    expect(standing({ status: 'skipped', closedAt: SLOT_AT })).toEqual(['skipped'])
    const over = { firstCallAt: SLOT_AT, closedAt: SLOT_AT }
    expect(standing({ status: 'sent', ...over })).toEqual(['report'])
    expect(standing({ status: 'cancelled', ...over })).toEqual(['report'])
    expect(standing({ status: 'cancelled', closedAt: SLOT_AT })).toEqual([])
    expect(standing({ status: 'sending', firstCallAt: SLOT_AT })).toEqual([])
  })
})
