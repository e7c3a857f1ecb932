import { describe, expect, test } from 'vitest'
import { Act } from '#functions/core/act.ts'
import {
  cleanFrom,
  Digest,
  DigestStatus,
  isOpen,
  type PauseCause,
  type Totals,
} from '#functions/core/digest.ts'
import {
  cancel,
  close,
  finishApproval,
  forgetStored,
  HOLD_SECONDS,
  hold,
  leaveTimeToHold,
  nameSealedAttempt,
  noteShown,
  noteStored,
  owe,
  pause,
  recount,
  refuseApproval,
  reopen,
  requestApproval,
  resume,
  revise,
  sendNow,
  sendRemaining,
  skip,
  startSending,
  withAct,
  withoutOwed,
} from '#functions/core/digest-verbs.ts'
import { bindEdition, shortHash } from '#functions/core/edition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import { aDigest, anApprovedDigest, anAudience, at, SLOT_AT, someTotals } from '#tests/support/builders.ts'

const approval = { revision: 1, editionHash: 'e'.repeat(64), by: 'editor', at: at('2026-11-23T12:00:00Z') }
const LATER = at('2026-11-24T09:00:00Z')
const NO_FEEDBACK = { delayed: 0, delivered: 0, bounced: 0, complained: 0 }
const counted = (totals: Totals, feedback = NO_FEEDBACK) => ({ totals, feedback, excluded: {} })
const EDITION = { hash: approval.editionHash }

const paused = (digest: Digest, cause: PauseCause = 'person', reason = 'why'): Digest =>
  pause(digest, reason, { cause, at: SLOT_AT })

interface Transition {
  /** Each status from which it goes, with the one to which it leads. */
  readonly ways: Partial<Record<DigestStatus, DigestStatus>>
  readonly does: (digest: Digest) => Digest
}

const TRANSITIONS: Record<string, Transition> = {
  'requested approval': {
    ways: { draft: 'approving' },
    does: (digest) => requestApproval(digest, approval),
  },
  'finished approval': { ways: { approving: 'approved' }, does: (digest) => finishApproval(digest, EDITION) },
  'refused approval': { ways: { approving: 'draft' }, does: (digest) => refuseApproval(digest, 'why') },
  seal: {
    ways: { approved: 'approved' },
    does: (digest) => nameSealedAttempt(digest, anAudience(), someTotals()),
  },
  'first call': { ways: { approved: 'sending' }, does: (digest) => startSending(digest, SLOT_AT) },
  pause: { ways: { approved: 'paused', sending: 'paused' }, does: (digest) => paused(digest) },
  resume: {
    ways: { paused: 'approved', held: 'approved' },
    does: (digest) => resume(digest, SLOT_AT),
  },
  hold: { ways: { draft: 'held', approved: 'held' }, does: (digest) => hold(digest, 'why') },
  // It was held after its approval.
  skip: { ways: { draft: 'skipped' }, does: (digest) => skip(digest, 'nothing new', SLOT_AT) },
  cancel: {
    ways: {
      draft: 'cancelled',
      approving: 'cancelled',
      approved: 'cancelled',
      held: 'cancelled',
      sending: 'cancelled',
      paused: 'cancelled',
    },
    does: (digest) => cancel(digest, 'why', SLOT_AT),
  },
  reopening: {
    ways: { sent: 'sending', sending: 'sending', paused: 'paused' },
    does: (digest) => reopen(digest, SLOT_AT),
  },
  'send now': { ways: { approved: 'approved' }, does: (digest) => sendNow(digest, SLOT_AT) },
  'send remaining': {
    ways: { cancelled: 'sending' },
    does: (digest) => sendRemaining({ ...digest, firstCallAt: SLOT_AT }, SLOT_AT),
  },
  close: { ways: { sending: 'sent', cancelled: 'cancelled' }, does: (digest) => close(digest, SLOT_AT) },
}

const table = Object.entries(TRANSITIONS).flatMap(([verb, { ways, does }]) =>
  DigestStatus.options.map((status) => ({ verb, status, to: ways[status] ?? 'Conflict', does })),
)

describe('a digest', () => {
  test.each(table)('that is $status, by a $verb: $to', ({ status, to, does }) => {
    const digest = anApprovedDigest({ status })
    if (to === 'Conflict') {
      expect(() => does(digest)).toThrow(Conflict)
      expect(() => does(digest)).toThrow(`The digest is ${status}`)
    } else {
      const after = does(digest)
      expect(after.status).toBe(to)
      expect(Digest.safeParse(after).error).toBeUndefined()
    }
  })

  test('takes an approval of its latest revision only', () => {
    const digest = aDigest({ revision: 2 })
    expect(() => requestApproval(digest, approval)).toThrow(/Revision 1 was shown, but 2 is the latest/)
    expect(requestApproval(digest, { ...approval, revision: 2 })).toMatchObject({
      approval: { revision: 2 },
      asked: { step: 'approve', at: approval.at },
    })
  })

  test('forgets why an approval was refused once another is asked for', () => {
    const again = requestApproval(aDigest({ reason: 'It was too large.' }), approval)
    expect(again).not.toHaveProperty('reason')
  })

  test('keeps no approval after a refusal, but the reason', () => {
    const refused = refuseApproval(requestApproval(aDigest(), approval), 'A source’s title changed.')
    expect(refused).not.toHaveProperty('approval')
    expect(refused).not.toHaveProperty('asked')
    expect(refused.reason).toBe('A source’s title changed.')
  })

  test('keeps its approval through the seal, the first call, a pause and the close', () => {
    const sealed = nameSealedAttempt(
      finishApproval(requestApproval(aDigest(), approval), EDITION),
      anAudience(),
      someTotals(),
    )
    const sending = startSending(sealed, SLOT_AT)
    expect(sending).toMatchObject({ approval, attempt: 'a1', firstCallAt: SLOT_AT })
    expect(paused(sending)).toMatchObject({ approval, firstCallAt: SLOT_AT })
    expect(close(sending, SLOT_AT)).toMatchObject({ approval, firstCallAt: SLOT_AT })
  })

  test('is sent, or sent with the number of those who stay unresolved', () => {
    const sending = anApprovedDigest({ status: 'sending', reason: 'an old one' })
    const all = someTotals({ audience: 3, accepted: 3 })
    const some = someTotals({ audience: 3, uncertain: 2, accepted: 1 })
    expect(close(recount(sending, counted(all), SLOT_AT), SLOT_AT)).not.toHaveProperty('reason')
    expect(close(recount(sending, counted(some), SLOT_AT), SLOT_AT)).toMatchObject({
      status: 'sent',
      reason: '2 unresolved',
      totals: { uncertain: 2 },
      closedAt: SLOT_AT,
    })
  })

  test.each([
    ['refused', refuseApproval(anApprovedDigest({ status: 'approving' }), '😀'.repeat(299))],
    ['paused', paused(anApprovedDigest(), 'ses', `a${'😀'.repeat(299)}`)],
    ['skipped', skip(aDigest(), 'a'.repeat(301), SLOT_AT)],
    ['held', hold(aDigest(), '😀'.repeat(299))],
    ['cancelled', cancel(aDigest(), 'a'.repeat(301), SLOT_AT)],
  ])('that is %s for a long reason stays a row that can be read, of whole characters', (_, digest) => {
    expect(Digest.safeParse(digest).error).toBeUndefined()
    expect(digest.reason?.length).toBeGreaterThan(98)
    expect(digest.reason).not.toMatch(/\p{Surrogate}/u)
  })

  test('names no address in a reason that quotes SES', () => {
    const words = 'MessageRejected: <reader@mail.example>, other@mail.example are not verified.'
    expect(paused(anApprovedDigest(), 'ses', words).reason).toBe(
      'MessageRejected: <…@…>, …@… are not verified.',
    )
  })

  const open: Record<DigestStatus, boolean> = {
    draft: true,
    approving: true,
    approved: true,
    sending: true,
    paused: true,
    held: true,
    sent: false,
    skipped: false,
    cancelled: false,
  }

  test.each(DigestStatus.options)('that is %s is open unless it is over', (status) => {
    expect(isOpen({ status })).toBe(open[status])
  })

  test('that was cancelled after its first call is open until its readers are counted', () => {
    expect(isOpen({ status: 'cancelled', firstCallAt: SLOT_AT })).toBe(true)
    expect(isOpen({ status: 'cancelled', firstCallAt: SLOT_AT, closedAt: LATER })).toBe(false)
  })
})

describe('a pause', () => {
  test('says its cause, since when, and until when it lasts if it ends by itself', () => {
    const sending = anApprovedDigest({ status: 'sending', asked: { step: 'close', at: SLOT_AT } })
    const until = plusDays(SLOT_AT, 1)
    const waits = pause(sending, 'The day is used up.', { cause: 'quota', at: SLOT_AT, until })
    expect(waits).toMatchObject({
      reason: 'The day is used up.',
      paused: { cause: 'quota', at: SLOT_AT, until },
    })
    expect(waits).not.toHaveProperty('asked')
    expect(paused(sending).paused).toEqual({ cause: 'person', at: SLOT_AT })
  })

  const STAGES: Record<string, Digest> = {
    draft: aDigest(),
    approved: anApprovedDigest(),
    sending: startSending(anApprovedDigest({ attempt: 'a1' }), SLOT_AT),
  }

  test.each([
    ['draft', hold(STAGES.draft ?? aDigest(), 'why')],
    ['approved', hold(STAGES.approved ?? aDigest(), 'why')],
    ['approved', paused(STAGES.approved ?? aDigest())],
    ['sending', paused(STAGES.sending ?? aDigest())],
  ] as const)('or a hold ends where it stood: %s', (status, stopped) => {
    const after = resume(stopped, LATER)
    expect(after).toEqual({ ...STAGES[status], movedAt: LATER })
    expect(after.status).toBe(status)
  })

  test.each(['health', 'account'] as const)(
    'for %s is not held against it again once a person resumed',
    (cause) => {
      const once = resume(paused(anApprovedDigest(), cause), LATER)
      expect(once.heeded).toEqual([cause])
      expect(resume(paused(once, cause), LATER).heeded).toEqual([cause])
      expect(resume(paused(once, 'person'), LATER).heeded).toEqual([cause])
    },
  )

  test('for health and for the account are heeded each for itself', () => {
    const once = resume(paused(anApprovedDigest(), 'account'), LATER)
    expect(resume(paused(once, 'health'), LATER).heeded).toEqual(['account', 'health'])
  })

  test.each(['person', 'ses', 'quota'] as const)('for %s heeds nothing', (cause) => {
    expect(resume(paused(anApprovedDigest(), cause), LATER)).not.toHaveProperty('heeded')
  })
})

describe('a digest that ends before it is sent', () => {
  test('is skipped while it is a draft, held or not', () => {
    expect(skip(hold(aDigest(), 'why'), 'nothing new', LATER)).toMatchObject({
      status: 'skipped',
      reason: 'nothing new',
      closedAt: LATER,
    })
  })

  test('is over at once when it is cancelled before its first call', () => {
    const cancelled = cancel(
      paused(anApprovedDigest({ asked: { step: 'freeze', at: SLOT_AT } })),
      'why',
      LATER,
    )
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: 'why', closedAt: LATER })
    expect(cancelled).not.toHaveProperty('paused')
    expect(cancelled).not.toHaveProperty('asked')
  })

  test('is counted first when it is cancelled in the middle, and keeps its reason', () => {
    const cancelled = cancel(startSending(anApprovedDigest(), SLOT_AT), 'wrong edition', LATER)
    expect(cancelled).not.toHaveProperty('closedAt')
    const totals = someTotals({ audience: 3, accepted: 1, excluded: 1, uncertain: 1 })
    expect(close(recount(cancelled, counted(totals), LATER), LATER)).toMatchObject({
      status: 'cancelled',
      reason: 'wrong edition',
      totals,
      closedAt: LATER,
    })
  })
})

describe('an approval that an edit makes void', () => {
  test('is remembered, through further edits, until the next', () => {
    const { editionHash: _, ...revoked } = approval
    const edited = revise(anApprovedDigest({ approval }), 2)
    expect(edited).toMatchObject({ status: 'draft', revision: 2, revoked })
    expect(edited).not.toHaveProperty('approval')
    expect(Digest.parse(revise(edited, 3)).revoked).toEqual(revoked)
    expect(requestApproval(edited, { ...approval, revision: 2 })).not.toHaveProperty('revoked')
  })

  test('of a held digest leaves why it is held as it was', () => {
    const held = withAct(hold(anApprovedDigest({ approval }), 'legal'), {
      verb: 'hold',
      by: 'Ada Admin',
      why: 'legal',
      at: SLOT_AT,
    })
    expect(revise(held, 2)).toMatchObject({ status: 'held', reason: 'legal', revoked: { by: approval.by } })
    expect(revise(revise(held, 2), 3)).toMatchObject({ reason: 'legal', act: held.act })
  })

  test('is none of a draft that nobody had approved', () => {
    expect(revise(aDigest(), 2)).not.toHaveProperty('revoked')
  })
})

describe('the time in which a send can be taken back', () => {
  const localTime = '2026-11-24T07:00'

  test('is what is left to a digest that goes out now, to everybody at once', () => {
    const now = sendNow(anApprovedDigest({ localTime, dueAt: plusDays(SLOT_AT, 3) }), SLOT_AT)
    expect(now.dueAt).toBe(plusSeconds(SLOT_AT, HOLD_SECONDS))
    expect(now).not.toHaveProperty('localTime')
  })

  test('is over once readers are being frozen', () => {
    const frozen = anApprovedDigest({ asked: { step: 'freeze', at: SLOT_AT } })
    expect(() => sendNow(frozen, SLOT_AT)).toThrow('about to be sent')
  })

  test.each([
    ['past', -60, HOLD_SECONDS],
    ['near', HOLD_SECONDS - 1, HOLD_SECONDS],
    ['far enough', HOLD_SECONDS, HOLD_SECONDS],
    ['far', 86_400, 86_400],
  ])('is left to one whose time is %s', (_, due, then) => {
    const digest = aDigest({ dueAt: plusSeconds(SLOT_AT, due), localTime })
    expect(leaveTimeToHold(digest, SLOT_AT)).toEqual({ ...digest, dueAt: plusSeconds(SLOT_AT, then) })
  })
})

describe('a cancelled digest that goes on with the remaining', () => {
  const cancelled = cancel(
    noteShown(startSending(anApprovedDigest({ attempt: 'a1' }), SLOT_AT)),
    'why',
    LATER,
  )
  const totals = someTotals({ audience: 6, accepted: 2, excluded: 4 })
  const counts = { totals, feedback: NO_FEEDBACK, excluded: { cancelled: 3, paused: 1 } }
  const over = close(recount(cancelled, counts, LATER), LATER)

  test('is sending again, with who was not reached waiting, and its page looked after', () => {
    const again = sendRemaining(over, LATER)
    expect(again).toMatchObject({
      status: 'sending',
      totals: { ...totals, excluded: 1, waiting: 3 },
      excluded: { paused: 1 },
      movedAt: LATER,
      asked: { step: 'show', at: LATER },
    })
    for (const gone of ['closedAt', 'reason', 'owed']) expect(again).not.toHaveProperty(gone)
    expect(again.excluded).not.toHaveProperty('cancelled')
    expect(Digest.safeParse(again).error).toBeUndefined()
  })

  test('need not be counted first', () => {
    expect(sendRemaining(cancelled, LATER)).toMatchObject({ status: 'sending' })
  })

  test('is a Conflict where nobody was called, or its templates are gone', () => {
    expect(() => sendRemaining(cancel(anApprovedDigest(), 'why', SLOT_AT), LATER)).toThrow(
      'It was cancelled before anybody was mailed',
    )
    expect(() => sendRemaining(forgetStored(over), LATER)).toThrow(Conflict)
    expect(() => sendRemaining(over, plusDays(LATER, 14))).toThrow('Its templates are deleted')
    expect(sendRemaining(over, plusSeconds(plusDays(LATER, 14), -1)).status).toBe('sending')
  })
})

describe('a digest that is sent again', () => {
  const sending = noteShown(startSending(anApprovedDigest({ attempt: 'a1' }), SLOT_AT))
  const unresolved = close(
    recount(sending, counted(someTotals({ audience: 1, uncertain: 1 })), SLOT_AT),
    SLOT_AT,
  )

  test('is sending as before it was closed', () => {
    const { totals, feedback, excluded } = unresolved
    const counts = { totals, feedback, excluded }
    expect(reopen(unresolved, LATER)).toEqual({ ...sending, ...counts, movedAt: LATER })
  })

  test('while it is paused stays paused, with its reason', () => {
    expect(reopen(paused(sending), LATER)).toEqual({ ...paused(sending), movedAt: LATER })
  })
})

describe('a count', () => {
  const sending = startSending(anApprovedDigest(), SLOT_AT)
  const one = someTotals({ audience: 2, waiting: 2 })
  const other = someTotals({ audience: 2, waiting: 1, accepted: 1 })

  test('notes that readers moved, and only then', () => {
    const first = recount(sending, counted(one), SLOT_AT)
    expect(recount(first, counted(one), LATER).movedAt).toBe(SLOT_AT)
    expect(recount(first, counted(other), LATER)).toMatchObject({ totals: other, movedAt: LATER })
  })

  test('takes feedback for no movement: it goes on for days', () => {
    const first = recount(sending, counted(one), SLOT_AT)
    const told = { ...NO_FEEDBACK, delivered: 1 }
    expect(recount(first, counted(one, told), LATER)).toMatchObject({ feedback: told, movedAt: SLOT_AT })
  })
})

describe('the templates of a digest', () => {
  const editionOf = (page: string) =>
    bindEdition(aDigest(), 1, { sections: [] }, { 'full-en': { subject: 'News', text: 'News' } }, page)
  const stored = noteStored(anApprovedDigest({ stored: {} }), editionOf('first'))

  test('are noted once each, those of an earlier approval too', () => {
    const [first, second] = [editionOf('first'), editionOf('second')]
    expect(noteStored(noteStored(stored, first), second).stored).toEqual({
      [shortHash(first.hash)]: ['full-en'],
      [shortHash(second.hash)]: ['full-en'],
    })
  })

  test('stay for fourteen days after its end, however it ends', () => {
    const sent = close(startSending(stored, SLOT_AT), LATER)
    for (const over of [sent, cancel(stored, 'why', LATER)]) expect(cleanFrom(over)).toBe(plusDays(LATER, 14))
  })

  test('are not deleted while it is open, nor twice', () => {
    const sending = startSending(stored, SLOT_AT)
    expect(cleanFrom(sending)).toBeUndefined()
    const sent = close(sending, LATER)
    expect(cleanFrom(reopen(sent, LATER))).toBeUndefined()
    expect(cleanFrom(forgetStored(sent))).toBeUndefined()
  })

  test('are none of a digest that was never approved', () => {
    expect(cleanFrom(skip(aDigest(), 'nothing new', LATER))).toBeUndefined()
  })
})

describe('an act', () => {
  const act = { verb: 'pause', by: 'Ada Admin', why: 'why', at: SLOT_AT } as const

  test('stands in the row with who did it, when and why', () => {
    expect(withAct(aDigest(), act).act).toEqual(act)
  })

  test('says why only once, where the digest’s reason says the same', () => {
    expect(withAct(paused(anApprovedDigest()), act).act).toEqual({
      verb: 'pause',
      by: 'Ada Admin',
      at: SLOT_AT,
    })
  })

  test('of a long name and reason stays a row that can be read, and names no address', () => {
    const long = { ...act, by: '名'.repeat(99), why: `reader@mail.example ${'語'.repeat(300)}` }
    const { act: kept } = withAct(aDigest(), long)
    expect(Act.safeParse(kept).error).toBeUndefined()
    expect(kept?.why).toMatch(/^…@… 語/)
  })
})

test('staff are owed each notice once, in the order of what happened, until they are told', () => {
  const owing = owe(owe(owe(aDigest(), 'ready'), 'skipped'), 'ready')
  expect(owing).toEqual({ ...aDigest(), owed: ['ready', 'skipped'] })
  expect(withoutOwed(owing)).toEqual(aDigest())
})
