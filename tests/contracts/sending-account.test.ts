import {
  CreateConfigurationSetCommand,
  PutConfigurationSetSendingOptionsCommand,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import type { SenderState } from '#functions/core/sending-account.ts'
import { REGION } from '#infra/local/account.ts'
import type { Account } from '#infra/local/ses/account.ts'
import type { SesSimulator } from '#infra/local/ses/simulator.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { CONFIGURATION_SET, clientTo, SENDER_DOMAIN, withSes } from '#tests/support/ses.ts'

describe('SendingAccount on SES', () => {
  let ses: SesSimulator
  withSes((simulator) => {
    ses = simulator
  })
  const change = (method: string, path: string, body: unknown) =>
    fetch(`${ses.url}/_simulator/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const setAccount = (over: Partial<Account>) => change('PATCH', 'account', over)
  const setRate = (maxSendRate: number) => setAccount({ maxSendRate })
  const account = (set = CONFIGURATION_SET, now = Date.now) => sesAccount(clientTo(ses.url), set, now)
  const rateOf = async (of: ReturnType<typeof account>) => (await of.state()).maxSendRate

  describe('its state', () => {
    test('is what SES says', async () => {
      await setAccount({ maxSendRate: 14, max24HourSend: 50_000 })
      expect(await account().state()).toEqual({
        maxSendRate: 14,
        max24HourSend: 50_000,
        sentLast24Hours: 0,
        production: true,
        sendingEnabled: true,
        enforcement: 'HEALTHY',
      })
    })

    test.each([
      [{ productionAccess: false }, { production: false }],
      [{ sendingEnabled: false }, { sendingEnabled: false }],
      [{ enforcementStatus: 'PROBATION' }, { enforcement: 'PROBATION' }],
      [{ enforcementStatus: 'SHUTDOWN' }, { enforcement: 'SHUTDOWN' }],
      [{ max24HourSend: -1 }, { max24HourSend: -1 }],
    ] as const)('after %j is %j', async (over, expected) => {
      await setAccount(over)
      const state = await account().state()
      await setAccount({
        productionAccess: true,
        sendingEnabled: true,
        enforcementStatus: 'HEALTHY',
        max24HourSend: 50_000,
      })
      expect(state).toMatchObject(expected)
    })

    test('is asked for at most once in five minutes', async () => {
      let now = 0
      const known = account(CONFIGURATION_SET, () => now)
      await setRate(14)
      await known.state()
      await setRate(80)
      now = 5 * 60_000
      expect(await rateOf(known)).toBe(14)
      now += 1
      expect(await rateOf(known)).toBe(80)
    })

    test('in which nothing can be sent is not remembered: whoever mends it need not wait', async () => {
      const known = account(CONFIGURATION_SET, () => 0)
      await setAccount({ sendingEnabled: false })
      expect(await known.state()).toMatchObject({ sendingEnabled: false })
      await setAccount({ sendingEnabled: true })
      expect(await known.state()).toMatchObject({ sendingEnabled: true })
    })

    test('that does not come is not remembered', async () => {
      const known = account()
      ses.setFaults([
        { match: { next: 1 }, fault: { kind: 'refuse', exception: 'AccessDeniedException', status: 403 } },
      ])
      await expect(known.state()).rejects.toThrow()
      await setRate(21)
      expect(await rateOf(known)).toBe(21)
    })
  })

  describe('a sender', () => {
    const setIdentity = (name: string, verified: boolean) =>
      change('PUT', `identities/${encodeURIComponent(name)}`, { verified })
    const identityOf = async (address: string): Promise<SenderState['identity']> =>
      (await account().sender(address)).identity

    test('may send where its domain is verified and the configuration set is there', async () => {
      expect(await account().sender(`digest@${SENDER_DOMAIN}`)).toEqual({
        region: REGION,
        identity: 'verified',
        configurationSet: 'sends',
      })
    })

    test.each([true, false])('is known by its own address, verified or not: %s', async (verified) => {
      const address = `digest@${freshSlug()}.example`
      await setIdentity(address, verified)
      expect(await identityOf(address)).toBe(verified ? 'verified' : 'unverified')
    })

    test('is known by a domain above its own, however it is written', async () => {
      const domain = `${freshSlug()}.example`
      await setIdentity(domain, true)
      expect(await identityOf(`digest@mail.news.${domain.toUpperCase()}`)).toBe('verified')
    })

    test('whose domain is not verified yet says so', async () => {
      const domain = `${freshSlug()}.example`
      await setIdentity(domain, false)
      expect(await identityOf(`digest@${domain}`)).toBe('unverified')
    })

    test('may send where any of these is verified, though another is not yet', async () => {
      const domain = `${freshSlug()}.example`
      await setIdentity(`digest@${domain}`, false)
      await setIdentity(domain, true)
      expect(await identityOf(`digest@${domain}`)).toBe('verified')
    })

    test('of whom nothing is known is absent, and a top-level domain is no identity', async () => {
      await setIdentity('example', true)
      expect(await identityOf(`digest@${freshSlug()}.example`)).toBe('absent')
    })

    test('sends through a configuration set that is there and not paused', async () => {
      const set = freshSlug()
      const sender = async () => (await account(set).sender(`digest@${SENDER_DOMAIN}`)).configurationSet
      expect(await sender()).toBe('absent')
      const client = clientTo(ses.url)
      await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: set }))
      expect(await sender()).toBe('sends')
      const paused = { ConfigurationSetName: set, SendingEnabled: false }
      await client.send(new PutConfigurationSetSendingOptionsCommand(paused))
      expect(await sender()).toBe('paused')
    })

    test('is looked at anew each time', async () => {
      const domain = `${freshSlug()}.example`
      const known = account()
      expect((await known.sender(`digest@${domain}`)).identity).toBe('absent')
      await setIdentity(domain, true)
      expect((await known.sender(`digest@${domain}`)).identity).toBe('verified')
    })
  })
})
