import { GetAccountCommand, PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import {
  bareSes,
  bulk,
  control,
  entry,
  readers,
  readySes,
  refusal,
  simple,
  statusesOf,
  temporaryFolder,
} from './harness.ts'
import { documented } from './sources/documented.ts'

const SIMULATOR = 'success@simulator.amazonses.com'
const OVER_THE_DAY = 'ACCOUNT_DAILY_QUOTA_EXCEEDED'
const one = (to: string) => simple({ Destination: { ToAddresses: [to] } })
const two = () =>
  entry('', { Destination: { ToAddresses: ['a@example.com'], CcAddresses: ['b@example.com'] } })

test(
  documented(
    ['quotas-of-recipients', 'rate-bursts', 'burst-length', 'rate-debt', 'bulk-rate', 'call-or-entry'],
    'MaxSendRate counts recipients and tolerates a short burst',
  ),
  async () => {
    const { client } = await readySes({ account: { maxSendRate: 1 } })
    expect(await statusesOf(client, bulk([two(), two(), ...readers(2)]))).toEqual([
      'SUCCESS',
      'SUCCESS',
      'ACCOUNT_THROTTLED',
      'ACCOUNT_THROTTLED',
    ])
  },
)

test(
  documented(['rate-exception', 'throttling-words'], 'a single mail that comes too fast is refused'),
  async () => {
    const { client } = await readySes({ account: { maxSendRate: 1 } })
    await client.send(bulk(readers(3)))
    expect(await refusal(client.send(one('a@example.com')))).toEqual({
      name: 'TooManyRequestsException',
      status: 429,
      message: 'Maximum sending rate exceeded.',
    })
  },
)

test(
  documented(['quotas-of-recipients', 'over-the-day', 'call-or-entry'], 'Max24HourSend counts recipients'),
  async () => {
    const { client } = await readySes({ account: { max24HourSend: 3, maxSendRate: 14 } })
    expect(await statusesOf(client, bulk([two(), two(), ...readers(2)]))).toEqual([
      'SUCCESS',
      OVER_THE_DAY,
      'SUCCESS',
      OVER_THE_DAY,
    ])
  },
)

test(
  documented(['day-exception', 'throttling-words'], 'a single mail on a full day is refused'),
  async () => {
    const { client } = await readySes({ account: { max24HourSend: 1 } })
    await client.send(one('a@example.com'))
    expect(await refusal(client.send(one('a@example.com')))).toEqual({
      name: 'LimitExceededException',
      status: 400,
      message: 'Daily message quota exceeded.',
    })
  },
)

test(
  documented(
    'simulator-quota',
    'mail to the mailbox simulator takes of the rate and not of the day, also after a restart',
  ),
  async () => {
    const dataDir = temporaryFolder()
    const { client, simulator } = await readySes({ dataDir, account: { max24HourSend: 1, maxSendRate: 1 } })
    expect(
      await statusesOf(
        client,
        bulk([entry('a@example.com'), entry(SIMULATOR), entry(`Box <${SIMULATOR}>`), entry(SIMULATOR)]),
      ),
    ).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'ACCOUNT_THROTTLED'])
    await simulator.stop()
    const again = await bareSes({ dataDir })
    expect((await again.client.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours).toBe(1)
  },
)

test(
  documented(
    ['suppressed-counts', 'rejected-counts'],
    'mail that is suppressed or rejected takes of the day',
  ),
  async () => {
    const { client } = await readySes()
    await client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'gone@example.com', Reason: 'BOUNCE' }),
    )
    await client.send(one('gone@example.com'))
    const virus = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
    await client.send(
      simple({ Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: virus } } } } }),
    )
    expect((await client.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours).toBe(2)
  },
)

test(documented('sandbox-quotas', 'in the sandbox every account has the same quotas'), async () => {
  const { client } = await readySes({ account: { productionAccess: false, maxSendRate: 80 } })
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    ProductionAccessEnabled: false,
    SendQuota: { Max24HourSend: 200, MaxSendRate: 1 },
  })
  const entries = Array.from({ length: 4 }, () => entry('me@example.org'))
  expect(await statusesOf(client, bulk(entries))).toEqual([...Array(3).fill('SUCCESS'), 'ACCOUNT_THROTTLED'])
})

test(
  documented(
    ['account-state', 'account-suppression', 'suppression-default'],
    'GetAccount tells how the account stands',
  ),
  async () => {
    const { client, simulator } = await readySes({ account: { max24HourSend: 1000, maxSendRate: 14 } })
    await client.send(bulk([two(), ...readers(1)]))
    const { $metadata, ...account } = await client.send(new GetAccountCommand({}))
    expect(account).toEqual({
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: { Max24HourSend: 1000, MaxSendRate: 14, SentLast24Hours: 3 },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      VdmAttributes: { VdmEnabled: 'DISABLED' },
    })
    await control(simulator.url, 'PATCH', '/account', {
      enforcementStatus: 'PROBATION',
      sendingEnabled: false,
    })
    expect(await client.send(new GetAccountCommand({}))).toMatchObject({
      EnforcementStatus: 'PROBATION',
      SendingEnabled: false,
    })
  },
)

test(documented('send-quota', 'a quota of -1 has no end'), async () => {
  const { client } = await readySes({ account: { max24HourSend: -1 } })
  expect((await client.send(new GetAccountCommand({}))).SendQuota?.Max24HourSend).toBe(-1)
  expect(await statusesOf(client, bulk(readers(2)))).toEqual(['SUCCESS', 'SUCCESS'])
})
