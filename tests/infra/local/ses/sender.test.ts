import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  GetEmailIdentityCommand,
  PutConfigurationSetSendingOptionsCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { bulk, control, entry, FROM, readers, readySes, refusal, statusesOf } from './harness.ts'
import { documented } from './sources/documented.ts'

const mailTo = (to: string, from = FROM) =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: { Template: { TemplateName: 'hello', TemplateData: '{"name":"Ada"}' } },
  })

const from = (FromEmailAddress: string) => bulk(readers(1), { FromEmailAddress })

test(
  documented(['from-verified', 'unverified-words'], 'a sender who is not verified is refused'),
  async () => {
    const { client, simulator } = await readySes()
    expect(await refusal(client.send(from('a@elsewhere.org')))).toEqual({
      name: 'MessageRejected',
      status: 400,
      message:
        'Email address is not verified. The following identities failed the check in region US-EAST-1: a@elsewhere.org',
    })
    expect(await refusal(client.send(mailTo('b@example.com', 'b@elsewhere.org')))).toMatchObject({
      name: 'MessageRejected',
    })
    await control(simulator.url, 'PUT', '/identities/example.org', { verified: false })
    expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({ name: 'MessageRejected' })
  },
)

test.each([
  [documented('from-verified', 'itself'), 'a@elsewhere.org', 'a@elsewhere.org', 'b@elsewhere.org'],
  [
    documented('sender-labels', 'itself with a label'),
    'a@elsewhere.org',
    'a+x@elsewhere.org',
    'b+x@elsewhere.org',
  ],
  [
    documented('address-case', 'no other case of itself'),
    'a@elsewhere.org',
    'a@elsewhere.org',
    'a@ELSEWHERE.org',
  ],
  [
    documented('subdomains-covered', 'a domain, its subdomains'),
    'other.org',
    'a@b.c.other.org',
    'a@c.another.org',
  ],
  [documented('domain-case', 'a domain in any case'), 'OTHER.org', 'a@news.Other.ORG', 'a@others.org'],
])('an identity covers %s', async (_what, EmailIdentity, covered, stranger) => {
  const { client } = await readySes()
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity }))
  expect(await statusesOf(client, from(covered))).toEqual(['SUCCESS'])
  expect(await refusal(client.send(from(stranger)))).toMatchObject({ name: 'MessageRejected' })
})

test.each([
  [documented('local-part', 'an ASCII local part'), 'zoë@example.com', 'Local address contains'],
  [documented('ascii-names', 'an ASCII name'), 'Zoë <zoe@example.com>', 'There are non-ASCII characters'],
])('an address to reply to has %s, or is refused without being named', async (_what, address, words) => {
  const { client } = await readySes()
  expect(await refusal(client.send(bulk(readers(1), { ReplyToAddresses: [address] })))).toEqual({
    name: 'BadRequestException',
    status: 400,
    message: expect.stringContaining(words),
  })
})

test(
  documented(
    ['default-set', 'nearest-identity'],
    'mail that names no configuration set has that of the nearest identity',
  ),
  async () => {
    const { client, simulator } = await readySes()
    for (const name of ['wide', 'near']) {
      await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: name }))
      const EmailIdentity = name === 'wide' ? 'other.org' : 'news.other.org'
      await client.send(new CreateEmailIdentityCommand({ EmailIdentity, ConfigurationSetName: name }))
    }
    for (const [FromEmailAddress, ConfigurationSetName] of [
      ['a@other.org', undefined],
      ['a@news.other.org', undefined],
      ['a@news.other.org', 'main'],
    ])
      await client.send(bulk(readers(1), { FromEmailAddress, ConfigurationSetName }))
    expect(simulator.accepted().map((mail) => mail.configurationSet)).toEqual(['wide', 'near', 'main'])
  },
)

test(documented('mail-from', 'a MAIL FROM domain without its records refuses the call'), async () => {
  const { client, simulator } = await readySes()
  await control(simulator.url, 'PUT', '/identities/example.org', { mailFromDomainVerified: false })
  expect(await refusal(client.send(bulk(readers(1))))).toMatchObject({
    name: 'MailFromDomainNotVerifiedException',
    status: 400,
  })
  const { MailFromAttributes } = await client.send(
    new GetEmailIdentityCommand({ EmailIdentity: 'example.org' }),
  )
  expect(MailFromAttributes).toEqual({
    MailFromDomain: 'bounce.example.org',
    MailFromDomainStatus: 'FAILED',
    BehaviorOnMxFailure: 'REJECT_MESSAGE',
  })
})

test(
  documented(
    ['sandbox-recipients', 'unverified-words', 'call-or-entry'],
    'in the sandbox a recipient must be verified or belong to the mailbox simulator',
  ),
  async () => {
    const { client } = await readySes({ account: { productionAccess: false } })
    const entries = ['stranger@example.com', 'me@example.org', 'success+a@simulator.amazonses.com'].map(
      (to) => entry(to),
    )
    expect(await statusesOf(client, bulk(entries))).toEqual(['MESSAGE_REJECTED', 'SUCCESS', 'SUCCESS'])
    expect(await refusal(client.send(mailTo('stranger@example.com')))).toMatchObject({
      name: 'MessageRejected',
      message: expect.stringContaining('stranger@example.com'),
    })
  },
)

test(
  documented(
    ['paused', 'set-sends', 'suspended', 'shut-down'],
    'a paused account, a paused configuration set and a suspended account refuse the call',
  ),
  async () => {
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
  },
)

test(documented('not-found', 'an unknown configuration set or template refuses the call'), async () => {
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
