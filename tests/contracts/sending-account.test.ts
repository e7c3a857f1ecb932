import { describe, expect, test } from 'vitest'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import type { SesSimulator } from '#infra/local/ses/simulator.ts'
import { clientTo, withSes } from '#tests/support/ses.ts'

describe('SendingAccount on SES', () => {
  let ses: SesSimulator
  withSes((simulator) => {
    ses = simulator
  })
  const setRate = (maxSendRate: number) =>
    fetch(`${ses.url}/_simulator/account`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ maxSendRate }),
    })

  test('its rate is what SES says', async () => {
    await setRate(14)
    expect(await sesAccount(clientTo(ses.url)).maxSendRate()).toBe(14)
  })

  test('the rate is asked for at most once in five minutes', async () => {
    let now = 0
    const account = sesAccount(clientTo(ses.url), () => now)
    await setRate(14)
    await account.maxSendRate()
    await setRate(80)
    now = 5 * 60_000
    expect(await account.maxSendRate()).toBe(14)
    now += 1
    expect(await account.maxSendRate()).toBe(80)
  })

  test('an answer that does not come is not remembered', async () => {
    const account = sesAccount(clientTo(ses.url))
    ses.setFaults([{ match: { next: 1 }, fault: { kind: 'throttle' } }])
    await expect(account.maxSendRate()).rejects.toThrow()
    await setRate(21)
    expect(await account.maxSendRate()).toBe(21)
  })
})
