import { expect, test } from 'vitest'
import type { DigestStatus } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { membersOfOtherKind } from '#functions/use-cases/members-of-other-kind.ts'
import type { Digests, Ledger } from '#functions/use-cases/ports.ts'
import { aBatch, aDigest, anAudience, readerId, SLOT_AT } from '#tests/support/builders.ts'

const CODES = ['a', '?', '!', '.', '~', 'M', 'u', 'f']
const calls = [{ id: 'one', at: SLOT_AT }]

/** The codes of those who count as members of a regular digest that stands so, for the round-up of its slot. */
const membersWhen = async (status: DigestStatus, rejected: number[] = []) => {
  const regular = aDigest({ status })
  const members = CODES.map((_, number) => readerId(number))
  const batch = aBatch({ members, codes: CODES.join(''), called: '000-0---', calls })
  const ledger: Partial<Ledger> = {
    audience: async (key) => (key === digestKey(regular) ? anAudience() : undefined),
    async *batches() {
      yield { batch, events: { rejected: new Set(rejected) } }
    },
  }
  const digests: Partial<Digests> = { get: async () => regular }
  const deps = { ledger: ledger as Ledger, digests: digests as Digests }
  const ids = await membersOfOtherKind(deps, aDigest({ kind: 'round-up' }))
  return CODES.filter((_, number) => ids.has(readerId(number))).join('')
}

test('whoever was mailed, may have been or still will be is a member of the other kind', async () => {
  expect(await membersWhen('sending')).toBe('a?!.~')
  expect(await membersWhen('paused')).toBe('a?!.~')
})

test('whom SES turned away after it had accepted is none', async () => {
  expect(await membersWhen('sent', [0])).toBe('?!.~')
})

test('of a cancelled digest who waited is none; who was in a call may have the mail', async () => {
  expect(await membersWhen('cancelled')).toBe('a?!~')
})
