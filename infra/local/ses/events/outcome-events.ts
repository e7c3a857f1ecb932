import { feedbackIdOf } from '../message-id.ts'
import type { Outcome } from './outcome.ts'

const REPORTING_MTA = 'a8-70.smtp-out.amazonses.com'
const DELAY_EXPIRES = 14 * 3_600_000

const delivery = (recipients: string[]) => {
  const part = {
    timestamp: new Date().toISOString(),
    processingTimeMillis: 546,
    recipients,
    smtpResponse: '250 2.6.0 Message received',
    remoteMtaIp: '127.0.2.0',
    reportingMTA: REPORTING_MTA,
  }
  return { type: 'Delivery', part: { delivery: part } }
}

const delay = (recipients: string[]) => {
  const part = {
    timestamp: new Date().toISOString(),
    delayType: 'TransientCommunicationFailure',
    expirationTime: new Date(Date.now() + DELAY_EXPIRES).toISOString(),
    reportingMTA: REPORTING_MTA,
    delayedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      status: '4.4.1',
      diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
    })),
  }
  return { type: 'DeliveryDelay', part: { deliveryDelay: part } }
}

/** Type, subtype, status and diagnosis of each kind of bounce. */
const BOUNCES = {
  'hard bounce': ['Permanent', 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown'],
  'soft bounce': ['Transient', 'MailboxFull', '4.2.2', 'smtp; 452 4.2.2 mailbox full'],
  'global suppression': [
    'Permanent',
    'Suppressed',
    '5.1.1',
    'Amazon SES has suppressed sending to this address',
  ],
  'bounce suppression': [
    'Permanent',
    'OnAccountSuppressionList',
    '5.1.1',
    'Amazon SES did not send the message: the address is on the suppression list of the account',
  ],
} as const

const bounce = (outcome: keyof typeof BOUNCES, messageId: string, recipients: string[]) => {
  const [bounceType, bounceSubType, status, diagnosticCode] = BOUNCES[outcome]
  const part = {
    feedbackId: feedbackIdOf(messageId, 'bounce'),
    bounceType,
    bounceSubType,
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status,
      diagnosticCode,
    })),
    timestamp: new Date().toISOString(),
    reportingMTA: `dns; ${REPORTING_MTA}`,
  }
  return { type: 'Bounce', part: { bounce: part } }
}

const complaint = (messageId: string, recipients: string[], details: object) => {
  const part = {
    feedbackId: feedbackIdOf(messageId, 'complaint'),
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp: new Date().toISOString(),
    ...details,
  }
  return { type: 'Complaint', part: { complaint: part } }
}

/** The type and the own part of the events that an outcome causes after `Send`, for the recipients that share it. */
export const outcomeEvents = (
  outcome: Outcome,
  messageId: string,
  recipients: string[],
): { type: string; part: object }[] => {
  switch (outcome) {
    case 'delivered':
      return [delivery(recipients)]
    case 'delayed, then delivered':
      return [delay(recipients), delivery(recipients)]
    case 'hard bounce':
    case 'soft bounce':
    case 'global suppression':
    case 'bounce suppression':
      return [bounce(outcome, messageId, recipients)]
    case 'complaint':
      return [
        delivery(recipients),
        complaint(messageId, recipients, {
          complaintSubType: null,
          complaintFeedbackType: 'abuse',
          userAgent: 'Amazon SES Mailbox Simulator',
          arrivalDate: new Date().toISOString(),
        }),
      ]
    case 'complaint suppression':
      return [complaint(messageId, recipients, { complaintSubType: 'OnAccountSuppressionList' })]
    case 'rejected':
      return [{ type: 'Reject', part: { reject: { reason: 'Bad content' } } }]
    case 'rendering failure':
      return []
  }
}
