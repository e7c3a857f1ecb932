import type { Context } from 'hono'
import type { Right } from '#functions/core/access.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import type { Said } from './said.ts'

export interface DeskVariables {
  /** Who signed in. */
  person: StaffMember
  /** When their session ends. */
  endsAt: Instant
  now: Instant
  /** By which their browser's clock goes, once its script has told. */
  zone: string | undefined
  /** What the act before this page came to. */
  said: Said | undefined
  /** Of the path's `:newsletter`, or of its `:digest`; the guard found it. */
  newsletter: Newsletter
  /** Of the path's `:digest`. */
  ref: DigestRef
  secureHeadersNonce: string
}
export type DeskEnv = { Variables: DeskVariables }
export type DeskContext = Context<DeskEnv>

/** One page or act of the desk. None can be without the right that it needs: the guard stands before all of them. */
export interface DeskRoute {
  readonly method: 'GET' | 'POST'
  /** Of Hono. A `:newsletter` or `:digest` in it says for which newsletter the right is needed. */
  readonly path: string
  readonly right: Right
  readonly handle: (c: DeskContext) => Response | Promise<Response>
}
