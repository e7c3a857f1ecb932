import { expect, test } from 'vitest'
import { rhythmWords } from '#functions/core/rhythm-words.ts'

test.each([
  [{ weekday: 'tuesday', time: '07:00' } as const, 'Every Tuesday at 07:00'],
  [{ weekday: ['tuesday', 'friday'], time: '02:30' } as const, 'Every Tuesday and Friday at 02:30'],
  [
    {
      weekday: ['tuesday', 'friday'],
      time: '02:30',
      rhythm: { everyWeeks: 2, from: '2026-11-24' },
    } as const,
    'Every 2 weeks on Tuesday and Friday at 02:30',
  ],
  [
    { weekday: 'friday', time: '18:00', rhythm: { ofMonth: 'last' } } as const,
    'On the last Friday of each month at 18:00',
  ],
])('a slot %o goes out “%s”', (slot, words) => {
  expect(
    rhythmWords({ ...slot, weekday: typeof slot.weekday === 'string' ? slot.weekday : [...slot.weekday] }),
  ).toBe(words)
})
