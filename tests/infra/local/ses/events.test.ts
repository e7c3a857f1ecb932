import {
  CreateConfigurationSetEventDestinationCommand,
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bulk, entry, FROM, readers, readySes, refusal } from './harness.ts'

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u)
const box = (name: string) => `${name}@simulator.amazonses.com`

const eventsOf = async (to: string, more: Parameters<typeof entry>[1] = {}) => {
  const ses = await readySes()
  await ses.client.send(bulk([entry(to, more)]))
  await ses.simulator.idle()
  return { ...ses, types: ses.events.map((event) => event.eventType), last: ses.events.at(-1) }
}

describe('each accepted mail', () => {
  test('gives Send and then Delivery, in the shapes of SES', async () => {
    const tags = {
      ReplacementTags: [{ Name: 'digest', Value: 'd1' }],
      ReplacementHeaders: [{ Name: 'List-Id', Value: '<a.example.org>' }],
    }
    const { events, simulator } = await eventsOf('Reader <reader@example.com>', tags)
    const messageId = simulator.accepted()[0]?.messageId
    const mail = {
      timestamp: ISO,
      source: FROM,
      sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/example.org',
      sendingAccountId: '000000000000',
      messageId,
      destination: ['reader@example.com'],
      headersTruncated: false,
      headers: expect.arrayContaining([
        { name: 'From', value: FROM },
        { name: 'To', value: 'Reader <reader@example.com>' },
        { name: 'List-Id', value: '<a.example.org>' },
      ]),
      commonHeaders: { from: [FROM], to: ['Reader <reader@example.com>'], messageId },
      tags: {
        digest: ['d1'],
        'ses:configuration-set': ['main'],
        'ses:operation': ['SendBulkEmail'],
        'ses:source-ip': ['127.0.0.1'],
        'ses:from-domain': ['example.org'],
        'ses:caller-identity': ['local'],
      },
    }
    expect(events).toEqual([
      { eventType: 'Send', mail, send: {} },
      {
        eventType: 'Delivery',
        mail: { ...mail, commonHeaders: { ...mail.commonHeaders, subject: 'Hello Ada' } },
        delivery: {
          timestamp: ISO,
          processingTimeMillis: expect.any(Number),
          recipients: ['reader@example.com'],
          smtpResponse: expect.stringMatching(/^250 /u),
          reportingMTA: expect.any(String),
          remoteMtaIp: expect.any(String),
        },
      },
    ])
  })

  test('to the mailbox simulator behaves as its address says, with a label too', async () => {
    expect((await eventsOf(box('success+1'))).types).toEqual(['Send', 'Delivery'])
    expect((await eventsOf(box('ooto'))).types).toEqual(['Send', 'Delivery'])
    const bounced = await eventsOf(box('bounce+x'))
    expect(bounced.types).toEqual(['Send', 'Bounce'])
    expect(bounced.last).toMatchObject({
      bounce: {
        feedbackId: expect.any(String),
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: box('bounce+x'),
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: expect.any(String),
          },
        ],
        timestamp: ISO,
        reportingMTA: expect.any(String),
      },
    })
    const complained = await eventsOf(box('complaint'))
    expect(complained.types).toEqual(['Send', 'Delivery', 'Complaint'])
    expect(complained.last).toMatchObject({
      complaint: {
        feedbackId: expect.any(String),
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: box('complaint') }],
        timestamp: ISO,
        complaintFeedbackType: 'abuse',
        userAgent: expect.any(String),
        arrivalDate: ISO,
      },
    })
    const suppressed = await eventsOf(box('suppressionlist'))
    expect(suppressed.types).toEqual(['Send', 'Bounce'])
    expect(suppressed.last).toMatchObject({
      bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed' },
    })
    expect(await suppressed.client.send(new ListSuppressedDestinationsCommand({}))).toMatchObject({
      SuppressedDestinationSummaries: [],
    })
  })

  test('with a missing name is accepted, and a Rendering Failure follows', async () => {
    const { events, simulator } = await eventsOf('reader@example.com', { ReplacementEmailContent: {} })
    const id = simulator.accepted()[0]?.messageId ?? ''
    expect(events).toEqual([
      {
        eventType: 'Rendering Failure',
        mail: expect.objectContaining({ messageId: id, headersTruncated: false }),
        failure: {
          templateName: 'hello',
          errorMessage: "Attribute 'name' is not present in the rendering data.",
        },
      },
    ])
    expect(events[0]?.mail).not.toHaveProperty('headers')
    expect(() => simulator.message(id)).toThrow("Attribute 'name' is not present")
  })

  test('with a virus is rejected', async () => {
    const ses = await readySes()
    const virus = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
    const Simple = { Subject: { Data: 'Hi' }, Body: { Text: { Data: virus } } }
    await ses.client.send(
      new SendEmailCommand({
        FromEmailAddress: FROM,
        ConfigurationSetName: 'main',
        Destination: { ToAddresses: ['a@example.com'] },
        Content: { Simple },
      }),
    )
    await ses.simulator.idle()
    expect(ses.events.map((event) => event.eventType)).toEqual(['Send', 'Reject'])
    expect(ses.events[1]).toMatchObject({
      reject: { reason: 'Bad content' },
      mail: { commonHeaders: { subject: 'Hi' } },
    })
  })

  test('can be delayed, bounce softly or bounce hard by a fault; only the hard bounce is suppressed', async () => {
    const ses = await readySes()
    ses.simulator.setFaults([
      {
        match: { recipient: 'slow@example.com' },
        fault: { kind: 'outcome', outcome: 'delayed, then delivered' },
      },
      { match: { recipient: 'full@example.com' }, fault: { kind: 'outcome', outcome: 'soft bounce' } },
      { match: { recipient: 'gone@example.com' }, fault: { kind: 'outcome', outcome: 'hard bounce' } },
    ])
    await ses.client.send(bulk(['slow', 'full', 'gone'].map((name) => entry(`${name}@example.com`))))
    await ses.simulator.idle()
    const of = (name: string) =>
      ses.events.filter((event) => event.mail.destination[0] === `${name}@example.com`)
    expect(of('slow').map((event) => event.eventType)).toEqual(['Send', 'DeliveryDelay', 'Delivery'])
    expect(of('slow')[1]).toMatchObject({
      deliveryDelay: {
        timestamp: ISO,
        delayType: 'TransientCommunicationFailure',
        expirationTime: ISO,
        delayedRecipients: [
          { emailAddress: 'slow@example.com', status: '4.4.1', diagnosticCode: expect.any(String) },
        ],
      },
    })
    expect(of('full')[1]).toMatchObject({ bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } })
    const listed = await ses.client.send(new ListSuppressedDestinationsCommand({}))
    expect(listed.SuppressedDestinationSummaries).toMatchObject([
      { EmailAddress: 'gone@example.com', Reason: 'BOUNCE' },
    ])
  })
})

describe('the suppression list', () => {
  test('is managed by exact spelling', async () => {
    const { client } = await readySes()
    await client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'Gone+a@example.com', Reason: 'BOUNCE' }),
    )
    await client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'angry@example.com', Reason: 'COMPLAINT' }),
    )
    const found = await client.send(
      new GetSuppressedDestinationCommand({ EmailAddress: 'Gone+a@example.com' }),
    )
    expect(found.SuppressedDestination).toMatchObject({
      EmailAddress: 'Gone+a@example.com',
      Reason: 'BOUNCE',
      LastUpdateTime: expect.any(Date),
    })
    expect(
      await refusal(client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'gone+a@example.com' }))),
    ).toMatchObject({ name: 'NotFoundException' })
    const complaints = await client.send(new ListSuppressedDestinationsCommand({ Reasons: ['COMPLAINT'] }))
    expect(complaints.SuppressedDestinationSummaries?.map((one) => one.EmailAddress)).toEqual([
      'angry@example.com',
    ])
    await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'Gone+a@example.com' }))
    expect(
      await refusal(
        client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'Gone+a@example.com' })),
      ),
    ).toMatchObject({ name: 'NotFoundException' })
  })

  test('lets a send be accepted, then bounces it, ignoring case', async () => {
    const ses = await readySes()
    await ses.client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'Gone@Example.com', Reason: 'BOUNCE' }),
    )
    await ses.client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'angry@example.com', Reason: 'COMPLAINT' }),
    )
    await ses.client.send(bulk([entry('gone@example.COM'), entry('Angry@example.com')]))
    await ses.simulator.idle()
    expect(ses.events.map((event) => event.eventType).sort()).toEqual(['Bounce', 'Complaint', 'Send', 'Send'])
    expect(ses.events.find((event) => event.eventType === 'Bounce')).toMatchObject({
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [{ emailAddress: 'gone@example.COM' }],
      },
    })
    expect(ses.events.find((event) => event.eventType === 'Complaint')).toMatchObject({
      complaint: { complaintSubType: 'OnAccountSuppressionList' },
    })
  })
})

test('an event destination gets only the types it asks for, and nothing without a configuration set', async () => {
  const topics: string[] = []
  const { client, simulator } = await readySes({
    publish: async (topic, message) =>
      void topics.push(`${topic.split(':').at(-1)} ${JSON.parse(message).eventType}`),
  })
  await client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: 'main',
      EventDestinationName: 'urgent',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['BOUNCE'],
        SnsDestination: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:urgent' },
      },
    }),
  )
  await client.send(bulk([entry(box('bounce'))]))
  await simulator.idle()
  expect(topics).toEqual(['events Send', 'events Bounce', 'urgent Bounce'])
  await client.send(bulk(readers(1), { ConfigurationSetName: undefined }))
  await simulator.idle()
  expect(topics).toHaveLength(3)
})

test('each recipient of one message has an outcome of its own', async () => {
  const { client, simulator, events } = await readySes()
  await client.send(
    bulk([
      entry('', {
        Destination: { ToAddresses: [box('success'), 'Ada <ada@example.com>'], CcAddresses: [box('bounce')] },
      }),
    ]),
  )
  await simulator.idle()
  expect(events).toMatchObject([
    { eventType: 'Send', mail: { destination: [box('success'), 'ada@example.com', box('bounce')] } },
    { eventType: 'Delivery', delivery: { recipients: [box('success'), 'ada@example.com'] } },
    { eventType: 'Bounce', bounce: { bouncedRecipients: [{ emailAddress: box('bounce') }] } },
  ])
})
