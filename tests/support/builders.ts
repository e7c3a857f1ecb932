import type { Audience } from '#functions/core/audience.ts'
import type { Batch, BatchRef } from '#functions/core/batch.ts'
import type { Counted } from '#functions/core/counted.ts'
import type { Digest, Totals } from '#functions/core/digest.ts'
import { shortHash } from '#functions/core/edition.ts'
import type { Content, Entry, Section } from '#functions/core/entry.ts'
import { type Instant, toInstant } from '#functions/core/instant.ts'
import type { Job } from '#functions/core/job.ts'
import type { Category, Newsletter } from '#functions/core/newsletter.ts'
import { type Post, SubmittedPost } from '#functions/core/post.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { SigningKeys } from '#functions/core/token.ts'
import type { UndecidedReader } from '#functions/core/undecided.ts'

// Valid things of the glossary, each with the least that makes it valid; a test overrides what it is about.
// They make nothing up: the same call gives the same thing, so two of a kind need ids of their own.

export const at = (value: string): Instant => toInstant(value)

/** A Tuesday in a zone without a clock change near. */
export const SLOT_DATE = '2026-11-24'
export const SLOT_AT: Instant = at('2026-11-24T07:00:00Z')

/** 24 hex digits that differ with the number; the first digit is the key range. */
export const readerId = (number: number, range = 'a'): string =>
  `${range}${number.toString(16).padStart(23, '0')}`

export const aCategory = (over: Partial<Category> = {}): Category => ({
  id: 'news',
  name: 'News',
  rules: [{ category: 'News' }],
  dripPerWeek: 0,
  ...over,
})

export const aNewsletter = (over: Partial<Newsletter> = {}): Newsletter => ({
  slug: 'sample',
  name: 'The Sample',
  sender: { name: 'The Sample', address: 'digest@sample.example' },
  replyTo: 'editors@sample.example',
  postalAddress: '1 Sample Street, Sampleton',
  language: 'en',
  languages: [],
  layout: 'full',
  theme: { accent: '#0b4f8a', font: 'system', density: 'airy' },
  datedSubjects: false,
  zone: 'UTC',
  slot: { weekday: 'tuesday', time: '07:00' },
  localHour: false,
  approval: 'approve',
  minimumEntries: 1,
  staff: [],
  scheduleVersion: 0,
  categories: [
    aCategory(),
    aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }] }),
    aCategory({ id: 'other', name: 'Everything else', rules: [{ rest: true }] }),
  ],
  lookBackDays: 14,
  entriesPerCategory: 6,
  ramps: true,
  refusedDomains: [],
  confirms: true,
  slotsHandledThrough: at('2026-11-17T07:00:00Z'),
  createdAt: at('2026-11-01T00:00:00Z'),
  ...over,
})

/** What a source says, as it stands after parsing. */
export const aSubmission = (over: SubmittedPost = {}) =>
  SubmittedPost.parse({ title: 'A story', url: 'https://news.example/a-story', ...over })

export const aPost = (over: Partial<Post> = {}): Post => ({
  id: '0123456789abcdef01234567',
  newsletter: 'sample',
  title: 'A story',
  url: 'https://news.example/a-story',
  publisher: 'News Example',
  authors: ['Ada Author'],
  categories: ['News'],
  tags: [],
  publishedAt: at('2026-11-20T09:00:00Z'),
  datePrecision: 'instant',
  excerpt: 'What the story says first.',
  continues: false,
  position: 0,
  receivedAt: at('2026-11-20T10:00:00Z'),
  ...over,
})

export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  post: '0123456789abcdef01234567',
  title: 'A story',
  url: 'https://news.example/a-story',
  publisher: 'News Example',
  authors: ['Ada Author'],
  publishedAt: at('2026-11-20T09:00:00Z'),
  datePrecision: 'instant',
  excerpt: 'What the story says first.',
  categories: ['news'],
  ...over,
})

/** All of its entries stand in the mail unless `mailed` says less. */
export const aSection = (over: Partial<Section> = {}): Section => {
  const entries = over.entries ?? ['0123456789abcdef01234567']
  return { category: 'news', name: 'News', mailed: entries.length, ...over, entries }
}

export const aContent = (over: Partial<Content> = {}): Content => ({
  revision: 1,
  entries: [anEntry()],
  sections: [aSection()],
  savedAt: at('2026-11-23T07:00:00Z'),
  savedBy: 'drafting',
  ...over,
})

export const aSubscriber = (over: Partial<Subscriber> = {}): Subscriber => ({
  newsletter: 'sample',
  id: readerId(1),
  address: 'reader@mail.example',
  status: 'active',
  categories: 'all',
  consentAt: at('2026-11-02T00:00:00Z'),
  statusAt: at('2026-11-02T00:00:00Z'),
  ...over,
})

export const aDigest = (over: Partial<Digest> = {}): Digest => ({
  newsletter: 'sample',
  kind: 'regular',
  date: SLOT_DATE,
  version: 1,
  status: 'draft',
  dueAt: SLOT_AT,
  cutOffAt: at('2026-11-23T07:00:00Z'),
  revision: 1,
  ...over,
})

/** As it stands after an approval of its revision, or in a later status that is named. */
export const anApprovedDigest = (over: Partial<Digest> = {}): Digest =>
  aDigest({
    status: 'approved',
    approval: {
      revision: over.revision ?? 1,
      editionHash: 'e'.repeat(64),
      by: 'editor',
      at: at('2026-11-23T12:00:00Z'),
    },
    planned: 'full',
    stored: { [shortHash('e'.repeat(64))]: ['full-en', 'plain-en'] },
    ...over,
  })

export const someTotals = (over: Partial<Totals> = {}): Totals => ({
  audience: 0,
  waiting: 0,
  accepted: 0,
  failed: 0,
  excluded: 0,
  uncertain: 0,
  ...over,
})

/** Of nobody, made when the first reader was due. */
export const aCount = (over: Partial<Counted> = {}): Counted => ({
  at: SLOT_AT,
  totals: someTotals(),
  feedback: { delayed: 0, delivered: 0, bounced: 0, complained: 0 },
  excluded: {},
  left: 0,
  nextWaveAt: null,
  lastCallAt: null,
  ...over,
})

/** Uncertain unless told. */
export const anUndecided = (over: Partial<UndecidedReader> = {}): UndecidedReader => ({
  reader: readerId(1),
  disposition: 'uncertain',
  feedback: 'none',
  batch: '0-0',
  ...over,
})

export const aBatchRef = (over: Partial<BatchRef> = {}): BatchRef => ({
  digest: 'sample-regular-2026-11-24',
  attempt: 'a1',
  wave: 0,
  number: 0,
  ...over,
})

/** Everyone in it waits unless `codes` says otherwise. */
export const aBatch = (over: Partial<Batch> = {}): Batch => {
  const members = over.members ?? [readerId(1), readerId(2), readerId(3)]
  return {
    ...aBatchRef(),
    variant: 'full-en',
    codes: '.'.repeat(members.length),
    span: members.length,
    version: 1,
    calls: [],
    called: '',
    ...over,
    members,
  }
}

export const anAudience = (over: Partial<Audience> = {}): Audience => ({
  attempt: 'a1',
  members: 3,
  memberHash: '0'.repeat(64),
  excluded: {},
  batchSize: 50,
  waves: [{ dueAt: SLOT_AT, batches: 1, readers: 3, canaries: [0] }],
  sealedAt: at('2026-11-24T06:00:00Z'),
  ...over,
})

export const someSigningKeys = (over: Partial<SigningKeys> = {}): SigningKeys => ({
  current: 'k1',
  keys: { k1: { secret: 'a secret of thirty-two characters or more', compromised: false } },
  ...over,
})

/** Waits; it is to count the readers of the one digest. */
export const aJob = (over: Partial<Job> = {}): Job => ({
  newsletter: 'sample',
  id: 'mig3g1k0a1',
  task: { kind: 'dry-run', digest: 'sample-regular-2026-11-24', revision: 1 },
  by: 'drafting',
  askedAt: at('2026-11-22T07:00:00Z'),
  status: 'waiting',
  ...over,
})

export const aStaffMember = (over: Partial<StaffMember> = {}): StaffMember => ({
  id: 'ada-marlow',
  name: 'Ada Marlow',
  email: 'ada@sample.example',
  grants: [{ role: 'editor', newsletter: 'sample' }],
  signedInAt: at('2026-11-23T07:00:00Z'),
  sessionsFrom: at('2026-11-23T07:00:00Z'),
  shortcuts: true,
  ...over,
})
