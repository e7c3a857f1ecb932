import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  GetEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bareSes, control, refusal } from './harness.ts'
import { documented } from './sources/documented.ts'

const create = (client: SESv2Client, EmailIdentity: string) =>
  client.send(new CreateEmailIdentityCommand({ EmailIdentity }))
const get = (client: SESv2Client, EmailIdentity: string) =>
  client.send(new GetEmailIdentityCommand({ EmailIdentity }))

describe('an identity', () => {
  test(
    documented(
      ['identity-status', 'identity-dkim', 'dkim-status', 'dns-at-once', 'domain-case'],
      'that is a domain is verified by its DKIM records, which are there at once',
    ),
    async () => {
      const { client } = await bareSes()
      const verified = {
        IdentityType: 'DOMAIN',
        VerifiedForSendingStatus: true,
        DkimAttributes: {
          SigningEnabled: true,
          Status: 'SUCCESS',
          SigningAttributesOrigin: 'AWS_SES',
          Tokens: [expect.any(String), expect.any(String), expect.any(String)],
        },
      }
      expect(await create(client, 'Example.org')).toMatchObject(verified)
      expect(await get(client, 'EXAMPLE.org')).toMatchObject({
        ...verified,
        VerificationStatus: 'SUCCESS',
        FeedbackForwardingStatus: true,
        MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
      })
    },
  )

  test(
    documented(['identity-status', 'dkim-status'], 'waits for its records when a test says so'),
    async () => {
      const { client, simulator } = await bareSes()
      await control(simulator.url, 'PUT', '/identities/example.org', { verified: false })
      expect(await get(client, 'example.org')).toMatchObject({
        VerifiedForSendingStatus: false,
        VerificationStatus: 'PENDING',
        DkimAttributes: { Status: 'PENDING' },
      })
      await control(simulator.url, 'PUT', '/identities/example.org', { dkim: 'FAILED' })
      expect(await get(client, 'example.org')).toMatchObject({
        VerifiedForSendingStatus: true,
        DkimAttributes: { Status: 'FAILED' },
      })
    },
  )

  test(
    documented(
      ['address-dkim', 'address-case', 'already-exists'],
      'that is an address has no DKIM and goes by its exact spelling',
    ),
    async () => {
      const { client } = await bareSes()
      await create(client, 'Ada@example.org')
      expect(await get(client, 'Ada@example.org')).toMatchObject({
        IdentityType: 'EMAIL_ADDRESS',
        DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' },
      })
      expect(await refusal(create(client, 'Ada@example.org'))).toMatchObject({
        name: 'AlreadyExistsException',
      })
      await create(client, 'Ada@EXAMPLE.org')
    },
  )

  test(
    documented(
      ['identity-default-set', 'not-found', 'bad-request'],
      'tells its configuration set, which there must be',
    ),
    async () => {
      const { client } = await bareSes()
      const creating = (EmailIdentity: string) =>
        client.send(new CreateEmailIdentityCommand({ EmailIdentity, ConfigurationSetName: 'main' }))
      expect(await refusal(creating('example.org'))).toMatchObject({ name: 'NotFoundException' })
      await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'main' }))
      await creating('example.org')
      expect(await get(client, 'example.org')).toMatchObject({ ConfigurationSetName: 'main' })
      expect(await refusal(get(client, 'other.org'))).toMatchObject({
        name: 'NotFoundException',
        status: 404,
      })
      expect(await refusal(create(client, 'no domain'))).toMatchObject({ name: 'BadRequestException' })
    },
  )
})
