import type { Instant } from './instant.ts'

/** The closed set of expected failures. Each is mapped once at the rim; anything else is a bug and is logged with an id. */
export class ExpectedError extends Error {
  override name = 'ExpectedError'
}

/** What was asked for does not exist. */
export class NotFound extends ExpectedError {
  override name = 'NotFound'
}

/** What was asked for does not fit the present state, or somebody else was faster. */
export class Conflict extends ExpectedError {
  override name = 'Conflict'
}

/** Where two editors wrote different words in one place of a digest; null where one has none. */
export interface Clash {
  /** The verb of the edit. */
  readonly field: string
  /** The entry's post; absent of what stands around the stories. */
  readonly post?: string
  /** What the latest revision says, who wrote it, and when. */
  readonly theirs: string | null
  readonly by: string
  readonly at: Instant
  readonly yours: string | null
}

/** Somebody else wrote other words where an editor's were to go, since they looked. */
export class EditConflict extends Conflict {
  override name = 'EditConflict'
  readonly clash: Clash

  constructor(clash: Clash) {
    const theirs = clash.theirs === null ? 'took away what stood there' : `wrote “${clash.theirs}” there`
    super(`${clash.by} ${theirs} meanwhile. Choose which words are to stand.`)
    this.clash = clash
  }
}

/** The input is wrong; the message says what, where and what to do. */
export class Invalid extends ExpectedError {
  override name = 'Invalid'
}
