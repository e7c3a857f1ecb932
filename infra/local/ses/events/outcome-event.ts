import type { Outcome } from '#infra/local/ses/events/outcome.ts'
import { feedbackIdOf } from '#infra/local/ses/message-id.ts'

const REPORTING_MTA = 'a8-70.smtp-out.amazonses.com'
const DELAY_EXPIRES = 14 * 3_600_000

/** The type and the own part of the events that an outcome causes after `Send`, for the recipients that share it. */
export function outcomeEvents(
  outcome: Outcome,
  messageId: string,
  recipients: string[],
): { type: string; part: object }[] {
  const timestamp = new Date().toISOString()
  switch (outcome) {
    case 'delivered':
      return [delivery(recipients)]
    case 'delayed, then delivered':
      return [delay(recipients), delivery(recipients)]
    case 'hard bounce':
      return [bounce(messageId, recipients, 'Permanent', 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown')]
    case 'soft bounce':
      return [
        bounce(messageId, recipients, 'Transient', 'MailboxFull', '4.2.2', 'smtp; 452 4.2.2 mailbox full'),
      ]
    case 'global suppression':
      return [
        bounce(
          messageId,
          recipients,
          'Permanent',
          'Suppressed',
          '5.1.1',
          'Amazon SES has suppressed sending to this address',
        ),
      ]
    case 'bounce suppression':
      return [
        bounce(
          messageId,
          recipients,
          'Permanent',
          'OnAccountSuppressionList',
          '5.1.1',
          'Amazon SES did not send the message: the address is on the suppression list of the account',
        ),
      ]
    case 'complaint':
      return [
        delivery(recipients),
        complaint(messageId, recipients, {
          complaintSubType: null,
          complaintFeedbackType: 'abuse',
          userAgent: 'Amazon SES Mailbox Simulator',
          arrivalDate: timestamp,
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

function delivery(recipients: string[]) {
  const timestamp = new Date().toISOString()
  const part = {
    timestamp,
    processingTimeMillis: 546,
    recipients,
    smtpResponse: '250 2.6.0 Message received',
    remoteMtaIp: '127.0.2.0',
    reportingMTA: REPORTING_MTA,
  }
  return { type: 'Delivery', part: { delivery: part } }
}

function delay(recipients: string[]) {
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

function bounce(
  messageId: string,
  recipients: string[],
  bounceType: string,
  bounceSubType: string,
  status: string,
  diagnosticCode: string,
) {
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

function complaint(messageId: string, recipients: string[], details: object) {
  const part = {
    feedbackId: feedbackIdOf(messageId, 'complaint'),
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp: new Date().toISOString(),
    ...details,
  }
  return { type: 'Complaint', part: { complaint: part } }
}
