import { expect, test } from 'vitest'
import { due } from '#functions/cli/due.ts'
import { at, SLOT_AT } from '#tests/support/builders.ts'

test('a digest is due on the clocks of its newsletter', () => {
  expect(due({ dueAt: SLOT_AT }, 'Europe/Berlin')).toBe(
    'Tue, 24 Nov 2026, 08:00 Europe/Berlin (2026-11-24T07:00:00Z)',
  )
})

test('one with a local time is due on each reader’s, and to be approved before the first of them', () => {
  const digest = { dueAt: at('2026-11-23T17:00:00Z'), localTime: '2026-11-24T07:00' }
  expect(due(digest, 'Europe/Berlin')).toBe(
    'when each reader’s clock shows Tue, 24 Nov 2026, 07:00; the first, in UTC+14, at Mon, 23 Nov 2026, 18:00 Europe/Berlin (2026-11-23T17:00:00Z), which is also the deadline for approval',
  )
})
