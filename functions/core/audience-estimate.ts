import type { Instant } from './instant.ts'

/** How many readers a digest would reach, as far as that is known without walking them. */
export interface AudienceEstimate {
  readonly readers: number
  /** When they were counted. */
  readonly at: Instant
  /** `dry-run`: as if its own readers were frozen then; `last-digest`: who was frozen for an earlier digest. */
  readonly basis: 'dry-run' | 'last-digest'
  /** The key of the digest for which they were counted. */
  readonly digest: string
}
