import { describe, expect, test } from 'vitest'
import { type AccountState, obstacles, quotaLeft, type SenderState } from '#functions/core/sending-account.ts'

const ACCOUNT: AccountState = {
  maxSendRate: 14,
  max24HourSend: 50_000,
  sentLast24Hours: 0,
  production: true,
  sendingEnabled: true,
  enforcement: 'HEALTHY',
}
const SENDER: SenderState = { region: 'eu-west-1', identity: 'verified', configurationSet: 'sends' }
const told = (account: Partial<AccountState>, sender: Partial<SenderState> = {}, heeded = false): string[] =>
  obstacles({ ...ACCOUNT, ...account }, { ...SENDER, ...sender }, 'digest@news.example', heeded)

describe('what stands in the way of a send', () => {
  test('is nothing where the account and the sender are in order', () => {
    expect(told({})).toEqual([])
  })

  test.each([
    ['a shut-down account', { enforcement: 'SHUTDOWN' }, {}, 'shut this account down in eu-west-1'],
    ['the sandbox', { production: false }, {}, 'sandbox in eu-west-1'],
    ['a paused account', { sendingEnabled: false }, {}, 'paused for the whole SES account in eu-west-1'],
    ['probation', { enforcement: 'PROBATION' }, {}, 'on probation in eu-west-1'],
    ['an unknown sender', {}, { identity: 'absent' }, 'eu-west-1 does not know news.example'],
    ['an unverified sender', {}, { identity: 'unverified' }, 'has not verified news.example'],
    ['no configuration set', {}, { configurationSet: 'absent' }, 'configuration set that was deployed'],
    ['a paused configuration set', {}, { configurationSet: 'paused' }, 'paused for the configuration set'],
  ] as const)('is %s, in words that say where and what to do', (_, account, sender, words) => {
    const [obstacle = '', ...others] = told(account, sender)
    expect(others).toEqual([])
    expect(obstacle).toContain(words)
    expect(obstacle).toMatch(/\. [A-Z].+\.$/)
  })

  test('is all of it at once, each in words of its own', () => {
    const all = told(
      { enforcement: 'SHUTDOWN', production: false, sendingEnabled: false },
      { identity: 'absent', configurationSet: 'absent' },
    )
    expect(new Set(all).size).toBe(5)
  })

  test('is no more the probation that an admin heeded; everything else still is', () => {
    expect(told({ enforcement: 'PROBATION' }, {}, true)).toEqual([])
    expect(told({ enforcement: 'SHUTDOWN' }, {}, true)).toHaveLength(1)
    expect(told({ production: false }, { identity: 'unverified' }, true)).toHaveLength(2)
  })
})

describe('the quota that is left', () => {
  test.each([
    [50_000, 0, 50_000],
    [50_000, 49_999, 1],
    [200, 200.5, 0],
    [200, 300, 0],
    [200.9, 0.5, 200],
    [-1, 1e9, Number.POSITIVE_INFINITY],
  ])('of %d readers in 24 hours, after %d, is %d', (max24HourSend, sentLast24Hours, left) => {
    expect(quotaLeft({ ...ACCOUNT, max24HourSend, sentLast24Hours })).toBe(left)
  })
})
