import type { Instant } from '#functions/core/instant.ts'
import type { Job, JobRef } from '#functions/core/job.ts'
import type { Identity, PendingSignIn, StaffMember } from '#functions/core/staff.ts'

// The ports of what only people at the desk do; those of the digests are in ports.ts.

/** An OpenID Connect provider. */
export interface SignIn {
  /** Where to send a browser, and what to keep until it comes back to `next`. */
  begin(next: string): Promise<{ readonly url: string; readonly pending: PendingSignIn }>
  /** Who came back with this query string; undefined when it does not answer what was begun, or in time. */
  finish(query: string, pending: PendingSignIn): Promise<Identity | undefined>
  /** Where the provider ends its own session; undefined when it cannot. */
  signOutUrl(): Promise<string | undefined>
}

/** Seals what a browser keeps, so that it can neither be read nor changed there. */
export interface Seals {
  seal(purpose: SealPurpose, value: object, until: Instant): Promise<string>
  /** What was sealed for a purpose; undefined when it was not, or its time is over. */
  open(purpose: SealPurpose, sealed: string, now: Instant): Promise<unknown>
}
export type SealPurpose = 'session' | 'sign-in' | 'upload'

/** People who signed in at the desk. */
export interface StaffBook {
  get(id: string): Promise<StaffMember | undefined>
  all(): Promise<StaffMember[]>
  /** Writes who signed in as they are now; what they chose themselves and since when their sessions count stays. */
  note(member: Pick<StaffMember, 'id' | 'name' | 'email' | 'grants' | 'signedInAt'>): Promise<StaffMember>
  /** Ends every session that began before a moment; false when nobody of this id signed in yet. */
  endSessions(id: string, from: Instant): Promise<boolean>
  setShortcuts(id: string, shortcuts: boolean): Promise<void>
}

/** Long work and its results, each kept for 30 days. */
export interface Jobs {
  /** False when there is such a job. */
  create(job: Job): Promise<boolean>
  get(ref: JobRef): Promise<Job | undefined>
  /** Changes what is named; undefined when there is no such job. */
  update(
    ref: JobRef,
    change: Partial<Pick<Job, 'status' | 'progress' | 'result' | 'reason' | 'endedAt'>>,
  ): Promise<Job | undefined>
  /** Newest first. */
  latest(newsletter: string, limit: number): Promise<Job[]>
}

/** Files that browsers hand in, straight to the bucket. Each is kept for a day. */
export interface Uploads {
  /** A form that a browser can post one file with, in the field `file`, until it expires; the answer leads to `then`. */
  form(upload: string, mostBytes: number, then: string): Promise<UploadForm>
  /** The file; undefined when none came, or its day is over. */
  get(upload: string): Promise<Uint8Array | undefined>
}
export interface UploadForm {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}
