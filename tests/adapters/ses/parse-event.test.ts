import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { feedbackOf, SesEvent } from '#functions/adapters/ses/parse-event.ts'

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

const feedback = (event: Record<string, unknown>) =>
  feedbackOf(SesEvent.parse({ mail: { messageId: 'm1', tags: TAGS }, ...event }))
const bounce = (bounceType: string, ...bouncedRecipients: unknown[]) =>
  feedback({ eventType: 'Bounce', bounce: { bounceType, bounceSubType: 'General', bouncedRecipients } })
const complaint = (over: Record<string, unknown>, ...complainedRecipients: unknown[]) =>
  feedback({ eventType: 'Complaint', complaint: { complainedRecipients, ...over } })

describe('an event of SES', () => {
  test.each([
    ['Send', 'sent'],
    ['Delivery', 'delivered'],
    ['DeliveryDelay', 'delayed'],
    ['Bounce', 'bounced'],
    ['Complaint', 'complained'],
    ['Reject', 'rejected'],
    ['Rendering Failure', 'renderingFailed'],
  ])('%s says of its entry that it is in the set %s, and suppresses nobody by itself', (eventType, set) => {
    expect(feedback({ eventType })).toEqual({ set, entry: ENTRY })
  })

  test.each(['Open', 'Click', 'Subscription', 'constructor', ''])('“%s” means nothing here', (eventType) => {
    expect(feedback({ eventType })).toBeUndefined()
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
  ])('of a mail with %s names no entry', (_, tags) => {
    const given = Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined))
    expect(feedback({ eventType: 'Send', mail: { tags: given } })).toEqual({ set: 'sent' })
  })

  test('of a mail without tags still suppresses', () => {
    const event = { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients: [READER] } }
    const suppress = { cause: 'bounce', addresses: [READER.emailAddress] }
    expect(feedback({ ...event, mail: {} })).toEqual({ set: 'bounced', suppress, counts: 'bounced' })
  })

  test('as an identity’s own notification means the same', () => {
    const bounceOf = { bounceType: 'Permanent', bouncedRecipients: [READER] }
    expect(feedback({ notificationType: 'Bounce', bounce: bounceOf })).toEqual(bounce('Permanent', READER))
  })

  test.each([{}, { eventType: 'Send' }, { mail: {} }, { eventType: 7, mail: {} }, [], 'Send', null])(
    'is not %j',
    (value) => {
      expect(SesEvent.safeParse(value).success).toBe(false)
    },
  )
})

describe('a bounce', () => {
  test('that is permanent suppresses every recipient it lists', () => {
    expect(bounce('Permanent', READER, OTHER)?.suppress).toEqual({
      cause: 'bounce',
      addresses: ['reader@mail.example', 'other@mail.example'],
    })
  })

  test.each(['Transient', 'Undetermined', 'permanent', ''])('of type “%s” suppresses nobody', (type) => {
    expect(bounce(type, READER)).toEqual({ set: 'bounced', entry: ENTRY })
  })

  test.each([
    ['Permanent', 'General', 'bounced'],
    ['Permanent', 'NoEmail', 'bounced'],
    ['Permanent', 'Suppressed', 'bounced'],
    ['Permanent', 'OnAccountSuppressionList', undefined],
    ['Permanent', 'OnTenantSuppressionList', undefined],
    ['Transient', 'General', undefined],
    ['Undetermined', 'Undetermined', undefined],
  ])('that is %s, %s, counts with SES against the sender as %s', (bounceType, bounceSubType, counts) => {
    const told = feedback({
      eventType: 'Bounce',
      bounce: { bounceType, bounceSubType, bouncedRecipients: [READER] },
    })
    expect(told?.counts).toBe(counts)
    expect(told?.suppress !== undefined).toBe(bounceType === 'Permanent')
  })
})

describe('a complaint', () => {
  test.each([
    {},
    { complaintFeedbackType: null },
    { complaintFeedbackType: 'abuse' },
    { complaintFeedbackType: 'fraud' },
  ])('with %j suppresses its reader', (over) => {
    const suppress = { cause: 'complaint', addresses: ['reader@mail.example'] }
    expect(complaint(over, READER)?.suppress).toEqual(suppress)
  })

  test.each(['not-spam', 'auth-failure'])('that says %s suppresses nobody', (complaintFeedbackType) => {
    expect(complaint({ complaintFeedbackType }, READER)?.suppress).toBeUndefined()
  })

  test.each([[[]], [[READER, OTHER]]])('of %j suppresses nobody: it does not say who', (recipients) => {
    expect(complaint({}, ...recipients)?.suppress).toBeUndefined()
  })

  test.each([
    [{}, 'complained'],
    [{ complaintFeedbackType: 'abuse' }, 'complained'],
    [{ complaintFeedbackType: 'not-spam' }, undefined],
    [{ complaintFeedbackType: 'auth-failure' }, undefined],
    [{ complaintSubType: 'OnAccountSuppressionList' }, undefined],
    [{ complaintSubType: null }, 'complained'],
  ])('with %j counts with SES against the sender as %s', (over, counts) => {
    expect(complaint(over, READER)?.counts).toBe(counts)
  })

  test('counts against the sender even if it does not say who', () => {
    expect(complaint({}, READER, OTHER)?.counts).toBe('complained')
  })
})

const SAMPLES = new URL('../../../../shared/inputs/ses-events/', import.meta.url)
const Expected = z.record(z.string(), z.object({ policy: z.string().default('') }))
const Wrapped = z.union([
  z
    .object({ Records: z.tuple([z.object({ Sns: z.object({ Message: z.string() }) })]) })
    .transform(({ Records: [{ Sns }] }) => Sns.Message),
  z.object({ Message: z.string() }).transform(({ Message }) => Message),
  z.object({ detail: z.unknown() }).transform(({ detail }) => JSON.stringify(detail)),
  z.unknown().transform((event) => JSON.stringify(event)),
])
const readSample = (file: string): unknown => JSON.parse(readFileSync(new URL(file, SAMPLES), 'utf8'))

describe.skipIf(!existsSync(new URL('expected.json', SAMPLES)))('the collected events', () => {
  const expected = existsSync(new URL('expected.json', SAMPLES)) ? readSample('expected.json') : {}

  test.each(Object.entries(Expected.parse(expected)))('%s suppresses if it must', (file, { policy }) => {
    const message = Wrapped.parse(readSample(file))
    const event = SesEvent.safeParse(message.startsWith('{') ? JSON.parse(message) : message)
    const suppresses = event.success && feedbackOf(event.data)?.suppress !== undefined
    expect(suppresses).toBe(policy.startsWith('suppress'))
  })
})
