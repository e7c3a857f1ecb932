import { describe, expect, test } from 'vitest'
import {
  close,
  Digest,
  DigestStatus,
  finishApproval,
  isOpen,
  nameSealedAttempt,
  pause,
  refuseApproval,
  requestApproval,
  skip,
  startSending,
} from '#functions/core/digest.ts'
import { Conflict } from '#functions/core/errors.ts'
import { aDigest, anApprovedDigest, at, SLOT_AT, someTotals } from '#tests/support/builders.ts'

const approval = { revision: 1, editionHash: 'e'.repeat(64), by: 'editor', at: at('2026-11-23T12:00:00Z') }

const VERBS: Record<string, { from: DigestStatus[]; to: DigestStatus; does: (digest: Digest) => Digest }> = {
  'requested approval': {
    from: ['draft'],
    to: 'approving',
    does: (digest) => requestApproval(digest, approval),
  },
  'finished approval': { from: ['approving'], to: 'approved', does: finishApproval },
  'refused approval': { from: ['approving'], to: 'draft', does: (digest) => refuseApproval(digest, 'why') },
  seal: {
    from: ['approved'],
    to: 'approved',
    does: (digest) => nameSealedAttempt(digest, 'a1', someTotals()),
  },
  'first call': { from: ['approved'], to: 'sending', does: (digest) => startSending(digest, SLOT_AT) },
  pause: { from: ['approved', 'sending'], to: 'paused', does: (digest) => pause(digest, 'why') },
  skip: { from: ['draft'], to: 'skipped', does: (digest) => skip(digest, 'nothing new', SLOT_AT) },
  close: { from: ['sending'], to: 'sent', does: (digest) => close(digest, someTotals(), SLOT_AT) },
}

const table = Object.entries(VERBS).flatMap(([verb, { from, to, does }]) =>
  DigestStatus.options.map((status) => ({ verb, status, to: from.includes(status) ? to : 'Conflict', does })),
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
    const sealed = nameSealedAttempt(finishApproval(requestApproval(aDigest(), approval)), 'a1', someTotals())
    const sending = startSending(sealed, SLOT_AT)
    expect(sending).toMatchObject({ approval, attempt: 'a1', firstCallAt: SLOT_AT })
    expect(pause(sending, 'why')).toMatchObject({ approval, firstCallAt: SLOT_AT })
    expect(close(sending, someTotals(), SLOT_AT)).toMatchObject({ approval, firstCallAt: SLOT_AT })
  })

  test('is sent, or sent with the number of those who stay unresolved', () => {
    const sending = anApprovedDigest({ status: 'sending', reason: 'an old one' })
    expect(close(sending, someTotals({ audience: 3, accepted: 3 }), SLOT_AT)).not.toHaveProperty('reason')
    expect(close(sending, someTotals({ audience: 3, uncertain: 2, accepted: 1 }), SLOT_AT)).toMatchObject({
      status: 'sent',
      reason: '2 unresolved',
      totals: { uncertain: 2 },
      closedAt: SLOT_AT,
    })
  })

  test.each([
    ['refused', refuseApproval(anApprovedDigest({ status: 'approving' }), '😀'.repeat(299))],
    ['paused', pause(anApprovedDigest(), `a${'😀'.repeat(299)}`)],
    ['skipped', skip(aDigest(), 'a'.repeat(301), SLOT_AT)],
  ])('that is %s for a long reason stays a row that can be read, of whole characters', (_, digest) => {
    expect(Digest.safeParse(digest).error).toBeUndefined()
    expect(digest.reason?.length).toBeGreaterThan(118)
    expect(digest.reason).not.toMatch(/\p{Surrogate}/u)
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
})
