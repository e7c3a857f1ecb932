import { type Instant, msOf, plusSeconds, toInstant } from '#functions/core/instant.ts'
import { PendingSignIn, Session, type StaffMember } from '#functions/core/staff.ts'
import type { Seals, StaffBook } from '#functions/use-cases/staff-ports.ts'
import { forget, keep, kept } from './cookies.ts'
import type { DeskContext } from './desk-route.ts'

export interface SessionDeps {
  seals: Seals
  staff: StaffBook
  now: () => Instant
}

/** A working day. */
const SESSION_SECONDS = 8 * 3600
const PENDING_SECONDS = 600

export interface OpenSession {
  readonly person: StaffMember
  readonly endsAt: Instant
}

export const startSession = async (deps: SessionDeps, c: DeskContext, person: string): Promise<void> => {
  const at = deps.now()
  const sealed = await deps.seals.seal('session', { person, at }, plusSeconds(at, SESSION_SECONDS))
  keep(c, 'session', sealed, SESSION_SECONDS)
}

/** The session of a request; undefined when there is none, its time is over, or it was ended elsewhere. */
export const openSession = async (deps: SessionDeps, c: DeskContext): Promise<OpenSession | undefined> => {
  const sealed = kept(c, 'session')
  if (sealed === undefined) return undefined
  const session = Session.safeParse(await deps.seals.open('session', sealed, deps.now())).data
  const person = session && (await deps.staff.get(session.person))
  if (person === undefined || session === undefined || session.at < person.sessionsFrom) return undefined
  return { person, endsAt: toInstant(msOf(session.at) + SESSION_SECONDS * 1000) }
}

export const endSession = (c: DeskContext): void => forget(c, 'session')

export const keepPending = async (
  deps: SessionDeps,
  c: DeskContext,
  pending: PendingSignIn,
): Promise<void> => {
  const until = plusSeconds(deps.now(), PENDING_SECONDS)
  keep(c, 'sign-in', await deps.seals.seal('sign-in', pending, until), PENDING_SECONDS)
}

/** The sign-in under way, which can be taken up once. */
export const takePending = async (deps: SessionDeps, c: DeskContext): Promise<PendingSignIn | undefined> => {
  const sealed = kept(c, 'sign-in')
  if (sealed === undefined) return undefined
  forget(c, 'sign-in')
  return PendingSignIn.safeParse(await deps.seals.open('sign-in', sealed, deps.now())).data
}
