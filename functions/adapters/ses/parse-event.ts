import type { EventSet } from '#functions/core/disposition.ts'
import type { FeedbackEvent } from '#functions/core/feedback-event.ts'
import type { Instant } from '#functions/core/instant.ts'
import { entryOf } from './entry-of.ts'
import { happenedAt } from './event-time.ts'
import { judgeBounce } from './judge-bounce.ts'
import { judgeComplaint } from './judge-complaint.ts'
import { type Judged, none, odd } from './judged.ts'
import { readersIn } from './readers-in.ts'
import { SesEvent } from './ses-event.ts'

const SETS = new Map<string, EventSet>([
  ['Send', 'sent'],
  ['Delivery', 'delivered'],
  ['DeliveryDelay', 'delayed'],
  ['Bounce', 'bounced'],
  ['Complaint', 'complained'],
  ['Reject', 'rejected'],
  ['Rendering Failure', 'renderingFailed'],
])

const judgeDelivery = (event: SesEvent, now: Instant): Judged => {
  const { mail, delivery } = event
  const at = happenedAt(delivery?.timestamp, event, now)
  const addresses = readersIn(delivery?.recipients ?? [])
  // The sender tags the mails of readers with soft bounces, so that only their deliveries need work.
  if (at === undefined || addresses.length === 0 || mail?.tags.bouncing?.[0] !== '1')
    return none('It changes no reader.')
  return { ...none('It ends a row of soft bounces.'), soft: { addresses, report: { told: 'delivered', at } } }
}

const judgeSubscription = (event: SesEvent, now: Instant): Judged => {
  const { mail, subscription } = event
  const { destination = [] } = mail ?? {}
  const addresses = readersIn(destination)
  if (subscription?.newTopicPreferences.unsubscribeAll !== true) return none('It does not leave everything.')
  if (destination.length !== 1 || addresses.length !== 1)
    return none('It does not say which one reader left.')
  const at = happenedAt(subscription.timestamp, event, now)
  return {
    effect: 'unsubscribe',
    reason: 'The reader left in the list management of SES.',
    recipients: destination,
    addresses,
    ...(at && { at }),
  }
}

const KINDS = new Map<string, (event: SesEvent, now: Instant) => Judged>([
  ['Bounce', judgeBounce],
  ['Complaint', judgeComplaint],
  ['Delivery', judgeDelivery],
  ['Subscription', judgeSubscription],
  ['Reject', () => ({ effect: 'alarm', reason: 'SES took the mail and did not send it.' })],
  ['Rendering Failure', () => ({ effect: 'alarm', reason: 'SES could not fill in the template.' })],
  ...['Send', 'DeliveryDelay'].map((kind) => [kind, () => none('It changes no reader.')] as const),
  ...['Open', 'Click', 'Received', 'AmazonSnsSubscriptionSucceeded'].map(
    (kind) => [kind, () => none('Events of this kind are not used.')] as const,
  ),
])

const judgeOther = (payload: unknown): Judged => {
  if (typeof payload === 'string') return odd('It is text and no JSON.')
  const type = typeof payload === 'object' && payload !== null && 'Type' in payload && payload.Type
  return typeof type === 'string' && type.endsWith('Confirmation')
    ? none('It is a question of SNS; nothing that it names is fetched.')
    : odd('It does not say what kind of event it is.')
}

/** When what an event tells of a mail happened. */
const toldAt = (event: SesEvent, now: Instant): Instant | undefined => {
  const { bounce, complaint, delivery, deliveryDelay } = event
  const own = [bounce, complaint, delivery, deliveryDelay].find((one) => one?.timestamp !== undefined)
  return happenedAt(own?.timestamp, event, now)
}

/** What a payload means to us, as it comes now: the only place that decides. It does not throw, whatever it is given. */
export const feedbackOf = (payload: unknown, now: Instant): FeedbackEvent => {
  const event: SesEvent = SesEvent.safeParse(payload).data ?? {}
  const kind = event.eventType || event.notificationType
  const judge = kind ? (KINDS.get(kind) ?? (() => odd('SES has no event of this kind.'))) : undefined
  const { effect, reason, recipients = [], ...said } = judge?.(event, now) ?? judgeOther(payload)
  const [set, entry] = [SETS.get(kind ?? ''), entryOf(event.mail?.tags ?? {})]
  const at = said.at ?? (set && entry && toldAt(event, now))
  return {
    verdict: {
      kind: kind || 'unknown',
      bounceType: event.bounce?.bounceType ?? null,
      bounceSubType: event.bounce?.bounceSubType ?? null,
      recipients,
      effect,
      reason,
    },
    ...said,
    ...(at && { at }),
    ...(set && { set, ...(entry && { entry }) }),
  }
}
