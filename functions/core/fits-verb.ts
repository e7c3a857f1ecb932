import type { Digest } from './digest.ts'
import { cancel, hold, pause, resume, skip } from './digest-verbs.ts'
import { Conflict } from './errors.ts'

// The transitions themselves are asked, so that what may follow what stands in one place.
const CHANGES = {
  hold: (digest: Digest) => hold(digest, ''),
  skip: (digest: Digest) => skip(digest, '', digest.dueAt),
  pause: (digest: Digest) => pause(digest, '', { cause: 'person', at: digest.dueAt }),
  resume: (digest: Digest) => resume(digest, digest.dueAt),
  cancel: (digest: Digest) => cancel(digest, '', digest.dueAt),
} as const

/** What staff do to a digest as a whole. */
export type ControlVerb = keyof typeof CHANGES

/** Whether a digest stands so that a verb may follow. */
export const fitsVerb = (verb: ControlVerb, digest: Digest): boolean => {
  try {
    CHANGES[verb](digest)
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}
