import { describe, expect, test } from 'vitest'
import { claimCounts } from '#functions/core/claim.ts'
import { type Digest, DigestStatus } from '#functions/core/digest.ts'
import { refuseApproval } from '#functions/core/digest-verbs.ts'
import type { Instant } from '#functions/core/instant.ts'
import { aDigest, anApprovedDigest, at, SLOT_AT } from '#tests/support/builders.ts'

const APPROVED_AT = at('2026-11-23T12:00:00Z')
const claim = { digest: 'sample-regular-2026-11-24', approvedAt: APPROVED_AT }
const approvedAt = (moment: Instant, over: Partial<Digest>): Digest => {
  const digest = anApprovedDigest(over)
  return { ...digest, approval: digest.approval && { ...digest.approval, at: moment } }
}
const HOLDING = ['approving', 'approved', 'held', 'sending', 'paused', 'sent']

describe('a claim on a post', () => {
  test.each(DigestStatus.options)('of the approval by which a digest holds, when that is %s', (status) => {
    const digest = approvedAt(APPROVED_AT, { status })
    expect(claimCounts(claim, digest)).toBe(HOLDING.includes(status))
  })

  test.each(DigestStatus.options)(
    'of an earlier approval counts for nothing, also when the digest is %s',
    (status) => {
      const digest = approvedAt(at('2026-11-23T12:00:01Z'), { status, firstCallAt: SLOT_AT })
      expect(claimCounts(claim, digest)).toBe(false)
    },
  )

  test('stays in a digest that was cancelled after its first call, and is void in one cancelled before', () => {
    const cancelled = approvedAt(APPROVED_AT, { status: 'cancelled' })
    expect(claimCounts(claim, cancelled)).toBe(false)
    expect(claimCounts(claim, { ...cancelled, firstCallAt: SLOT_AT })).toBe(true)
  })

  test('is void once the digest is back in draft', () => {
    const approving = approvedAt(APPROVED_AT, { status: 'approving' })
    expect(claimCounts(claim, approving)).toBe(true)
    expect(claimCounts(claim, refuseApproval(approving, 'It no longer renders as shown.'))).toBe(false)
  })

  test('of a digest held before any approval, or of none at all, counts for nothing', () => {
    expect(claimCounts(claim, aDigest({ status: 'held' }))).toBe(false)
    expect(claimCounts(claim, undefined)).toBe(false)
  })
})
