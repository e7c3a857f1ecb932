import { describe, expect, test } from 'vitest'
import { claimCounts } from '#functions/core/claim.ts'
import { DigestStatus, refuseApproval } from '#functions/core/digest.ts'
import { aDigest, anApprovedDigest, SLOT_AT } from '#tests/support/builders.ts'

const claim = { digest: 'sample-regular-2026-11-24', revision: 2 }
const HOLDING = ['approving', 'approved', 'held', 'sending', 'paused', 'sent']

describe('a claim on a post', () => {
  test.each(DigestStatus.options)('of the revision that a digest approved, when that is %s', (status) => {
    const digest = anApprovedDigest({ revision: 2, status })
    expect(claimCounts(claim, digest)).toBe(HOLDING.includes(status))
  })

  test.each(DigestStatus.options)(
    'of another revision counts for nothing, also when the digest is %s',
    (status) => {
      const digest = anApprovedDigest({ revision: 3, status, firstCallAt: SLOT_AT })
      expect(claimCounts(claim, digest)).toBe(false)
    },
  )

  test('stays in a digest that was cancelled after its first call, and is void in one cancelled before', () => {
    const cancelled = anApprovedDigest({ revision: 2, status: 'cancelled' })
    expect(claimCounts(claim, cancelled)).toBe(false)
    expect(claimCounts(claim, { ...cancelled, firstCallAt: SLOT_AT })).toBe(true)
  })

  test('is void once the digest is back in draft', () => {
    const approving = anApprovedDigest({ revision: 2, status: 'approving' })
    expect(claimCounts(claim, approving)).toBe(true)
    expect(claimCounts(claim, refuseApproval(approving, 'It no longer renders as shown.'))).toBe(false)
  })

  test('of a digest held before any approval, or of none at all, counts for nothing', () => {
    expect(claimCounts(claim, aDigest({ revision: 2, status: 'held' }))).toBe(false)
    expect(claimCounts(claim, undefined)).toBe(false)
  })
})
