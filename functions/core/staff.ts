import * as z from 'zod'
import { Grant } from './access.ts'
import { Instant } from './instant.ts'

/** Somebody who works at the desk, as they signed in last. */
export const StaffMember = z.strictObject({
  /** What the identity provider calls them for good (OpenID Connect Core 1.0, `sub`). */
  id: z.string().min(1).max(255),
  /** As acts and revisions name them. */
  name: z.string().min(1).max(64),
  email: z.string().max(254).optional(),
  grants: z.array(Grant),
  signedInAt: Instant,
  /** Sessions that began before this are over. */
  sessionsFrom: Instant,
  /** Whether single keys do something; on unless they switched it off (WCAG 2.1.4). */
  shortcuts: z.boolean().default(true),
})
export type StaffMember = z.infer<typeof StaffMember>

/** Who signed in, as the identity provider says. */
export const Identity = z.object({
  id: z.string().min(1).max(255),
  name: z.string().min(1),
  email: z.string().max(254).optional(),
  groups: z.array(z.string()),
})
export type Identity = z.infer<typeof Identity>

/** What a browser's sign-in needs when it comes back from the provider. */
export const PendingSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page to which it then leads. */
  next: z.string(),
})
export type PendingSignIn = z.infer<typeof PendingSignIn>

/** What the cookie of somebody who signed in says. */
export const Session = z.strictObject({ person: z.string(), at: Instant })
export type Session = z.infer<typeof Session>
