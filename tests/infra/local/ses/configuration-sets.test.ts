import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  type CreateConfigurationSetEventDestinationCommandInput,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  PutConfigurationSetSendingOptionsCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bareSes, refusal } from './harness.ts'
import { documented } from './sources/documented.ts'

const TopicArn = 'arn:aws:sns:us-east-1:000000000000:events'
const create = (client: SESv2Client, ConfigurationSetName: string, SendingEnabled?: boolean) =>
  client.send(
    new CreateConfigurationSetCommand({
      ConfigurationSetName,
      ...(SendingEnabled === undefined ? {} : { SendingOptions: { SendingEnabled } }),
    }),
  )
const get = (client: SESv2Client, ConfigurationSetName: string) =>
  client.send(new GetConfigurationSetCommand({ ConfigurationSetName }))

describe('a configuration set', () => {
  test(documented(['set-sends', 'already-exists', 'not-found'], 'tells whether it sends'), async () => {
    const { client } = await bareSes()
    await create(client, 'main')
    await create(client, 'paused', false)
    expect(await get(client, 'main')).toMatchObject({
      ConfigurationSetName: 'main',
      SendingOptions: { SendingEnabled: true },
    })
    expect(await get(client, 'paused')).toMatchObject({ SendingOptions: { SendingEnabled: false } })
    const ConfigurationSetName = 'main'
    await client.send(
      new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled: false }),
    )
    expect(await get(client, 'main')).toMatchObject({ SendingOptions: { SendingEnabled: false } })
    expect(await refusal(create(client, 'main'))).toMatchObject({
      name: 'AlreadyExistsException',
      status: 400,
    })
    expect(await refusal(get(client, 'none'))).toMatchObject({ name: 'NotFoundException', status: 404 })
  })

  test(documented('set-names', 'has a name of 1 to 64 letters, digits, _ or -'), async () => {
    const { client } = await bareSes()
    await create(client, 'n'.repeat(64))
    for (const name of ['n'.repeat(65), 'a b', 'é', ''])
      expect(await refusal(create(client, name))).toMatchObject({ name: 'BadRequestException' })
  })
})

describe('an event destination', () => {
  const add = (
    client: SESv2Client,
    EventDestinationName: string,
    more: CreateConfigurationSetEventDestinationCommandInput['EventDestination'] = {},
  ) =>
    client.send(
      new CreateConfigurationSetEventDestinationCommand({
        ConfigurationSetName: 'main',
        EventDestinationName,
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: ['BOUNCE'],
          SnsDestination: { TopicArn },
          ...more,
        },
      }),
    )

  test(
    documented(['set-destinations', 'limit-exceeded', 'already-exists'], 'is one of ten of its set at most'),
    async () => {
      const { client } = await bareSes()
      await create(client, 'main')
      for (let index = 0; index < 10; index++) await add(client, `d${index}`)
      expect(await refusal(add(client, 'd0'))).toMatchObject({ name: 'AlreadyExistsException' })
      expect(await refusal(add(client, 'd10'))).toMatchObject({ name: 'LimitExceededException', status: 400 })
      const { EventDestinations = [] } = await client.send(
        new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: 'main' }),
      )
      expect(EventDestinations).toHaveLength(10)
      expect(EventDestinations[0]).toEqual({
        Name: 'd0',
        Enabled: true,
        MatchingEventTypes: ['BOUNCE'],
        SnsDestination: { TopicArn },
      })
    },
  )

  test(
    documented(
      ['destination-names', 'standard-topics', 'bad-request'],
      'has a plain name, a type and a standard topic',
    ),
    async () => {
      const { client } = await bareSes()
      await create(client, 'main')
      for (const wrong of [
        add(client, 'a b'),
        add(client, 'n'.repeat(65)),
        add(client, 'none', { MatchingEventTypes: [] }),
        add(client, 'fifo', { SnsDestination: { TopicArn: `${TopicArn}.fifo` } }),
      ])
        expect(await refusal(wrong)).toMatchObject({ name: 'BadRequestException' })
    },
  )
})
