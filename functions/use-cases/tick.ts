import { attendDraft, pausedWords, staleWords } from '#functions/core/attend-draft.ts'
import { isStaleApproved, type Patience } from '#functions/core/deadline.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { ask, hold, noteShown, resume, startSending, stayPaused } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type Sweep, sweepOf } from '#functions/core/sweep.ts'
import { alarmIfStuck, type StuckDeps } from './alarm-if-stuck.ts'
import { claimSlots, type SlotDeps } from './claim-slots.ts'
import { type DispatchDeps, dispatchBatches } from './dispatch-batches.ts'
import { handOutNotices, type NoticeDeps } from './hand-out-notices.ts'
import type { Pages, Queue } from './ports.ts'
import { type HealthDeps, watchHealth } from './watch-health.ts'

export interface TickDeps extends SlotDeps, DispatchDeps, HealthDeps, StuckDeps, NoticeDeps, Patience {
  pages: Pick<Pages, 'show'>
  approvals: Queue<DigestRef>
  freezes: Queue<DigestRef>
  closings: Queue<DigestRef>
  sweeps: Queue<Sweep>
  /** How often a digest whose batches are all handed out is looked at. */
  closeEverySeconds: number
  report: (error: unknown) => unknown
}

/** Asks for the sweep of the UTC day. Asked first and marked second: a sweep that runs twice asks nobody twice. */
const askForSweep = async (deps: TickDeps, { slug, sweptOn = '' }: Newsletter): Promise<void> => {
  const now = deps.clock()
  const today = now.slice(0, 10)
  if (sweptOn >= today) return
  await deps.sweeps.send([{ message: sweepOf(slug, now) }])
  await deps.newsletters.markSwept(slug, today)
}

const STEPS = {
  approving: { step: 'approve', queue: 'approvals', again: 'stepLeaseSeconds' },
  approved: { step: 'freeze', queue: 'freezes', again: 'stepLeaseSeconds' },
  sending: { step: 'close', queue: 'closings', again: 'closeEverySeconds' },
  cancelled: { step: 'close', queue: 'closings', again: 'closeEverySeconds' },
  sent: { step: 'clean', queue: 'closings', again: 'stepLeaseSeconds' },
  skipped: { step: 'clean', queue: 'closings', again: 'stepLeaseSeconds' },
} as const

/** While waves are still to come, the others are looked after less often. */
const EVERY_WHILE_LATER_SECONDS = 3600

/** Asks the worker of the digest's next step, unless it was asked and may still be at it. */
const askForStep = async (deps: TickDeps, digest: Digest, atLeastSeconds = 0): Promise<Digest> => {
  const known = STEPS[digest.status as keyof typeof STEPS]
  const { queue, again } = known
  const step = digest.closedAt === undefined ? known.step : 'clean'
  const { asked } = digest
  const now = deps.clock()
  const pause = Math.max(deps[again], atLeastSeconds)
  if (asked?.step === step && plusSeconds(asked.at, pause) > now) return digest
  const asking = await deps.digests.replace(ask(digest, step, now))
  await deps[queue].send([{ message: digestRefOf(digest) }])
  return asking
}

const isBeingFrozen = ({ status, asked, attempt }: Digest): boolean =>
  status === 'approved' && asked?.step === 'freeze' && attempt === undefined

/** The other kind of the same slot: who is in the one audience is left out of the other, so they are frozen one after the other. */
const isBesideOf =
  (digest: Digest) =>
  (other: Digest): boolean =>
    other.newsletter === digest.newsletter && other.date === digest.date && other.kind !== digest.kind

/** Shows the web page of a digest that begins to be sent, before any mail that links to it can leave; in the next tick, where one died before it did. */
const showPage = async (deps: TickDeps, digest: Digest): Promise<Digest> => {
  if (digest.asked?.step !== 'show') return digest
  await deps.pages.show(digest, digest.firstCallAt ?? deps.clock())
  return deps.digests.replace(noteShown(digest))
}

/** What an approved digest needs once it is due. */
const begin = async (
  deps: TickDeps,
  { paused }: Pick<Newsletter, 'paused'>,
  digest: Digest,
  open: readonly Digest[],
): Promise<Digest> => {
  const now = deps.clock()
  if (isStaleApproved(digest, deps, now)) return deps.digests.replace(hold(digest, staleWords(deps)))
  if (paused !== undefined) return deps.digests.replace(hold(digest, pausedWords(paused)))
  if (digest.attempt === undefined) {
    const isFirst = digest.asked?.step !== 'freeze'
    if (isFirst && open.filter(isBeingFrozen).some(isBesideOf(digest))) return digest
    await alarmIfStuck(deps, digest)
    return askForStep(deps, digest)
  }
  return showPage(deps, await deps.digests.replace(startSending(digest, now)))
}

/** A paused digest that was to resume by itself does so in time, and not after an outage. */
const goOn = async (deps: TickDeps, digest: Digest): Promise<Digest> => {
  const until = digest.paused?.until
  const now = deps.clock()
  if (until === undefined || until > now) return digest
  const isLate = plusSeconds(until, deps.staleSeconds) <= now
  return deps.digests.replace(isLate ? stayPaused(digest, staleWords(deps)) : resume(digest, now))
}

/** The digest after what was due for it. */
const advance = async (
  deps: TickDeps,
  newsletter: Newsletter,
  digest: Digest,
  open: readonly Digest[],
): Promise<Digest> => {
  const now = deps.clock()
  switch (digest.status) {
    case 'draft': {
      const after = attendDraft(newsletter, digest, deps, now)
      if (after === undefined) return digest
      const attended = await deps.digests.replace(after)
      return attended.status === 'approving' ? askForStep(deps, attended) : attended
    }
    case 'approved':
      return digest.dueAt <= now ? begin(deps, newsletter, digest, open) : digest
    case 'approving':
    case 'cancelled':
      await alarmIfStuck(deps, digest)
      return askForStep(deps, digest)
    case 'paused':
      return goOn(deps, digest)
    case 'sending':
      return watchHealth(deps, await showPage(deps, digest))
    default:
      return digest
  }
}

/** The only thing that schedules: finds what is due and asks for it. Two ticks at once do no harm, and what fails for one newsletter or digest does not hold up the others. */
export const tick = (deps: TickDeps) => async (): Promise<void> => {
  const reported = (error: unknown): undefined => {
    // The listing may lag, and another tick may run: whoever loses the write has nothing left to do.
    if (!(error instanceof Conflict)) deps.report(error)
  }
  const newsletters = new Map<string, Newsletter>()
  for (const newsletter of await deps.newsletters.all()) {
    newsletters.set(newsletter.slug, newsletter)
    await claimSlots(deps, newsletter).catch(reported)
    await askForSweep(deps, newsletter).catch(reported)
  }
  const open: Digest[] = []
  for (const listed of await deps.digests.open()) {
    const digest = (await handOutNotices(deps, listed).catch(reported)) ?? listed
    if (isOpen(digest)) open.push(digest)
  }
  for (const [index, digest] of open.entries()) {
    const newsletter = newsletters.get(digest.newsletter)
    if (newsletter === undefined) continue
    open[index] = (await advance(deps, newsletter, digest, open).catch(reported)) ?? digest
  }
  const shown = open.filter(({ asked }) => asked?.step !== 'show')
  for (const { digest, handedOut, later } of await dispatchBatches(deps)(shown)) {
    if (!handedOut || !later) await alarmIfStuck(deps, digest).catch(reported)
    if (handedOut) await askForStep(deps, digest, later ? EVERY_WHILE_LATER_SECONDS : 0).catch(reported)
  }
  for (const digest of await deps.digests.toClean(deps.clock()))
    await askForStep(deps, digest).catch(reported)
}
