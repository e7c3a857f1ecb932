import { describe, expect, test } from 'vitest'
import { brake, Health, refusedWith } from '#functions/core/health.ts'

const someHealth = (over: Partial<Health> = {}): Health => ({ ...Health.parse({}), ...over })
const brakes = (own: Partial<Health>, week: Partial<Health>[] = [], heeded = false) =>
  brake(someHealth(own), [someHealth(own), ...week.map(someHealth)], heeded)?.cause

describe('the brake', () => {
  test.each([
    { accepted: 1000, bounced: 50, cause: 'health' },
    { accepted: 1000, bounced: 49, cause: undefined },
    { accepted: 1001, bounced: 50, cause: undefined },
    { accepted: 1020, bounced: 51, cause: 'health' },
    { accepted: 999, bounced: 999, cause: undefined },
    { accepted: 100_000, bounced: 4999, cause: undefined },
    { accepted: 100_000, bounced: 5000, cause: 'health' },
  ])('at $bounced hard bounces of $accepted accepted: $cause', ({ accepted, bounced, cause }) => {
    expect(brakes({ accepted, bounced })).toBe(cause)
  })

  test.each([
    { accepted: 1000, complained: 2, cause: undefined },
    { accepted: 1000, complained: 3, cause: 'health' },
    { accepted: 3000, complained: 3, cause: 'health' },
    { accepted: 3001, complained: 3, cause: undefined },
    { accepted: 4000, complained: 4, cause: 'health' },
    { accepted: 999, complained: 999, cause: undefined },
  ])('at $complained complaints of $accepted accepted: $cause', ({ accepted, complained, cause }) => {
    expect(brakes({ accepted, complained })).toBe(cause)
  })

  test('counts all that the newsletter sent in seven days', () => {
    expect(brakes({ accepted: 400, bounced: 20 })).toBeUndefined()
    expect(brakes({ accepted: 400, bounced: 20 }, [{ accepted: 600, bounced: 30 }])).toBe('health')
    expect(brakes({ accepted: 400, complained: 3 }, [{ accepted: 600 }])).toBe('health')
    expect(brakes({ accepted: 400, bounced: 20 }, [{ accepted: 601, bounced: 30 }])).toBeUndefined()
  })

  test.each([
    { stopped: 2, cause: undefined },
    { stopped: 3, cause: 'ses' },
  ])('at $stopped mails that SES accepted and could not send, however few: $cause', ({ stopped, cause }) => {
    const names = new Set(Array.from({ length: stopped }, (_, stamp) => `0-0-${stamp}`))
    expect(brakes({ accepted: 3, stopped: names })).toBe(cause)
    expect(brakes({ accepted: 3 }, [{ stopped: names }])).toBeUndefined()
  })

  test('is not drawn again for the health that a person heeded, but for mails that cannot be sent', () => {
    expect(brakes({ accepted: 1000, bounced: 500, complained: 500 }, [], true)).toBeUndefined()
    const stopped = new Set(['0-0-0', '0-0-1', '0-0-2'])
    expect(brakes({ accepted: 1000, stopped }, [], true)).toBe('ses')
  })

  test('tells how many, of how many, and what SES makes of that', () => {
    const words = (own: Partial<Health>) => brake(someHealth(own), [someHealth(own)], false)?.words
    expect(words({ accepted: 1500, bounced: 80 })).toBe(
      '80 of 1500 mails bounced in seven days (5.33 %); SES reviews an account at 5 %.',
    )
    expect(words({ accepted: 2000, complained: 3 })).toBe(
      '3 readers of 2000 complained in seven days (0.15 %); SES reviews an account at 0.1 %.',
    )
    expect(words({ stopped: new Set(['0-0-0', '0-0-1', '0-0-2']) })).toBe(
      'SES accepted 3 mails and then rejected or could not render them.',
    )
  })
})

test('the refused are kept by what SES said of them', () => {
  const [refusedM, refusedP, refusedB] = [new Set(['0-0-1']), new Set(['0-0-2']), new Set(['0-0-3'])]
  const health = someHealth({ refusedM, refusedP, refusedB })
  expect((['M', 'P', 'B'] as const).map((code) => refusedWith(health, code))).toEqual([
    refusedM,
    refusedP,
    refusedB,
  ])
})
