import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedbackOf } from '#functions/adapters/ses/parse-event.ts'
import { unwrap } from '#functions/adapters/ses/unwrap.ts'
import { at } from '#tests/support/builders.ts'

const NOW = at('2026-11-25T00:00:00Z')
const mail = {
  timestamp: '2026-11-24T07:00:00.000Z',
  messageId: 'm1',
  destination: ['one@mail.example', 'two@mail.example'],
  tags: { digest: ['sample-regular-2026-11-24'], entry: ['0'], bouncing: ['1'] },
}
const listed = [{ emailAddress: 'one@mail.example', status: '4.2.2' }]
const EVENTS = [
  { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', bouncedRecipients: listed } },
  { eventType: 'Bounce', mail, bounce: { bounceType: 'Transient', bouncedRecipients: listed } },
  {
    notificationType: 'Complaint',
    mail,
    complaint: { complaintSubType: null, complainedRecipients: listed },
  },
  {
    eventType: 'Delivery',
    mail,
    delivery: { timestamp: '2026-11-24 07:00:00', recipients: ['one@mail.example'] },
  },
  { eventType: 'Subscription', mail, subscription: { newTopicPreferences: { unsubscribeAll: true } } },
  { eventType: 'Reject', mail, reject: { reason: 'Bad content' } },
]
const WRAPPED = [
  ...EVENTS,
  ...EVENTS.map((event) => ({ Type: 'Notification', Message: JSON.stringify(event) })),
  ...EVENTS.map((event) => ({ Records: [{ body: JSON.stringify({ Message: JSON.stringify(event) }) }] })),
  ...EVENTS.map((detail) => ({ source: 'aws.ses', detail })),
]

/** What may stand where something else should. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(...EVENTS, ...EVENTS.map((event) => JSON.stringify(event))),
)

/** A document of which some parts are deleted, doubled or something else. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const whole = (): fc.Arbitrary<unknown> => {
    if (Array.isArray(value))
      return fc
        .tuple(...value.map(mutated))
        .chain((all) => fc.constantFrom<unknown>(all, [...all, ...all], []))
    if (typeof value !== 'object' || value === null) return fc.constant(value)
    const parts = Object.entries(value).map(([name, part]) =>
      fc.oneof(
        { weight: 12, arbitrary: mutated(part).map((changed) => [[name, changed]]) },
        { weight: 1, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('', '__proto__', 'Records', 'Sns').map((other) => [[other, part]]),
        },
      ),
    )
    return fc.tuple(...parts).map((all) => Object.fromEntries(all.flat()))
  }
  return fc.oneof({ weight: 14, arbitrary: whole() }, { weight: 1, arbitrary: anything })
}

/** Every address in a document, however deep, also in JSON within it. */
const namedIn = (value: unknown): Set<string> =>
  new Set(JSON.stringify(value)?.match(/[a-z]+@mail\.example/g) ?? [])

test('whatever is told throws nothing, and does nothing to who is not listed', () => {
  const documents = fc.constantFrom<unknown>(...WRAPPED).chain(mutated)
  fc.assert(
    fc.property(documents, (document) => {
      for (const { payload } of unwrap(document)) {
        const { verdict, soft, cause, addresses = [] } = feedbackOf(payload, NOW)
        const concerned = [...verdict.recipients, ...addresses, ...(soft?.addresses ?? [])]
        expect(typeof verdict.reason).toBe('string')
        if (cause !== undefined) expect([verdict.effect, addresses.length > 0]).toEqual(['suppress', true])
        // Recipients come from the payload's own list; who merely was mailed is never suppressed.
        const own: Record<string, Record<string, unknown> | null> = Object(payload)
        const lists = [own.bounce?.bouncedRecipients, own.complaint?.complainedRecipients]
        const list = cause === undefined ? payload : cause === 'bounce' ? lists[0] : lists[1]
        const texts = JSON.stringify(list) ?? ''
        for (const address of concerned) expect(texts).toContain(JSON.stringify(address))
      }
    }),
    { numRuns: 3000 },
  )
})

test('an event as SES sends it is found again in its wrapper', () => {
  for (const document of WRAPPED) {
    const [found, ...others] = unwrap(document)
    expect(others).toEqual([])
    expect([...namedIn(found?.payload)]).toContain('one@mail.example')
  }
})
