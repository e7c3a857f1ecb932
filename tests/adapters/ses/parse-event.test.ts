import { describe, expect, test } from 'vitest'
import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { at } from '#tests/support/builders.ts'

const TAGS = {
  digest: ['sample-regular-2026-11-24'],
  attempt: ['a1'],
  batch: ['2-17'],
  call: ['3'],
  entry: ['49'],
  reader: ['0123456789abcdef01234567'],
  'ses:configuration-set': ['gazette'],
}
const ENTRY = {
  batch: { digest: 'sample-regular-2026-11-24', attempt: 'a1', wave: 2, number: 17 },
  stamp: 3 * 50 + 49,
}
const READER = { emailAddress: 'reader@mail.example' }
const OTHER = { emailAddress: 'other@mail.example' }
const AT = '2026-11-24T07:00:00.000Z'
const NOW = at('2026-11-24T08:00:00Z')

const feedback = (event: Record<string, unknown>) =>
  feedbackOf({ mail: { messageId: 'm1', tags: TAGS }, ...event }, NOW)
const judged = (event: Record<string, unknown>) => {
  const { verdict, cause, isOdd, soft } = feedback(event)
  return { effect: verdict.effect, recipients: verdict.recipients, cause, isOdd, soft }
}
const bounce = (over: Record<string, unknown>) => ({
  eventType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [READER],
    timestamp: AT,
    ...over,
  },
})
const complaint = (over: Record<string, unknown>, ...complainedRecipients: unknown[]) => ({
  eventType: 'Complaint',
  complaint: { complainedRecipients, ...over },
})
const [BOTH, ONE] = [['reader@mail.example', 'other@mail.example'], ['reader@mail.example']]

describe('an event of SES', () => {
  test.each([
    ['Send', 'sent', 'none'],
    ['Delivery', 'delivered', 'none'],
    ['DeliveryDelay', 'delayed', 'none'],
    ['Bounce', 'bounced', 'none'],
    ['Complaint', 'complained', 'none'],
    ['Reject', 'rejected', 'alarm'],
    ['Rendering Failure', 'renderingFailed', 'alarm'],
  ])('%s says of its entry that it is in the set %s, and leads by itself to %s', (eventType, set, effect) => {
    expect(feedback({ eventType })).toMatchObject({ set, entry: ENTRY, verdict: { kind: eventType, effect } })
  })

  test.each(['Open', 'Click', 'Received', 'Subscription'])('%s is none that is used', (eventType) => {
    const { verdict, ...rest } = feedback({ eventType })
    expect([verdict.effect, rest]).toEqual(['none', {}])
  })

  test.each(['constructor', 'bounce', 'Unsubscribe'])('“%s” is odd, and means nothing', (eventType) => {
    const { verdict, ...rest } = feedback({ ...bounce({}), eventType })
    expect([verdict.kind, verdict.effect, rest]).toEqual([eventType, 'none', { isOdd: true }])
  })

  test.each([
    ['no tags at all', {}],
    ['no digest', { ...TAGS, digest: undefined }],
    ['no attempt', { ...TAGS, attempt: [] }],
    ['a batch tag that is none', { ...TAGS, batch: ['2-17-3'] }],
    ['an entry that no batch has', { ...TAGS, entry: ['50'] }],
    ['an entry that is no number', { ...TAGS, entry: ['1.5'] }],
    ['an empty entry', { ...TAGS, entry: [''] }],
    ['no call', { ...TAGS, call: undefined }],
    ['a call that is no number', { ...TAGS, call: ['-1'] }],
    ['a call written oddly', { ...TAGS, call: ['03'] }],
    ['a tag that is no list', { ...TAGS, call: '3' }],
  ])('of a mail with %s names no entry', (_, tags) => {
    expect(feedback({ eventType: 'Send', mail: { tags } })).toMatchObject({ set: 'sent' })
    expect(feedback({ eventType: 'Send', mail: { tags } }).entry).toBeUndefined()
  })

  test.each([
    ['Send', {}, '2026-11-24T06:00:00.000Z'],
    ['Delivery', { delivery: { timestamp: '2026-11-24T06:01:00Z' } }, '2026-11-24T06:01:00.000Z'],
    ['DeliveryDelay', { deliveryDelay: { timestamp: '2026-11-24T06:02:00Z' } }, '2026-11-24T06:02:00.000Z'],
    ['Bounce', { bounce: { timestamp: '2026-11-24T06:03:00Z' } }, '2026-11-24T06:03:00.000Z'],
    ['Complaint', { complaint: { timestamp: '2026-11-24T06:04:00Z' } }, '2026-11-24T06:04:00.000Z'],
    ['Delivery', { delivery: { timestamp: 'of late' } }, '2026-11-24T06:00:00.000Z'],
  ])(
    '%s of an entry says when that happened, by its own time or else its mail’s',
    (eventType, told, when) => {
      const now = at('2026-11-24T09:00:00Z')
      const mail = { tags: TAGS, timestamp: '2026-11-24T06:00:00Z' }
      expect(feedbackOf({ eventType, mail, ...told }, now).at).toBe(when)
      expect(feedbackOf({ eventType, mail: { tags: TAGS } }, now).at).toBeUndefined()
    },
  )

  test('of a mail without tags still suppresses', () => {
    expect(feedback({ ...bounce({}), mail: {} })).toEqual({
      verdict: expect.objectContaining({ effect: 'suppress', recipients: ONE }),
      cause: 'bounce',
      addresses: ONE,
      at: AT,
      set: 'bounced',
      counts: 'bounced',
    })
  })

  test('as an identity’s own notification means the same', () => {
    const { eventType: notificationType, ...rest } = bounce({})
    expect(feedback({ notificationType, ...rest })).toEqual(feedback(bounce({})))
  })

  test.each([
    [{}],
    [{ eventType: 7, mail: {} }],
    [{ eventType: '', mail: {} }],
    [[]],
    ['Send'],
    [null],
    [undefined],
    [7],
  ])('is not %j', (payload) => {
    const { verdict, ...rest } = feedbackOf(payload, NOW)
    expect([verdict.kind, verdict.effect, rest]).toEqual(['unknown', 'none', { isOdd: true }])
  })

  test('is not SNS’s question, which is not odd', () => {
    const { verdict, isOdd } = feedbackOf(
      { Type: 'SubscriptionConfirmation', SubscribeURL: 'https://sns.example' },
      NOW,
    )
    expect([verdict.kind, verdict.effect, isOdd]).toEqual(['unknown', 'none', undefined])
  })
})

describe('a bounce', () => {
  test('that is permanent suppresses every recipient it lists, and nobody else', () => {
    const listed = [READER, OTHER, { emailAddress: 7 }, 'third@mail.example', null, { emailAddress: '' }]
    expect(judged(bounce({ bouncedRecipients: listed }))).toEqual({
      effect: 'suppress',
      recipients: BOTH,
      cause: 'bounce',
    })
  })

  test('of both an unlucky and a lucky reader is of who bounced, not of whom the mail was for', () => {
    const mail = { messageId: 'm1', destination: BOTH }
    expect(judged({ ...bounce({}), mail }).recipients).toEqual(ONE)
  })

  test.each([
    ['Permanent', 'General', 'bounced'],
    ['permanent', 'general', 'bounced'],
    ['Permanent', 'NoEmail', 'bounced'],
    ['Permanent', 'Suppressed', 'bounced'],
    ['Permanent', 'UnsubscribedRecipient', 'bounced'],
    ['Permanent', 'of which nobody heard', 'bounced'],
    ['Permanent', undefined, 'bounced'],
    ['Permanent', 'OnAccountSuppressionList', undefined],
    ['Permanent', 'onaccountsuppressionlist', undefined],
    ['Permanent', 'OnTenantSuppressionList', undefined],
  ])(
    'that is %s, %s, suppresses, and counts with SES against the sender as %s',
    (bounceType, bounceSubType, counts) => {
      const event = feedback(bounce({ bounceType, bounceSubType }))
      expect(event).toMatchObject({ cause: 'bounce', verdict: { effect: 'suppress', bounceType } })
      expect(event.counts).toBe(counts)
    },
  )

  test.each([
    ['Undetermined', 'Undetermined', undefined],
    ['Fatal', 'General', true],
    ['', '', true],
    [undefined, undefined, true],
    [['Permanent'], 'General', true],
  ])('that is %j, %s, changes nothing', (bounceType, bounceSubType, isOdd) => {
    expect(judged(bounce({ bounceType, bounceSubType }))).toEqual({ effect: 'none', recipients: ONE, isOdd })
    expect(feedback(bounce({ bounceType, bounceSubType })).counts).toBeUndefined()
  })

  test.each([
    ['fake'],
    [[]],
    [null],
    [{ emailAddress: 'reader@mail.example' }],
    [['reader@mail.example']],
    [undefined],
  ])('of %j changes nothing, whatever its type', (bouncedRecipients) => {
    for (const bounceType of ['Permanent', 'Transient'])
      expect(judged(bounce({ bounceType, bouncedRecipients }))).toEqual({
        effect: 'none',
        recipients: [],
        isOdd: true,
      })
  })

  test.each([[undefined], [null], ['Permanent'], [[]]])(
    'without an object, but %j, changes nothing',
    (value) => {
      const mail = { tags: {}, destination: ONE }
      expect(judged({ eventType: 'Bounce', bounce: value, mail })).toMatchObject({
        effect: 'none',
        recipients: [],
      })
    },
  )
})

describe('what happened is', () => {
  const told = (timestamp: unknown, of: unknown) => {
    const mail = { messageId: 'm1', timestamp: of, destination: ONE }
    const subscription = { newTopicPreferences: { unsubscribeAll: true }, timestamp }
    return [
      { ...bounce({ timestamp }), mail },
      { ...complaint({ timestamp }, READER), mail },
      { eventType: 'Subscription', subscription, mail },
    ].map((event) => feedback(event).at)
  }
  const all = (instant: unknown) => [instant, instant, instant]

  test('of its own time, or else of its mail’s, where that is no time to come', () => {
    expect(told(AT, '2026-11-23T07:00:00Z')).toEqual(all(AT))
    expect(told(undefined, AT)).toEqual(all(AT))
    expect(told('9999-01-01T00:00:00Z', AT)).toEqual(all(AT))
    expect(told(undefined, '9999-01-01T00:00:00Z')).toEqual(all(undefined))
  })
})

describe('recipients', () => {
  const reached = (...told: string[]) => {
    const listed = told.map((emailAddress) => ({ emailAddress }))
    const [hard, soft, complained] = [
      feedback(bounce({ bouncedRecipients: listed })),
      feedback(bounce({ bounceType: 'Transient', bouncedRecipients: listed })),
      feedback(complaint({}, ...listed)),
    ]
    for (const { verdict } of [hard, soft, complained]) expect(verdict.recipients).toEqual(told)
    return [hard.addresses, soft.soft?.addresses, complained.addresses]
  }

  test.each([
    'reader@mail.example',
    'Reader@MAIL.example',
    ' reader@mail.example ',
    '<reader@mail.example>',
    'Ada <reader@mail.example>',
    'Ada Reader<Reader@mail.example> ',
    '"Reader, \\"Ada\\" <a@b.example>" <reader@mail.example>',
    'reader@mail.example <reader@mail.example>',
    '=?UTF-8?Q?Ad=C3=A9?= <reader@mail.example>',
  ])('are found where they are told as %s', (told) => {
    expect(reached(told)).toEqual([ONE, ONE, ONE])
  })

  test('are one where they are told in several spellings', () => {
    expect(reached('reader@mail.example', 'Reader@mail.example', 'Ada <READER@mail.example>')).toEqual([
      ONE,
      ONE,
      ONE,
    ])
  })

  test.each([
    'reader',
    'reader@localhost',
    'a@b@c.example',
    'Ada <reader>',
    'a@b.example, <c@d.example>',
    '<>',
  ])('are none where they are told as %s, which is odd', (told) => {
    expect(reached(told)).toEqual([undefined, undefined, undefined])
    for (const bounceType of ['Permanent', 'Transient'])
      expect(judged(bounce({ bounceType, bouncedRecipients: [{ emailAddress: told }] }))).toMatchObject({
        effect: 'none',
        isOdd: true,
      })
    expect(judged(complaint({}, { emailAddress: told }))).toMatchObject({ effect: 'none', isOdd: true })
    expect(reached(told, 'reader@mail.example')).toEqual([ONE, ONE, undefined])
  })
})

describe('a transient bounce', () => {
  const transient = (over: Record<string, unknown>) => judged(bounce({ bounceType: 'Transient', ...over }))
  const counted = { addresses: ONE, report: { told: 'bounced', mail: 'm1', at: AT } }

  test.each(['General', 'MailboxFull', 'mailboxfull', 'CustomTimeoutExceeded', '', undefined])(
    'that is %s counts for its recipients, by its own time',
    (bounceSubType) => {
      expect(transient({ bounceSubType })).toEqual({ effect: 'count-soft', recipients: ONE, soft: counted })
    },
  )

  test.each(['MessageTooLarge', 'ContentRejected', 'attachmentrejected'])(
    'that is %s is our own fault, and never counts',
    (bounceSubType) => {
      expect(transient({ bounceSubType })).toEqual({ effect: 'count-soft', recipients: ONE })
    },
  )

  test('counts for those alone whom no policy refused', () => {
    const refused = (detail: object) => ({ ...OTHER, ...detail })
    for (const detail of [
      { status: '5.7.1' },
      { status: '5.7.26' },
      { diagnosticCode: 'smtp; 550-5.7.1 DMARC' },
    ])
      expect(transient({ bouncedRecipients: [refused(detail), READER] }).soft).toEqual(counted)
    const both = [refused({ status: '4.2.2', diagnosticCode: 'not 5.7.1' }), READER]
    expect(transient({ bouncedRecipients: both }).soft?.addresses).toHaveLength(2)
  })

  test('cannot count without a time, or without a mail', () => {
    const event = bounce({ bounceType: 'Transient', timestamp: 'yesterday' })
    for (const mail of [{ messageId: 'm1' }, { timestamp: AT }, {}])
      expect(judged({ ...event, mail })).toEqual({ effect: 'count-soft', recipients: ONE })
    expect(judged({ ...event, mail: { messageId: 'm1', timestamp: AT } }).soft).toEqual(counted)
  })

  test.each([
    ['2016-01-27 14:59:38.237', '2016-01-27T14:59:38.237Z'],
    ['2016-01-27 14:59:38', '2016-01-27T14:59:38.000Z'],
    ['2016-01-27T14:59:38Z', '2016-01-27T14:59:38.000Z'],
    ['2016-01-27T14:59:38.237+0200', '2016-01-27T12:59:38.237Z'],
    ['2016-01-27 14:59:38.237 -05:00', '2016-01-27T19:59:38.237Z'],
    ['2016-02-30 25:00:00', undefined],
    ['1453906778', undefined],
    ['+010000-01-01T00:00:00Z', undefined],
    ['2026-11-25T08:00:00Z', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25T08:00:01Z', undefined],
    ['9999-12-31T23:59:59Z', undefined],
  ])('of %s is of %s', (timestamp, told) => {
    expect(transient({ timestamp }).soft?.report.at).toBe(told)
  })
})

describe('a complaint', () => {
  test.each([
    {},
    { complaintFeedbackType: null },
    { complaintFeedbackType: 'abuse' },
    { complaintFeedbackType: 'fraud' },
    { complaintSubType: null },
  ])('with %j suppresses its reader', (over) => {
    expect(judged(complaint(over, READER))).toEqual({
      effect: 'suppress',
      recipients: ONE,
      cause: 'complaint',
    })
    const event = feedback(complaint({ ...over, timestamp: AT }, READER))
    expect([event.counts, event.at]).toEqual(['complained', AT])
  })

  test.each([
    { complaintFeedbackType: 'not-spam' },
    { complaintFeedbackType: 'auth-failure' },
    { complaintSubType: 'OnAccountSuppressionList' },
    { complaintSubType: 'onTenantSuppressionList' },
  ])('with %j is none: it suppresses nobody, and does not count against the sender', (over) => {
    expect(judged(complaint(over, READER))).toEqual({ effect: 'none', recipients: ONE })
    expect(feedback(complaint(over, READER)).counts).toBeUndefined()
  })

  test.each([
    ['two', [READER, OTHER], BOTH],
    ['two, of whom one has no address', [READER, {}], ONE],
    ['nobody', [], []],
    ['nobody with an address', ['reader@mail.example'], []],
  ])('of %s suppresses nobody, and counts against the sender', (_, recipients, listed) => {
    expect(judged(complaint({}, ...recipients))).toMatchObject({ effect: 'none', recipients: listed })
    expect(feedback(complaint({}, ...recipients)).counts).toBe('complained')
  })

  test('is of its own recipients, even if a bounce stands next to it', () => {
    expect(
      judged({ ...bounce({ bouncedRecipients: [OTHER] }), ...complaint({}, READER) }).recipients,
    ).toEqual(ONE)
  })

  test('without an object changes nothing', () => {
    expect(judged({ eventType: 'Complaint', mail: { destination: ONE } })).toEqual({
      effect: 'none',
      recipients: [],
      isOdd: true,
    })
  })
})

describe('a delivery', () => {
  const delivery = { timestamp: AT, recipients: ONE }
  const tagged = { messageId: 'm1', tags: { ...TAGS, bouncing: ['1'] } }

  test('to a reader with soft bounces ends these', () => {
    expect(judged({ eventType: 'Delivery', delivery, mail: tagged }).soft).toEqual({
      addresses: ONE,
      report: { told: 'delivered', at: AT },
    })
  })

  test('to any other reader has no work done', () => {
    expect(judged({ eventType: 'Delivery', delivery }).soft).toBeUndefined()
  })
})

describe('a subscription', () => {
  const leaves = (unsubscribeAll: unknown, destination: unknown) =>
    judged({
      eventType: 'Subscription',
      mail: { destination },
      subscription: { newTopicPreferences: { unsubscribeAll } },
    })

  test('that ends all unsubscribes the one reader of the mail', () => {
    expect(leaves(true, ONE)).toEqual({ effect: 'unsubscribe', recipients: ONE })
  })

  test.each([
    [false, ONE],
    ['true', ONE],
    [undefined, ONE],
    [true, BOTH],
    [true, []],
    [true, 'reader@mail.example'],
    [true, [7]],
  ])('with %j of %j unsubscribes nobody', (all, destination) => {
    expect(leaves(all, destination)).toEqual({ effect: 'none', recipients: [] })
  })
})
