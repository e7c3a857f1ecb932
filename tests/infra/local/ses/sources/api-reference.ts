/** What the reference of the SES API v2 says, as its SDK 3.1169.0 carries it. */
export const API_REFERENCE = {
  'SES API v2, SendEmail': {
    'content-kinds': 'a mail is simple, raw or made of a template',
    'from-verified': 'the From address has to be verified',
  },
  'SES API v2, SendBulkEmail': {
    'result-each': 'the answer has a result for every entry, and the failed ones are to be sent again',
  },
  'SES API v2, BulkEmailEntryResult': {
    'bulk-statuses': 'SUCCESS has a message id; thirteen other statuses say why an entry was not taken',
  },
  'SES API v2, BulkEmailEntry': {
    'local-part': 'without SMTPUTF8, what stands before the @ is 7-bit ASCII',
    punycode: 'other letters of a domain are in Punycode',
    'replacement-headers': 'a header replaces that of its name or is added; the others stay',
    'replacement-tags': 'an entry may have tags of its own',
  },
  'SES API v2, MessageTag': {
    'tag-alphabet': 'name and value have only ASCII letters, digits, _ and -',
    'tag-length': 'name and value have at most 256 characters each',
  },
  'SES API v2, MessageHeader': {
    'header-name': 'a name has at most 126 printable ASCII characters, and no colon',
    'header-value': 'a value has at most 995 printable ASCII characters',
    'header-length': 'name and value have at most 996 characters together',
  },
  'SES API v2, its model of April 2025': {
    'header-count': 'a list has at most 15 headers',
  },
  'SES API v2, Template': {
    'inline-simple': 'a template inside the call may only substitute values',
    'data-object': 'the data are a set of keys with values',
  },
  'SES API v2, ReplacementTemplate': {
    'data-length': 'the data have at most 262,144 characters',
  },
  'SES API v2, Content': {
    charset: 'text beyond 7-bit ASCII needs a charset',
  },
  'SES API v2, errors': {
    'error-statuses':
      'NotFound is 404, TooManyRequests 429, Conflict 409, a fault of the server 500, the rest 400',
    'bad-request': 'invalid input is a BadRequestException',
    'not-found': 'what is not there is a NotFoundException',
    'already-exists': 'what is there already is an AlreadyExistsException',
    'limit-exceeded': 'too many of one kind is a LimitExceededException',
    suspended: 'an account restricted for good gets an AccountSuspendedException',
    paused: 'paused sending is a SendingPausedException',
  },
  'SES API v2, GetAccount': {
    'account-state':
      'an account tells its quotas, its standing and whether it sends, and from production or the sandbox',
    'account-suppression': 'an account tells which reasons its suppression list heeds',
  },
  'SES API v2, SendQuota': {
    'send-quota':
      'an account has a limit a day, a rate a second and a count of the last 24 hours; -1 is no limit',
  },
  'SES API v2, GetEmailIdentity': {
    'identity-status': 'an identity tells whether it may send and how its verification stands',
    'identity-default-set': 'an identity tells its default configuration set',
  },
  'SES API v2, CreateEmailIdentity': {
    'identity-dkim': 'a domain is verified by the DKIM tokens that creating it answers with',
  },
  'SES API v2, DkimAttributes': {
    'dkim-status':
      'the status is PENDING until the records are found, then SUCCESS; NOT_STARTED, FAILED or for now TEMPORARY_FAILURE',
  },
  'SES API v2, MailFromAttributes': {
    'mail-from': 'REJECT_MESSAGE refuses mail while the MX record of the MAIL FROM domain is missing',
  },
  'SES API v2, SendingOptions': {
    'set-sends': 'a configuration set may have sending switched off',
  },
  'SES API v2, EventDestination': {
    'destination-types': 'a destination gets the types of events that it names',
    'destination-enabled': 'a destination that is not enabled gets nothing',
    'send-event': 'Send says that the request succeeded, also when the suppression list keeps the mail',
    'delivery-event': "Delivery says that the recipient's server has the mail",
    'bounce-event': 'Bounce says that the server refused for good, or softly for too long',
    'complaint-event': 'Complaint says that a delivered mail was marked as spam',
    'reject-event': 'Reject says that an accepted mail held a virus',
    'rendering-event': 'Rendering Failure says that data and template did not fit and nothing was sent',
    'delay-event': 'DeliveryDelay says that a passing trouble holds the mail up',
  },
  'SES API v2, PutSuppressedDestination': {
    'suppression-put': 'adds an address with its reason',
  },
  'SES API v2, GetSuppressedDestination': {
    'suppression-get': 'tells address, reason and when it was listed; NotFound if it is not',
  },
  'SES API v2, DeleteSuppressedDestination': {
    'suppression-delete': 'takes an address off the list; NotFound if it is not on it',
  },
  'SES API v2, ListSuppressedDestinations': {
    'suppression-filters': 'lists by reason and between two dates',
    'suppression-pages': 'lists in pages; a wrong token is an InvalidNextTokenException',
  },
  'SES API v2, CreateEmailTemplate': {
    'template-create': 'stores subject, text and HTML by name; AlreadyExists for a name in use',
  },
  'SES API v2, GetEmailTemplate': {
    'template-get': 'tells subject, text and HTML; NotFound for an unknown name',
  },
  'SES API v2, UpdateEmailTemplate': {
    'template-update': 'replaces the content; NotFound for an unknown name',
  },
  'SES API v2, DeleteEmailTemplate': {
    'template-delete': 'forgets a template; NotFound for an unknown name',
  },
  'SES API v2, ListEmailTemplates': {
    'template-list': 'lists names and times of creation in pages of at most 100',
  },
  'SES API v2, operations on templates': {
    'operation-rates': 'each may be called once a second, reading one template fifty times',
  },
  'SES API v2, TestRenderEmailTemplate': {
    'test-render': 'answers with the whole MIME message that template and data make',
  },
} as const
