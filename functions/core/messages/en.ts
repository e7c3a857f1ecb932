const count = (number: number, one: string, other: string): string =>
  `${number} ${new Intl.PluralRules('en').select(number) === 'one' ? one : other}`

/** Names keep their own direction in a sentence of another (Unicode UAX #9, first strong isolate). */
export const isolated = (name: string): string => `\u2068${name}\u2069`

/** A number or date of a reader, as SES will write it. */
export type Filled = string

/** Every word that a reader sees on a page or in a letter. The other languages have the same keys, or do not compile. */
export const en = {
  languageName: 'English',
  signUp: {
    title: (name: string) => `Subscribe to ${isolated(name)}`,
    lead: 'A digest by email, with the topics that you choose. One click ends it.',
    address: 'Your email address',
    topics: 'Send me stories on',
    language: 'Language',
    zone: 'Your time zone',
    consent: (name: string) =>
      `By pressing Subscribe you ask ${isolated(name)} to send its digest to this address, until you end it. The address is used for nothing else and given to nobody.`,
    trap: 'Leave this field empty',
    submit: 'Subscribe',
    again: 'Please look at it once more, then press Subscribe.',
    hint: (suggestion: string) => `Did you mean ${isolated(suggestion)}?`,
    limited: 'Many people signed up from your network in the last hour. Please try again in an hour.',
    sentTitle: 'Now look into your inbox',
    sent: (address: string) =>
      `If it can get our mail, a letter is on its way to ${isolated(address)}. Open the link in it within 72 hours and confirm; nothing else is sent before that.`,
    sentHelp: 'Nothing there? Look into the spam folder. You can sign up again at any time.',
    otherLanguages: 'This page in another language',
  },
  /** What is wrong with an address, and what to do. */
  addressReasons: {
    'control-character': 'The address holds a character that cannot be seen. Please type it anew.',
    'display-name': 'Please type the address alone, without a name or brackets.',
    blank: 'The address has a blank in it. Please type it without.',
    'at-sign': 'An address has one @, with something before it and after it.',
    'local-part-not-ascii':
      'Before the @ only the letters a to z, digits and signs can be used: we cannot mail to other letters there.',
    'local-part': 'What stands before the @ is not written as addresses are.',
    domain: 'What stands after the @ is not a domain, such as example.org.',
    'too-long': 'The address is too long.',
    'special-use-domain': 'What stands after the @ is no domain that gets mail.',
    'disposable-domain': 'Addresses of this provider last for a short time only. Please use another.',
  },
  link: {
    deadTitle: 'This link is no longer valid',
    dead: 'It was used before, its time is over, or it was cut off in the mail. Links in letters can be used once.',
    afresh: 'Sign up again',
    confirmTitle: (name: string) => `Confirm your subscription to ${isolated(name)}`,
    confirm: (address: string) => `With this button the digest begins to come to ${isolated(address)}.`,
    confirmButton: 'Confirm',
    confirmedTitle: 'You are subscribed',
    confirmed: (name: string) => `The next digest of ${isolated(name)} comes to you.`,
    toPreferences: 'Choose topics, language and more',
    downloadTitle: 'Download your data',
    download: 'A file with all that is kept of you, of every newsletter here. The link works once.',
    downloadButton: 'Download',
    alsoKept: [
      'Records of past sendings name the fingerprint alone: whether a digest was sent, delivered or bounced.',
      'The IP address and the browser of a sign-up are kept for 90 days, the rest until you are erased.',
      'Backups of the database keep what was deleted for 35 days.',
    ],
    moveTitle: 'Change your address',
    move: 'Your choices move to the new address once it is confirmed there. Until then nothing changes.',
    moveField: 'New email address',
    moveButton: 'Send a link to the new address',
    moveSentTitle: 'Now look into the new inbox',
    moveSent: (address: string) =>
      `If it can get our mail, a letter is on its way to ${isolated(address)}. Open the link in it within 24 hours and confirm.`,
    arriveTitle: 'Move your subscription to this address?',
    arrive: (address: string) =>
      `From now on mail comes to ${isolated(address)}, and no more to the address before.`,
    arriveButton: 'Move it here',
    arrivedTitle: 'Your address is changed',
    arrived: (address: string) => `Mail now comes to ${isolated(address)}.`,
    eraseTitle: 'Erase all that is kept of you?',
    erase:
      'You leave every newsletter here. Your address, your choices and their history are deleted within the hour; this cannot be undone.',
    eraseRemains: [
      'A keyed fingerprint stays, from which nobody can read your address. It keeps imports from adding you again.',
      'Backups of the database keep what was deleted for 35 days, then lose it.',
      'Records of past sendings, and of what was done about you, keep the fingerprint and no address.',
      'A task that failed waits for a person for 14 days at most, with the address that it concerns.',
    ],
    eraseButton: 'Erase everything',
    erasedTitle: 'Your data are being erased',
    erased:
      'Within the hour nothing is left here but the fingerprint. No more mail comes, not even about this.',
  },
  leave: {
    title: (name: string) => `Unsubscribe from ${isolated(name)}?`,
    text: (address: string) => `${isolated(address)} will get no more digests.`,
    button: 'Unsubscribe',
    all: 'Unsubscribe from every newsletter here',
    instead: 'Pause or choose other topics instead',
    leftTitle: 'You are unsubscribed',
    left: (address: string, name: string) => `${isolated(address)} gets no more mail from ${isolated(name)}.`,
    leftAll: (address: string) => `${isolated(address)} gets no more mail from any newsletter here.`,
    onItsWay: 'A mail that is on its way at this moment may still arrive.',
    undo: 'Undo',
    undoneTitle: 'You are subscribed again',
    undone: (name: string) => `The next digest of ${isolated(name)} comes as before.`,
    tooLate: 'The time to undo is over. You can sign up again.',
  },
  preferences: {
    title: (name: string) => `Your choices for ${isolated(name)}`,
    forAddress: (address: string) => `For ${isolated(address)}`,
    saved: 'Saved. The next digest follows it.',
    savedNothing: 'Saved. You chose no topic, so no digest comes until you choose one.',
    left: 'You are unsubscribed. Choices count when you sign up again.',
    topics: 'Send me stories on',
    topicsHelp: 'A week without a story in your topics brings no mail.',
    frequency: 'How often',
    weekly: 'Every digest',
    monthly: 'A round-up once a month',
    layout: 'Layout',
    full: 'With headings and links, light or dark',
    plain: 'Plain text alone',
    notes: 'Stories with a content note',
    show: 'Show them',
    titles: 'Show their titles only',
    leaveOut: 'Leave them out',
    language: 'Language of these pages and of letters to you',
    languageHelp: (languages: string) =>
      `The digest itself comes in: ${languages}. Stories stay as they were written.`,
    subject: 'Subject lines',
    subjectStory: 'May name the top story',
    subjectDate: 'Say the date only, so that whoever sees my screen learns nothing',
    zone: 'Your time zone',
    zoneHelp: 'Dates that concern you are reckoned in it.',
    pause: 'Pause',
    noPause: 'No pause',
    keepPause: (date: string) => `Stay paused until ${isolated(date)}`,
    weeks: (number: number) => `For ${count(number, 'week', 'weeks')}`,
    save: 'Save',
    yours: 'Your data',
    yoursHelp: (address: string) =>
      `For these we first mail a link to ${isolated(address)}, so that nobody else can do it with a forwarded mail.`,
    download: 'Download my data',
    move: 'Change my address',
    erase: 'Erase me',
    linkSentTitle: 'Now look into your inbox',
    linkSent: (address: string) =>
      `A letter with a link is on its way to ${isolated(address)}. It works once, for 24 hours.`,
    leave: 'Unsubscribe',
  },
  privacy: {
    none: 'Nothing records whether you open a mail or follow a link.',
    tracked: (why: string) =>
      `This newsletter records whether its mails are opened and links are followed: ${why}`,
  },
  still: {
    title: (name: string) => `Do you still want ${isolated(name)}?`,
    text: 'With this button it goes on as before.',
    button: 'Yes, go on',
    end: 'No, end it',
    thanksTitle: 'Thank you',
    thanks: 'It goes on as before.',
  },
  dead: {
    title: 'This link leads nowhere',
    text: 'It may have been cut off in the mail. Open the link of a newer mail, or copy the whole of it.',
  },
  notThere: {
    title: 'There is no such page',
    text: 'If you followed a link in a mail, it may have been cut off.',
  },
  failed: (id: string) => `Something went wrong on our side. It is noted as ${id}.`,
  /** The words around the stories of a digest. `Filled` numbers and dates differ from reader to reader: SES fills them in, in ASCII digits, so these sentences must need no plural. */
  mail: {
    stories: (count: Filled) => `Stories: ${count}`,
    readingTime: (minutes: Filled) => `Reading time: ${minutes} min`,
    /** How long one story takes to read. */
    minutes: (minutes: number) => `${minutes} min`,
    onTheWeb: 'View on the web',
    corrections: (number: number): string => (number === 1 ? 'Correction' : 'Corrections'),
    /** Before the title and the date of what a correction sets right. */
    corrects: 'On',
    contentNote: 'Content note',
    lead: 'Top story',
    contents: 'In this digest',
    readAt: (publisher: string) => `Read at ${isolated(publisher)}`,
    read: 'Read the story',
    alsoAt: 'Also at',
    more: (number: number, category: string) => `${number} more on ${isolated(category)} on the web`,
    closing: 'To end with',
    why: (name: string) => `You get this because this address signed up for ${isolated(name)}.`,
    whySince: (name: string, date: Filled) =>
      `You get this because this address signed up for ${isolated(name)} on ${date}.`,
    reply: 'Replies to this mail reach the editors.',
    choose: 'Choose topics, layout or a pause',
    leave: 'Unsubscribe',
    forwarded: 'Did somebody forward this to you?',
    subscribe: 'Subscribe',
    roundUp: (date: string) => `The month to ${date}`,
    /** The subject for who wants none that says more. */
    datedSubject: (date: string) => `Digest of ${date}`,
    /** Stands beside that subject in a list of mails, behind the stories and the time: long enough that nothing of the mail follows it there. */
    ways: 'With a link at the end of every digest you can choose other topics, pause, or leave.',
  },
  letters: {
    confirm: {
      subject: (name: string) => `Confirm your subscription to ${name}`,
      text: (name: string) =>
        `Somebody, most likely you, asked ${isolated(name)} to send its digest to this address. Confirm it within 72 hours:`,
      button: 'Confirm',
      ignore:
        'If it was not you, do nothing. Without your confirmation no digest comes, and the address is deleted.',
    },
    known: {
      subject: (name: string) => `You get ${name} already`,
      text: (name: string) =>
        `Somebody, most likely you, asked ${isolated(name)} to send its digest to this address. It does so already. To choose topics or to pause:`,
      button: 'Your choices',
      ignore: 'If it was not you, do nothing. Nothing has changed.',
    },
    welcome: {
      subject: (name: string) => `You are subscribed to ${name}`,
      text: (name: string) =>
        `Somebody, most likely you, asked ${isolated(name)} to send its digest to this address. The next one comes to you. To choose topics, to pause or to leave:`,
      button: 'Your choices',
      ignore: 'If it was not you, unsubscribe there with one click.',
    },
    download: {
      subject: (name: string) => `Your data at ${name}`,
      text: () => 'You asked for the data that are kept of you. This link works once, for 24 hours:',
      button: 'Download my data',
      ignore: 'If it was not you, do nothing.',
    },
    move: {
      subject: (name: string) => `Change your address at ${name}`,
      text: () => 'You asked to change your address. This link works once, for 24 hours:',
      button: 'Name the new address',
      ignore: 'If it was not you, do nothing. Nothing has changed.',
    },
    arrive: {
      subject: (name: string) => `Confirm your new address at ${name}`,
      text: (name: string) =>
        `Somebody, most likely you, asked ${isolated(name)} to send its mail to this address from now on. Confirm it within 24 hours:`,
      button: 'Move it here',
      ignore: 'If it was not you, do nothing.',
    },
    erase: {
      subject: (name: string) => `Erase your data at ${name}`,
      text: () =>
        'You asked to erase all that is kept of you. This link works once, for 24 hours; its page says what happens:',
      button: 'Erase me',
      ignore: 'If it was not you, do nothing. Nothing has changed.',
    },
    still: {
      subject: (name: string) => `Do you still want ${name}?`,
      text: (name: string) =>
        `${isolated(name)} comes to this address, and for a year we have had no sign from you: nothing records whether you read it. If it should go on, say so:`,
      button: 'Yes, go on',
      ignore: 'Without an answer it goes on for now. In every digest there is a link to leave.',
    },
    prove: {
      subject: (name: string) => `Do you want ${name}?`,
      text: (name: string) =>
        `${isolated(name)} comes to this address, and we have no record that you asked for it. If it should go on, say so within 30 days:`,
      button: 'Yes, go on',
      ignore: 'Without an answer it ends by itself.',
    },
  },
}

export type Messages = typeof en
