import {
  CreateEmailIdentityCommand,
  GetAccountCommand,
  GetEmailIdentityCommand,
  PutConfigurationSetSendingOptionsCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { bulk, control, entry, FROM, readers, readySes, refusal, statusesOf } from './harness.ts'

const mailTo = (to: string, from = FROM) =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: { Template: { TemplateName: 'hello', TemplateData: '{"name":"Ada"}' } },
  })

test('a sender needs a verified address, domain or parent domain', async () => {
  const { client, simulator } = await readySes()
  expect(await refusal(client.send(bulk(readers(1), { FromEmailAddress: 'a@elsewhere.org' })))).toEqual({
    name: 'MessageRejected',
    status: 400,
    message:
      'Email address is not verified. The following identities failed the check in region US-EAST-1: a@elsewhere.org',
  })
  expect(await statusesOf(client, bulk(readers(1), { FromEmailAddress: 'a@news.EXAMPLE.org' }))).toEqual([
    'SUCCESS',
  ])
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'a@elsewhere.org' }))
  expect(await statusesOf(client, bulk(readers(1), { FromEmailAddress: 'a@elsewhere.org' }))).toEqual([
    'SUCCESS',
  ])
  expect(await refusal(client.send(mailTo('b@example.com', 'b@elsewhere.org')))).toMatchObject({
    name: 'MessageRejected',
  })
  await control(simulator.url, 'PUT', '/identities/example.org', { verified: false })
  expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({ name: 'MessageRejected' })
  expect(await client.send(new GetEmailIdentityCommand({ EmailIdentity: 'example.org' }))).toMatchObject({
    VerifiedForSendingStatus: false,
  })
})

test('an address that cannot be replied to is refused and not named', async () => {
  const { client } = await readySes()
  const reply = bulk(readers(1), { ReplyToAddresses: ['zoë@example.com'] })
  expect(await refusal(client.send(reply))).toEqual({
    name: 'BadRequestException',
    status: 400,
    message: 'Local address contains control or whitespace or non-ASCII characters.',
  })
})

test('a MAIL FROM domain without its records refuses the call', async () => {
  const { client, simulator } = await readySes()
  await control(simulator.url, 'PUT', '/identities/example.org', { mailFromDomainVerified: false })
  expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({
    name: 'MailFromDomainNotVerifiedException',
    status: 400,
  })
})

test('in the sandbox a recipient must be verified or belong to the mailbox simulator', async () => {
  const { client } = await readySes({ account: { productionAccess: false } })
  const entries = ['stranger@example.com', 'me@example.org', 'success+a@simulator.amazonses.com'].map((to) =>
    entry(to),
  )
  expect(await statusesOf(client, bulk(entries))).toEqual(['MESSAGE_REJECTED', 'SUCCESS', 'SUCCESS'])
  expect(await refusal(client.send(mailTo('stranger@example.com')))).toMatchObject({
    name: 'MessageRejected',
  })
})

test('a paused account, a paused configuration set and a suspended account refuse the call', async () => {
  const { client, simulator } = await readySes()
  await client.send(
    new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName: 'main', SendingEnabled: false }),
  )
  expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({
    name: 'SendingPausedException',
    status: 400,
  })
  expect((await client.send(mailTo('a@example.com'))).MessageId).toBeDefined()
  await control(simulator.url, 'PATCH', '/account', { sendingEnabled: false })
  expect(await refusal(client.send(mailTo('a@example.com')))).toMatchObject({
    name: 'SendingPausedException',
  })
  await control(simulator.url, 'PATCH', '/account', { enforcementStatus: 'SHUTDOWN' })
  expect(await refusal(client.send(mailTo('a@example.com')))).toMatchObject({
    name: 'AccountSuspendedException',
  })
  expect(simulator.accepted()).toHaveLength(1)
})

test('an unknown configuration set or template is not found', async () => {
  const { client } = await readySes()
  expect(await refusal(client.send(bulk(readers(1), { ConfigurationSetName: 'none' })))).toEqual({
    name: 'NotFoundException',
    status: 404,
    message: 'Configuration set <none> does not exist.',
  })
  const unknown = { DefaultContent: { Template: { TemplateName: 'constructor', TemplateData: '{}' } } }
  expect(await refusal(client.send(bulk(readers(1), unknown)))).toMatchObject({
    name: 'NotFoundException',
    message: 'Template constructor does not exist.',
  })
})

test('MaxSendRate counts recipients and tolerates a burst of three seconds', async () => {
  const { client } = await readySes({ account: { maxSendRate: 1 } })
  const two = entry('', { Destination: { ToAddresses: ['a@example.com', 'b@example.com'] } })
  expect(await statusesOf(client, bulk([two, ...readers(3)]))).toEqual([
    'SUCCESS',
    'SUCCESS',
    'ACCOUNT_THROTTLED',
    'ACCOUNT_THROTTLED',
  ])
  expect(await refusal(client.send(mailTo('a@example.com')))).toEqual({
    name: 'TooManyRequestsException',
    status: 429,
    message: 'Maximum sending rate exceeded.',
  })
})

test('Max24HourSend counts recipients, and GetAccount tells how many', async () => {
  const { client } = await readySes({ account: { max24HourSend: 3, maxSendRate: 14 } })
  const both = entry('', { Destination: { ToAddresses: ['a@example.com', 'b@example.com'] } })
  expect(await statusesOf(client, bulk([both, both, ...readers(2)]))).toEqual([
    'SUCCESS',
    'ACCOUNT_DAILY_QUOTA_EXCEEDED',
    'SUCCESS',
    'ACCOUNT_DAILY_QUOTA_EXCEEDED',
  ])
  expect(await refusal(client.send(mailTo('a@example.com')))).toMatchObject({
    name: 'LimitExceededException',
    message: 'Daily message quota exceeded.',
  })
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    EnforcementStatus: 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 3, MaxSendRate: 14, SentLast24Hours: 3 },
  })
})
