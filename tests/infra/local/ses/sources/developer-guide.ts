/** What the developer guide of SES says, by its pages. */
export const DEVELOPER_GUIDE = {
  'SES developer guide, Service quotas': {
    'quotas-of-recipients': 'quotas count recipients, not messages',
    'recipients-a-message': 'a message has at most 50 recipients in To, Cc and Bcc',
    'message-size': 'a message sent by the API v2 has at most 40 MB after base64',
    'sandbox-quotas': 'an account in the sandbox sends 200 mails in 24 hours and one a second',
    'set-names': 'the name of a configuration set has at most 64 ASCII letters, digits, - and _',
    'set-destinations': 'a configuration set has at most ten event destinations',
  },
  'SES developer guide, Sending limits': {
    'rolling-day': 'the daily quota looks back over the last 24 hours at every moment',
    'over-the-day': 'a message that would pass the daily quota is refused',
    'rate-bursts': 'the sending rate may be passed for a short burst, not for long',
  },
  'SES developer guide, Errors of sending quotas': {
    'throttling-words':
      'the error says which it was: daily message quota exceeded, or maximum sending rate exceeded',
  },
  'SES developer guide, API error codes': {
    'missing-token': 'a request without credentials is answered with 403',
    'service-unavailable': 'a passing failure of the server is answered with 503',
  },
  'SES developer guide, Sending errors': {
    'unverified-words': 'the error names the identities that are not verified, and the Region',
    'no-recipients': 'a message without recipients is an error',
    'ascii-names': 'a display name with other letters is in encoded-words, or the address is an error',
  },
  'SES developer guide, Creating identities': {
    'subdomains-covered': 'a verified domain covers its addresses, its subdomains and theirs',
    'domain-case': 'a domain ignores case',
    'address-case': 'a verified address does not ignore case',
    'sender-labels': 'a verified address covers itself with a +label',
    'nearest-identity': 'of several identities the most particular one has its settings used',
    'default-set': 'the default configuration set of an identity serves mail that names none',
  },
  'SES developer guide, The sandbox': {
    'sandbox-recipients': 'in the sandbox recipients are verified too, or belong to the mailbox simulator',
  },
  'SES developer guide, Templates': {
    'bulk-entries': 'a bulk call reaches at most 50 destinations',
    'bulk-rate': 'the sending rate may let through fewer of them',
    'template-size': 'a stored template has at most 500 KB, text and HTML together',
    'template-count': 'a Region holds at most 20,000 stored templates',
    'inline-size': 'the input with a template inside has at most 1 MB as a whole',
    'data-fallback': 'an entry whose data are an empty object gets the default data',
    'rendered-later': 'a mail with data that do not fit may be accepted; Rendering Failure tells afterwards',
  },
  'SES developer guide, Advanced personalization': {
    'nested-names': 'a name may be a path into the data',
    'each-items': 'each repeats its block for every item',
    'if-values': 'if shows its block when there is a value that is not empty, else the other block',
    'inline-partials': 'a partial is defined inline and used by name',
    'partials-a-part': 'a partial is known only in the part that defines it',
    'not-escaped': 'values are not escaped for HTML',
  },
  'SES developer guide, Header fields': {
    'headers-once': 'about sixty fields may stand only once, the List- fields among them',
    'headers-overwritten': 'Date and Message-ID are overwritten by SES',
  },
  'SES developer guide, Mailbox simulator': {
    'simulator-boxes': 'success, bounce, ooto, complaint and suppressionlist each do what they are named for',
    'simulator-labels': 'an address of the simulator may have a +label',
    'simulator-quota': 'mail to it counts against the rate and not against the day',
    'simulator-unlisted': 'its bounce enters no suppression list',
    'virus-test': 'a mail with the EICAR test file is accepted and then rejected',
    'rejected-counts': 'a rejected mail counts against the day',
  },
  'SES developer guide, Suppression list': {
    'suppression-default': 'the account heeds bounces and complaints unless told otherwise',
    'suppressed-accepted': 'mail to a listed address is accepted and not delivered',
    'suppressed-counts': 'such mail counts against the day',
    'suppression-sandbox': 'an account in the sandbox cannot add addresses',
    'suppression-case': 'managing goes by exact spelling, sending ignores case',
    'suppression-fills': 'hard bounces and complaints enter the list by themselves',
  },
  'SES developer guide, Event data': {
    'mail-object': 'mail has time, id, sender, recipients, headers and tags of what was sent',
    'headers-truncated': 'headersTruncated is set when the headers are larger than 10 KB',
    'send-object': 'send is empty',
    'delivery-object': 'delivery has time, recipients, the answer of their server and ours',
    'bounce-object': 'bounce has type, subtype, an id, time and a diagnosis for each recipient',
    'complaint-object': 'complaint has an id, time, its kind and who may have complained',
    'reject-object': 'reject has the reason Bad content and no other',
    'failure-object': 'failure has the name of the template and the words about the missing attribute',
    'delay-object': 'deliveryDelay has the kind, when it ends in vain, and a diagnosis for each recipient',
    'suppression-subtype': 'the subtype OnAccountSuppressionList tells that the list kept the mail',
    'soft-bounces': 'a soft bounce is told when SES has stopped trying',
    'late-subject': 'the Send of a template has no subject yet; later events do',
  },
  'SES developer guide, Event publishing': {
    'tags-in-events': 'tags come back in events, each as a list',
    'auto-tags': 'SES adds tags of its own, all named ses:',
    'sets-publish': 'events are published for mail with a configuration set',
  },
  'EventBridge reference, SES events': {
    'events-best-effort': 'events are sent as well as it goes, perhaps not, perhaps in another order',
  },
  'SNS developer guide, Message delivery': {
    'at-least-once': 'a standard topic delivers at least once and promises no order',
  },
} as const
