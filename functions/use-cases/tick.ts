import { type Digest, isOpen } from '#functions/core/digest.ts'
import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { ask, resume, skip, startSending } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter, SlotInstant } from '#functions/core/newsletter.ts'
import { slotsBetween } from '#functions/core/slots.ts'
import { type Sweep, sweepOf } from '#functions/core/sweep.ts'
import { alarmIfStuck, type StuckDeps } from './alarm-if-stuck.ts'
import { type DispatchDeps, dispatchBatches } from './dispatch-batches.ts'
import type { DraftRequest } from './draft-digest.ts'
import { handOutNotices, type NoticeDeps } from './hand-out-notices.ts'
import type { Newsletters, Queue } from './ports.ts'
import { type HealthDeps, watchHealth } from './watch-health.ts'

export interface TickDeps extends DispatchDeps, HealthDeps, StuckDeps, NoticeDeps {
  newsletters: Newsletters
  drafts: Queue<DraftRequest>
  approvals: Queue<DigestRef>
  freezes: Queue<DigestRef>
  closings: Queue<DigestRef>
  sweeps: Queue<Sweep>
  /** How long before its slot a digest is drafted. */
  draftLeadSeconds: number
  /** After this a worker that was asked to do a step must have died. */
  stepLeaseSeconds: number
  /** How often a digest whose batches are all handed out is looked at. */
  closeEverySeconds: number
  report: (error: unknown) => unknown
}

const recordMissed = async (deps: TickDeps, newsletter: string, { date, at }: SlotInstant): Promise<void> => {
  const reason = 'Its slot passed while nothing ran; its posts go into the next digest.'
  const now = deps.clock()
  const draft: Digest = {
    newsletter,
    kind: 'regular',
    date,
    version: 1,
    status: 'draft',
    dueAt: at,
    cutOffAt: now,
    revision: 1,
  }
  await deps.digests.create(skip(draft, reason, now))
}

/** Asks for the draft of the slot that is due. Of several, after an outage, the last alone: they would share their posts. */
const askForDraft = async (deps: TickDeps, newsletter: Newsletter): Promise<void> => {
  const { slug, slotsHandledThrough } = newsletter
  const due = slotsBetween(newsletter, slotsHandledThrough, plusSeconds(deps.clock(), deps.draftLeadSeconds))
  const last = due.at(-1)
  if (last === undefined) return
  for (const missed of due.slice(0, -1)) await recordMissed(deps, slug, missed)
  // Asked first, marked second: a crash between the two asks again, and a digest is drafted once.
  const message = { newsletter: slug, kind: 'regular', date: last.date, dueAt: last.at } as const
  await deps.drafts.send([{ message }])
  await deps.newsletters.setSchedule(newsletter, { slotsHandledThrough: last.at })
}

/** Asks for the sweep of the UTC day. Again asked first and marked second: a sweep that runs twice asks nobody twice. */
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

/** The digest after what was due for it. */
const advance = async (deps: TickDeps, digest: Digest): Promise<Digest> => {
  const now = deps.clock()
  if (digest.status === 'paused' && digest.paused?.until !== undefined && digest.paused.until <= now)
    return deps.digests.replace(resume(digest, now))
  if (digest.status === 'sending') return watchHealth(deps, digest)
  const isDue = digest.status === 'approved' && digest.dueAt <= now
  if (isDue && digest.attempt !== undefined) return deps.digests.replace(startSending(digest, now))
  if (!isDue && digest.status !== 'approving' && digest.status !== 'cancelled') return digest
  await alarmIfStuck(deps, digest)
  return askForStep(deps, digest)
}

/** The only thing that schedules: finds what is due and asks for it. Two ticks at once do no harm, and what fails for one newsletter or digest does not hold up the others. */
export const tick = (deps: TickDeps) => async (): Promise<void> => {
  const reported = (error: unknown): undefined => {
    // The listing may lag, and another tick may run: whoever loses the write has nothing left to do.
    if (!(error instanceof Conflict)) deps.report(error)
  }
  for (const newsletter of await deps.newsletters.all()) {
    await askForDraft(deps, newsletter).catch(reported)
    await askForSweep(deps, newsletter).catch(reported)
  }
  const open: Digest[] = []
  for (const listed of await deps.digests.open()) {
    const digest = (await handOutNotices(deps, listed).catch(reported)) ?? listed
    if (isOpen(digest)) open.push((await advance(deps, digest).catch(reported)) ?? digest)
  }
  for (const { digest, handedOut, later } of await dispatchBatches(deps)(open)) {
    if (!handedOut || !later) await alarmIfStuck(deps, digest).catch(reported)
    if (handedOut) await askForStep(deps, digest, later ? EVERY_WHILE_LATER_SECONDS : 0).catch(reported)
  }
  for (const digest of await deps.digests.toClean(deps.clock()))
    await askForStep(deps, digest).catch(reported)
}
