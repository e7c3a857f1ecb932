import type { Act } from '#functions/core/act.ts'
import type { Audience } from '#functions/core/audience.ts'
import type { Batch, BatchRef } from '#functions/core/batch.ts'
import type { BatchMail } from '#functions/core/batch-mail.ts'
import type { Counted } from '#functions/core/counted.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { EventSet, EventSets } from '#functions/core/disposition.ts'
import type { Edition, VariantParts } from '#functions/core/edition.ts'
import type { Content, Revision } from '#functions/core/entry.ts'
import type { ExclusionReason } from '#functions/core/exclusion.ts'
import type { FeedbackHour } from '#functions/core/feedback-hour.ts'
import type { Health, HealthChange } from '#functions/core/health.ts'
import type { HistoryEvent, Trace } from '#functions/core/history.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Letter, LetterWords } from '#functions/core/letter.ts'
import type { Link } from '#functions/core/link.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Pace } from '#functions/core/pace.ts'
import type { Claim, Post } from '#functions/core/post.ts'
import type { Ramp } from '#functions/core/ramp.ts'
import type { RenderInput } from '#functions/core/render-input.ts'
import type { AccountState, SenderState } from '#functions/core/sending-account.ts'
import type { Answer } from '#functions/core/ses-answers.ts'
import type { SoftRun } from '#functions/core/soft-bounces.ts'
import type { Subscriber, SuppressionCause } from '#functions/core/subscriber.ts'
import type { VariantKind } from '#functions/core/variant.ts'
import type { ViewValues } from '#functions/core/view.ts'

export type Clock = () => Instant
/** A new id of `[a-z0-9]`, never given before. */
export type NewId = () => string

export interface Newsletters {
  get(slug: string): Promise<Newsletter | undefined>
  all(): Promise<Newsletter[]>
  slugs(): Promise<string[]>
  put(newsletter: Newsletter): Promise<void>
  /** Changes the schedule, if that still is as it was read, and counts its version up; false when somebody was faster. */
  setSchedule(read: Newsletter, change: ScheduleChange): Promise<boolean>
  /** Moves `sweptOn` forward; never back. */
  markSwept(slug: string, day: string): Promise<void>
  /** Changes settings of a newsletter; false when there is none of this name. */
  set(slug: string, settings: Settings): Promise<boolean>
}
/** What is named changes; null takes it away. */
export type Settings = Partial<
  Pick<
    Newsletter,
    | 'ramps'
    | 'confirms'
    | 'approval'
    | 'minimumEntries'
    | 'staff'
    | 'layout'
    | 'languages'
    | 'theme'
    | 'datedSubjects'
  >
> & {
  readonly template?: Newsletter['template'] | null
  readonly tracking?: Newsletter['tracking'] | null
  readonly paused?: Newsletter['paused'] | null
}
/** Of the schedule what is named changes; null takes a value away. */
export type ScheduleChange = Partial<
  Pick<Newsletter, 'slot' | 'zone' | 'localHour' | 'slotsHandledThrough' | 'slotFrom' | 'roundUpMonth'>
> & {
  readonly formerSlots?: Newsletter['formerSlots'] | null
  readonly claimedSlots?: Newsletter['claimedSlots'] | null
}

/** Where an unused post waits: among the dated ones of the look-back, or in the backlog of a category. */
export type Waiting = { readonly place: 'fresh' } | { readonly place: 'backlog'; readonly category: string }

/** Where an editor looks for posts that no digest used: where they wait, or among those that were placed or dropped. */
export type InboxPlace = Waiting | { readonly place: 'placed' } | { readonly place: 'dropped' }

export interface InboxPage {
  /** So many at most. */
  readonly limit: number
  /** The `next` of the page before. */
  readonly after?: string
  /** By default the oldest of a backlog comes first, whose turn is next, and the newest of all else. */
  readonly newestFirst?: boolean
}

/** The content note of a post, and who says so; without words it has none. */
export interface PostNote {
  readonly text: string | null
  readonly from: 'editor' | 'source'
}

export interface Posts {
  get(newsletter: string, id: string): Promise<Post | undefined>
  /** Adds the post, or updates one that no digest claimed, or whose claim still is the `stale` one that was judged void. `kept`: a claimed post stays as it was sent. */
  put(post: Post, text: string, waiting: Waiting, stale?: Claim): Promise<'added' | 'updated' | 'kept'>
  /** The full text as it was submitted last; empty when there was none. */
  text(newsletter: string, id: string): Promise<string>
  /** Dated waiting posts published up to an instant, claimed ones included. May lag by a second. */
  fresh(newsletter: string, through: Instant): Promise<Post[]>
  /** Moves a waiting post that grew older than the look-back to the backlog of a category. */
  shelve(post: Post, category: string): Promise<void>
  /** Waiting posts of a category's backlog, oldest first, undated ones last in page order. */
  backlog(newsletter: string, category: string): AsyncIterable<Post>
  /** Has the next digest take a waiting post, in a category if one is named; false when it no longer waits. */
  place(newsletter: string, id: string, category: string | undefined, at: Instant): Promise<boolean>
  /** Waiting posts that were placed by hand, first placed first, claimed ones included. May lag by a second. */
  placed(newsletter: string): Promise<Post[]>
  /** Takes a waiting post out of what drafting finds, until it is placed or released; false when it no longer waits. */
  drop(newsletter: string, id: string, at: Instant): Promise<boolean>
  /** Has a post that was placed or dropped wait again; false when it no longer waits. */
  release(newsletter: string, id: string, waiting: Waiting): Promise<boolean>
  /** Sets the content note of a post that no digest claimed, or whose claim still is the `stale` one that was judged void; false for others. One of an editor stays whatever the source submits; one from the source is written over by its next submission. */
  annotate(newsletter: string, id: string, note: PostNote, stale?: Claim): Promise<boolean>
  /** A page of what stands in a place, claimed posts included; `next` is there when more do. May lag by a second. */
  waiting(newsletter: string, place: InboxPlace, page: InboxPage): Promise<{ posts: Post[]; next?: string }>
  /** Writes a claim if the post has none, has this one, or still has the `stale` one that was judged void. */
  claim(newsletter: string, id: string, claim: Claim, stale: Claim | undefined): Promise<boolean>
  /** Takes posts that a digest has used for good out of the waiting ones; not those that another holds. */
  retire(newsletter: string, digest: string, ids: readonly string[]): Promise<void>
}

export interface Digests {
  get(ref: DigestRef): Promise<Digest | undefined>
  /** False when the digest exists. */
  create(digest: Digest): Promise<boolean>
  /** Writes over the version that the digest was read with, and counts it up. Throws Conflict when somebody was faster. */
  replace(digest: Digest): Promise<Digest>
  /** Digests that are not over, or of which staff are still to be told, by due time. May lag by a second: a hint, not a truth. */
  open(): Promise<Digest[]>
  /** Digests that are over and whose templates were to be deleted by now. May lag by a second. */
  toClean(now: Instant): Promise<Digest[]>
  /** Of a newsletter, newest first; only those before one, if it is named. */
  latest(newsletter: string, limit: number, before?: DigestRef): Promise<Digest[]>
  content(ref: DigestRef, revision: number): Promise<Content | undefined>
  /** The revisions before one, all by default, newest first: so many at most. */
  revisions(ref: DigestRef, before: number | undefined, limit: number): Promise<Revision[]>
  /** False when the revision is there; it is never written over. */
  saveContent(ref: DigestRef, content: Content): Promise<boolean>
}

/** What a person acts on. */
export type ActedOn =
  | DigestRef
  | { readonly newsletter: string }
  | { readonly queue: string }
  | { readonly reader: string }
  | { readonly staff: string }

/** What people did. */
export interface Acts {
  /** Writing an act again changes nothing; of two of one verb at the same moment the second is kept a millisecond later. */
  put(on: ActedOn, act: Act): Promise<void>
  /** Oldest first. */
  list(on: ActedOn): Promise<Act[]>
}

export interface Editions {
  save(edition: Edition): Promise<void>
  get(digest: string, hash: string): Promise<Edition | undefined>
}

/** The editions' web pages, each absent until it is shown, and those of drafts. */
export interface Pages {
  /** Keeps the page, which nobody sees yet. */
  publish(ref: DigestRef, html: string): Promise<void>
  /** Lets it be seen from a moment on, unless it can be already. */
  show(ref: DigestRef, from: Instant): Promise<void>
  get(ref: DigestRef, now: Instant): Promise<string | undefined>
  /** Shows a draft's page to whoever knows the token, until it expires. */
  publishPreview(token: string, html: string, expiresAt: Instant): Promise<void>
  preview(token: string): Promise<string | undefined>
}

export interface Subscribers {
  get(newsletter: string, id: string): Promise<Subscriber | undefined>
  /** False when the reader has a row; it is never written over. One that is not confirmed expires. */
  create(subscriber: Subscriber, expiresAt?: Instant): Promise<boolean>
  /** Changes an existing row; undefined when there is none. */
  update(newsletter: string, id: string, change: SubscriberChange): Promise<Subscriber | undefined>
  /** Has a row's mark say another cause, or none, unless the mark changed since the row was read; false then. */
  mark(reader: Subscriber, suppressed: SuppressionCause | undefined): Promise<boolean>
  /** Unsubscribes an active reader who was asked for proof, unless they answered or anything else happened since the row was read; false then. */
  endUnproven(reader: Subscriber, at: Instant): Promise<boolean>
  /** Changes a row that waits for its confirmation, which it may now do at least so long; undefined when there is none. */
  renewPending(
    newsletter: string,
    id: string,
    change: SubscriberChange,
    until: Instant,
  ): Promise<Subscriber | undefined>
  remove(newsletter: string, id: string): Promise<void>
  /** All rows of one key range, by id. */
  range(newsletter: string, range: string): AsyncIterable<Subscriber>
  /** The present rows of a batch's members, strongly consistent; an erased one is missing. */
  members(newsletter: string, batch: Pick<Batch, 'members' | 'span'>): Promise<Map<string, Subscriber>>
}
type Changeable = Omit<Subscriber, 'newsletter' | 'id' | 'address'> & { readonly expiresAt?: Instant }
/** What is named changes; null takes a value away, undefined leaves it. */
export type SubscriberChange = {
  readonly [Name in keyof Changeable]?:
    | Changeable[Name]
    | (undefined extends Changeable[Name] ? null : never)
    | undefined
}

/** Why an id must not be mailed, and since when. */
export interface Suppression {
  readonly cause: SuppressionCause
  readonly at: Instant
}

export interface Suppressions {
  /** What stands. */
  standing(id: string): Promise<Suppression | undefined>
  /** The cause that stands. */
  get(id: string): Promise<SuppressionCause | undefined>
  /** When the person had themselves erased last; kept whatever stands beside it. */
  erasedAt(id: string): Promise<Instant | undefined>
  /** Records a cause of a moment, and answers with the one that stands: the first, but that a complaint outranks a bounce, a bounce an admin's word, and everything an erasure. A bounce or complaint of before a lifting counts no more, unless it outranks what was lifted: nobody saw it. */
  put(id: string, cause: SuppressionCause, at: Instant): Promise<SuppressionCause | undefined>
  /** Ends a suppression, behind which an erasure still stands; false when it is not this one that stands, and for an erasure. */
  lift(id: string, suppression: Suppression, at: Instant): Promise<boolean>
}

/** What proves a reader's consent: every event of it, oldest first. */
export interface Histories {
  /** Writing an event again changes nothing, but that one which was to expire may be kept for good. From where it came is kept apart, and forgotten after 90 days. */
  note(reader: string, event: HistoryEvent, trace?: Trace, expiresAt?: Instant): Promise<void>
  list(reader: string): Promise<(HistoryEvent & { readonly trace?: Trace })[]>
}

/** Links of letters, by their hash. */
export interface Links {
  create(hash: string, link: Link): Promise<void>
  /** Undefined once its time is over. */
  get(reader: string, hash: string): Promise<Link | undefined>
  /** False when it was used before, or its time is over. */
  markUsed(reader: string, hash: string, at: Instant): Promise<boolean>
}

/** What was mailed to a person of late beside digests. */
export interface LetterBook {
  /** Claims a letter for the first who asks, unless so many of its group were claimed in the last 24 hours. */
  claim(reader: string, letter: ClaimedLetter, most: number): Promise<ClaimAnswer>
  /** Notes that a claimed letter left. */
  markSent(reader: string, letter: ClaimedLetter): Promise<void>
  /** Gives back the claim of a letter that certainly did not leave. */
  release(reader: string, letter: ClaimedLetter): Promise<void>
}
/** `begun`, `sent`: an earlier try has it, and may have mailed it, or did. */
export type ClaimAnswer = 'mine' | 'begun' | 'sent' | 'too-many'
export interface ClaimedLetter {
  readonly id: string
  readonly group: string
  readonly at: Instant
}

/** What is kept of a person beside their rows as a reader. */
export interface People {
  /** The ids that a person had at addresses before. */
  formerIds(reader: string): Promise<string[]>
  addFormerId(reader: string, former: string): Promise<void>
  /** The ids to which a person wanted to move of late, whether they confirmed it there or not. */
  moves(reader: string): Promise<string[]>
  addMove(reader: string, to: string, expiresAt: Instant): Promise<void>
  /** Deletes all of it: history, links, claims of letters. */
  forget(reader: string): Promise<void>
}

/** Counts what comes from one place, in windows of time. */
export interface Limits {
  /** Counts one more, and answers how many there were in the present window. */
  count(what: string, windowSeconds: number, now: Instant): Promise<number>
}

/** SES's own list of addresses to which the account does not deliver. */
export interface AccountList {
  /** An address that is not on it is removed already. */
  remove(address: string): Promise<void>
}

export interface LetterMailer {
  /** One SendEmail; never throws, since what may have left must not be sent again. */
  send(letter: Letter): Promise<Answer>
}

export interface LetterRenderer {
  render(words: LetterWords): Promise<{ readonly html: string; readonly text: string }>
}

/** Soft bounces in a row, by reader id. */
export interface SoftBounces {
  /** An empty run where nothing is known. */
  get(id: string): Promise<SoftRun>
  /** Writes over the version that the run was read with. Throws Conflict when somebody was faster. */
  replace(id: string, run: SoftRun, expiresAt: Instant): Promise<SoftRun>
}

/** How far a wave was handed to the queue. */
export interface Cursor {
  /** The next batch by number. */
  readonly next: number
  /** How many of the wave's canaries were handed out, when the last was, and whether the others may follow. */
  readonly canaries?: number
  readonly canariesAt?: Instant
  readonly cleared?: boolean
}

/** The record of who was mailed: batches and events of sealed freeze attempts. */
export interface Ledger {
  putBatches(batches: readonly Batch[]): Promise<void>
  putExcluded(digest: string, attempt: string, excluded: Excluded): Promise<void>
  excluded(digest: string, attempt: string): Promise<Excluded>
  /** Seals an attempt, or answers with the seal of the attempt that was faster. */
  seal(digest: string, audience: Audience): Promise<Audience>
  audience(digest: string): Promise<Audience | undefined>
  batch(ref: BatchRef): Promise<Batch | undefined>
  events(ref: BatchRef): Promise<EventSets>
  /** Every batch of an attempt in the order of wave and number, with the events that came for it. */
  batches(digest: string, attempt: string): AsyncIterable<{ batch: Batch; events: EventSets }>
  /** Writes over the version that the batch was read with. Throws Conflict when somebody was faster. */
  replaceBatch(batch: Batch): Promise<Batch>
  /** Adds stamps, and answers with those that were not there before. */
  addEvents(ref: BatchRef, sets: Stamps): Promise<Stamps>
  cursors(digest: string, waves: number): Promise<Cursor[]>
  /** Moves a wave's cursor, unless another dispatcher moved it since it was read. */
  moveCursor(digest: string, wave: number, from: Cursor, to: Cursor): Promise<void>
  pace(): Promise<Pace | undefined>
  /** True for the first to claim the dispatching of the pace's window. */
  claimWindow(pace: Pace): Promise<boolean>
  throttledAt(): Promise<Instant | undefined>
  noteThrottle(at: Instant): Promise<void>
  health(digest: string): Promise<Health>
  addHealth(digest: string, change: HealthChange, at: Instant): Promise<Health>
  /** Forgets who was refused and stopped, once a person looked at it. */
  clearRefusals(digest: string): Promise<void>
  /** What was counted of a digest's readers last, for all who look. */
  counted(digest: string): Promise<Counted | undefined>
  /** Keeps a count, unless a later one is there. */
  setCounted(digest: string, counted: Counted): Promise<void>
  /** True for the first who begins to count, at a moment, what is to follow the count of `over`; for another where that began before `since` and came to nothing. */
  claimCount(digest: string, claim: CountClaim): Promise<boolean>
  /** Adds to what is counted of a digest's events by the hour. */
  addFeedbackHour(digest: string, hour: FeedbackHour): Promise<void>
  /** First to last; hours without events are missing. */
  feedbackHours(digest: string): Promise<FeedbackHour[]>
  ramp(newsletter: string): Promise<Ramp | undefined>
  /** Begins a ramp, or ends it. */
  setRamp(newsletter: string, ramp: Ramp | undefined): Promise<void>
}
export interface CountClaim {
  readonly at: Instant
  readonly over: Instant | undefined
  readonly since: Instant
}
export type Stamps = Readonly<Partial<Record<EventSet, readonly number[]>>>
export type Excluded = Readonly<Partial<Record<ExclusionReason, readonly string[]>>>

export interface Mailer {
  /** One SendBulkEmail; never throws, since what may have left must be recorded. */
  sendBatch(mail: BatchMail): Promise<Answer>
}

export interface SendingAccount {
  /** As SES told it some minutes ago at most. */
  state(): Promise<AccountState>
  /** Whether SES lets this address send here, as it is now. */
  sender(address: string): Promise<SenderState>
}

export interface Templates {
  /** Stores a variant; one that exists under this name is the same, since names hold hashes. */
  store(name: string, parts: VariantParts): Promise<void>
  /** What SES makes of a stored template; throws Invalid with SES's words. */
  testRender(name: string, values: ViewValues): Promise<VariantParts>
  /** Deletes a variant; one that is not there is deleted already. */
  remove(name: string): Promise<void>
}

export interface EditionRenderer {
  /** Throws Invalid where the template does not make a mail of it, with the line and the reason. */
  variant(input: RenderInput, variant: VariantKind): Promise<VariantParts>
  page(input: RenderInput): Promise<string>
}

/** The sources of newsletters' own templates, by their hash. */
export interface OwnTemplates {
  save(newsletter: string, hash: string, source: string): Promise<void>
  get(newsletter: string, hash: string): Promise<string | undefined>
}

/** The bytes of pictures, by names that hold their hashes. */
export interface Pictures {
  save(name: string, bytes: Uint8Array): Promise<void>
  get(name: string): Promise<Uint8Array | undefined>
}

/** A queue of work for one kind of worker. */
export interface Queue<Message> {
  send(messages: readonly { message: Message; delaySeconds?: number }[]): Promise<void>
  /** Messages waiting, delayed or in work; approximate. */
  depth(): Promise<number>
}

/** The messages of one queue on which its worker gave up. */
export interface DeadLetterCount {
  readonly queue: string
  /** Approximate. */
  readonly count: number
  /** When the oldest of those that could be seen at once was sent first. */
  readonly oldest?: Instant
}

export interface DeadLetters {
  list(): Promise<DeadLetterCount[]>
  /** Moves a queue's dead letters back into it, and answers how many. After a crash a message may be there twice, never not at all. */
  redrive(queue: string): Promise<number>
}

/** Something worth a line in the log. Never an address. */
export type Log = (event: string, details: Readonly<Record<string, string | number | boolean>>) => void

/** Something that a person must look at. Never an address. */
export type Alarm = Log
