import { CreateConfigurationSetEventDestinationCommand } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bulk, entry, FROM, readers, readySes, simple } from './harness.ts'
import { documented } from './sources/documented.ts'

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u)
const box = (name: string) => `${name}@simulator.amazonses.com`

const eventsOf = async (to: string, more: Parameters<typeof entry>[1] = {}) => {
  const ses = await readySes()
  await ses.client.send(bulk([entry(to, more)]))
  await ses.simulator.idle()
  return { ...ses, types: ses.events.map((event) => event.eventType), last: ses.events.at(-1) }
}

describe('each accepted mail', () => {
  test(
    documented(
      [
        'mail-object',
        'send-object',
        'delivery-object',
        'send-event',
        'delivery-event',
        'tags-in-events',
        'auto-tags',
        'late-subject',
      ],
      'gives Send and then Delivery, in the shapes of SES',
    ),
    async () => {
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
    },
  )

  test.each(['success+1', 'ooto'])(
    documented(['simulator-boxes', 'simulator-labels'], 'to %s@ of the mailbox simulator is delivered'),
    async (name) => {
      expect((await eventsOf(box(name))).types).toEqual(['Send', 'Delivery'])
    },
  )

  test(
    documented(
      ['simulator-boxes', 'simulator-labels', 'bounce-object', 'bounce-event'],
      'to bounce@ bounces',
    ),
    async () => {
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
    },
  )

  test(
    documented(
      ['simulator-boxes', 'complaint-object', 'complaint-event'],
      'to complaint@ is delivered and complained of',
    ),
    async () => {
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
    },
  )

  test(
    documented(
      ['simulator-boxes', 'simulator-suppressed'],
      'to suppressionlist@ bounces as one of the global list',
    ),
    async () => {
      const suppressed = await eventsOf(box('suppressionlist'))
      expect(suppressed.types).toEqual(['Send', 'Bounce'])
      expect(suppressed.last).toMatchObject({
        bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed' },
      })
    },
  )

  test(
    documented(
      ['rendered-later', 'rendering-event', 'failure-object', 'no-send-unrendered'],
      'with a missing name is accepted, and a Rendering Failure follows',
    ),
    async () => {
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
    },
  )

  test(
    documented('headers-truncated', 'with headers of more than 10 KB tells that some are left out'),
    async () => {
      const headers = (count: number) => ({
        ReplacementHeaders: Array.from({ length: count }, (_one, index) => ({
          Name: `X-${index}`,
          Value: 'v'.repeat(980),
        })),
      })
      const long = await eventsOf('reader@example.com', headers(12))
      const short = await eventsOf('reader@example.com', headers(9))
      expect(long.last?.mail).toMatchObject({ headersTruncated: true })
      expect(short.last?.mail).toMatchObject({ headersTruncated: false })
      expect(JSON.stringify(long.last?.mail.headers).length).toBeLessThan(10_240 * 1.1)
    },
  )

  test(
    documented(
      ['virus-test', 'reject-event', 'reject-object', 'send-then-reject'],
      'with a virus is rejected',
    ),
    async () => {
      const ses = await readySes()
      const virus = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
      const Simple = { Subject: { Data: 'Hi' }, Body: { Text: { Data: virus } } }
      await ses.client.send(simple({ ConfigurationSetName: 'main', Content: { Simple } }))
      await ses.simulator.idle()
      expect(ses.events.map((event) => event.eventType)).toEqual(['Send', 'Reject'])
      expect(ses.events[1]).toMatchObject({
        reject: { reason: 'Bad content' },
        mail: { commonHeaders: { subject: 'Hi' } },
      })
    },
  )

  test(
    documented(
      ['delay-event', 'delay-object', 'bounce-event', 'soft-bounces', 'bounce-object'],
      'can be delayed, bounce softly or bounce hard by a fault',
    ),
    async () => {
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
      expect(of('full')[1]).toMatchObject({
        bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' },
      })
      expect(of('gone')[1]).toMatchObject({ bounce: { bounceType: 'Permanent', bounceSubType: 'General' } })
    },
  )
})

describe('an event destination', () => {
  const destination = (name: string, Enabled: boolean) =>
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: 'main',
      EventDestinationName: name,
      EventDestination: {
        Enabled,
        MatchingEventTypes: ['BOUNCE'],
        SnsDestination: { TopicArn: `arn:aws:sns:us-east-1:000000000000:${name}` },
      },
    })
  const publishedOf = async () => {
    const topics: string[] = []
    const ses = await readySes({
      publish: async (topic, message) =>
        void topics.push(`${topic.split(':').at(-1)} ${JSON.parse(message).eventType}`),
    })
    return { ...ses, topics }
  }

  test(
    documented(
      ['destination-types', 'destination-enabled'],
      'gets only the types it asks for, and nothing while it is not enabled',
    ),
    async () => {
      const { client, simulator, topics } = await publishedOf()
      await client.send(destination('urgent', true))
      await client.send(destination('asleep', false))
      await client.send(bulk([entry(box('bounce'))]))
      await simulator.idle()
      expect(topics).toEqual(['events Send', 'events Bounce', 'urgent Bounce'])
    },
  )

  test(documented('sets-publish', 'gets nothing of mail without its configuration set'), async () => {
    const { client, simulator, topics } = await publishedOf()
    await client.send(bulk(readers(1), { ConfigurationSetName: undefined }))
    await simulator.idle()
    expect(topics).toEqual([])
  })
})

test(
  documented(['delivery-object', 'bounce-object'], 'each recipient of one message has an outcome of its own'),
  async () => {
    const { client, simulator, events } = await readySes()
    await client.send(
      bulk([
        entry('', {
          Destination: {
            ToAddresses: [box('success'), 'Ada <ada@example.com>'],
            CcAddresses: [box('bounce')],
          },
        }),
      ]),
    )
    await simulator.idle()
    expect(events).toMatchObject([
      { eventType: 'Send', mail: { destination: [box('success'), 'ada@example.com', box('bounce')] } },
      { eventType: 'Delivery', delivery: { recipients: [box('success'), 'ada@example.com'] } },
      { eventType: 'Bounce', bounce: { bouncedRecipients: [{ emailAddress: box('bounce') }] } },
    ])
  },
)
