import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { type Instant, msOf, plusSeconds, toInstant } from '#functions/core/instant.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import type { Seeded } from '../seeded.ts'
import { Crash } from './crashes.ts'
import type { Timeline } from './timeline.ts'

/** So many digests of a year people keep from going out; all others they let go, however late. */
const MOST_SPOILT = 2
const HOUR = 3600

export interface Editors {
  /** Looks at the open digests, and plans what is done to each. */
  look(open: readonly Digest[], now: Instant): void
  /** What they did, by verb. */
  readonly acts: Map<string, number>
  /** Posts that they wanted in no digest, by digest. */
  readonly dropped: Map<string, Set<string>>
}

/** Editors who drop, pin, approve in time or late, hold, skip and forget, as a seed has them. */
export const startEditors = (desk: Desk, random: Seeded, timeline: Timeline, now: () => Instant): Editors => {
  const planned = new Set<string>()
  const acts = new Map<string, number>()
  const dropped = new Map<string, Set<string>>()
  let spoilt = 0

  const spoils = (probability: number): boolean => {
    const does = spoilt < MOST_SPOILT && random.chance(probability)
    if (does) spoilt += 1
    return does
  }

  /** Does something at a time; what does not fit by then, or dies, is left for the next look. */
  const plan = (at: Instant, digest: Digest, verb: string, act: (digest: Digest) => Promise<unknown>): void =>
    timeline.add(at, async () => {
      const latest = await desk.digests.get(digest)
      planned.delete(digestKey(digest))
      if (latest === undefined) return
      try {
        await act(latest)
        acts.set(verb, (acts.get(verb) ?? 0) + 1)
      } catch (error) {
        if (!(error instanceof ExpectedError || error instanceof Crash)) throw error
      }
    })

  const approve = async (digest: Digest): Promise<void> => {
    const { hash } = await desk.previewDigest(digest, digest.revision)
    await desk.approveDigest(digest, { revision: digest.revision, editionHash: hash, by: 'Bao' })
  }

  const edit = async (digest: Digest): Promise<void> => {
    const content = await desk.digests.content(digest, digest.revision)
    if (content === undefined || content.entries.length < 3) return
    const one = random.pick(content.entries).post
    const { also = [] } = content.entries.find(({ post }) => post === one) ?? {}
    const rest = content.entries.filter(({ post }) => post !== one)
    const other = random.pick(rest).post
    const lead = random.pick(rest).post
    const drops = random.chance(0.5) && digest.kind === 'regular'
    await desk.editDigest(digest, { by: 'Ada' }, [
      ...(drops ? [{ verb: 'drop' as const, post: one }] : []),
      { verb: 'pin', post: other },
      { verb: 'lead', post: lead, forEveryone: random.chance(0.5) },
    ])
    if (!drops) return
    const own = dropped.get(digestKey(digest)) ?? new Set()
    for (const post of [one, ...also.map((story) => story.post)]) own.add(post)
    dropped.set(digestKey(digest), own)
  }

  const between = (from: Instant, to: Instant): Instant =>
    toInstant(msOf(from) + Math.floor(random.next() * Math.max(0, msOf(to) - msOf(from))))

  const by = { by: 'Cem', why: 'As the seed has it' }

  const planDraft = (digest: Digest, at: Instant): void => {
    const deadline = plusSeconds(digest.dueAt, -HOUR)
    const until = deadline > at ? deadline : plusSeconds(at, HOUR)
    const when = (): Instant => between(at, until)
    if (random.chance(0.4)) plan(when(), digest, 'edit', edit)
    if (random.chance(0.08)) plan(when(), digest, 'hold', (one) => desk.control.hold(one, by))
    if (spoils(0.04)) plan(when(), digest, 'skip', (one) => desk.control.skip(one, by))
    else if (spoils(0.03)) plan(when(), digest, 'cancel', (one) => desk.control.cancel(one, by))
    // Nobody comes: it is held, and then resumed, or overtaken by the next.
    else if (random.chance(0.06))
      plan(plusSeconds(digest.dueAt, 6 * HOUR), digest, 'come late', async () => {})
    else plan(when(), digest, 'approve', approve)
  }

  const planHeld = (digest: Digest, at: Instant): void => {
    const later = plusSeconds(at, random.int(1, 20) * HOUR)
    if (spoils(0.1)) plan(later, digest, 'cancel', (one) => desk.control.cancel(one, by))
    else plan(later, digest, 'resume', (one) => desk.control.resume(one, by))
  }

  return {
    look(open) {
      for (const digest of open) {
        const key = digestKey(digest)
        if (planned.has(key)) continue
        planned.add(key)
        if (digest.status === 'draft' && digest.newsletter === 'edited') planDraft(digest, now())
        else if (digest.status === 'held') planHeld(digest, now())
        else if (digest.status === 'paused')
          plan(plusSeconds(now(), HOUR), digest, 'resume', (one) => desk.control.resume(one, by))
        else planned.delete(key)
      }
    },
    acts,
    dropped,
  }
}
