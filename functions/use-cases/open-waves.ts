import type { Audience } from '#functions/core/audience.ts'
import { type Batch, callIsOver } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { Clock, Cursor, Ledger } from './ports.ts'

export interface CanaryDeps {
  ledger: Ledger
  clock: Clock
  /** How long the other calls of a variant wait for an event of its first. */
  canarySeconds: number
}

/** A wave of which batches are still to be handed out. */
export interface OpenWave {
  readonly digest: Digest
  readonly wave: number
  readonly dueAt: Instant
  readonly attempt: string
  readonly batchSize: number
  readonly cursor: Cursor
  /** Batches that were not handed out. */
  readonly left: number
  /** The numbers of the batches that may be handed out now, first to last. */
  readonly numbers: readonly number[]
  /** How the cursor stands once so many of them were handed out. */
  moved(count: number): Cursor
}

/** The first call of a variant has shown that its mails go out, or had time enough to; or it turned out to mail nobody. */
const hasSung = async (deps: CanaryDeps, batch: Batch): Promise<boolean> => {
  if (/[.~]/.test(batch.codes)) return false
  if (!/[a?!]/.test(batch.codes) || callIsOver(batch, deps.canarySeconds, deps.clock())) return true
  return Object.keys(await deps.ledger.events(batch)).length > 0
}

const haveSung = async (
  deps: CanaryDeps,
  digest: string,
  attempt: string,
  wave: number,
  canaries: readonly number[],
): Promise<boolean> => {
  for (const number of canaries) {
    const batch = await deps.ledger.batch({ digest, attempt, wave, number })
    if (batch !== undefined && !(await hasSung(deps, batch))) return false
  }
  return true
}

const numbersFrom = (from: number, to: number, but: readonly number[]): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index).filter((number) => !but.includes(number))

/** The canaries that are to be handed out now: those that were not yet, or all of them again. */
const canaryHand = (
  open: Omit<OpenWave, 'numbers' | 'moved'>,
  canaries: readonly number[],
  now: Instant,
): OpenWave => {
  const out = open.cursor.canaries ?? 0
  const numbers = out < canaries.length ? canaries.slice(out) : canaries
  const moved = (count: number): Cursor => ({
    ...open.cursor,
    canaries: Math.max(out, canaries.length - numbers.length + count),
    canariesAt: now,
  })
  return { ...open, numbers, moved }
}

const openWave = async (
  deps: CanaryDeps,
  digest: Digest,
  { attempt, waves, batchSize }: Audience,
  wave: number,
  cursor: Cursor,
): Promise<OpenWave | undefined> => {
  const now = deps.clock()
  const { dueAt = now, batches = 0, canaries = [] } = waves[wave] ?? {}
  const numbers = numbersFrom(cursor.next, batches, canaries)
  const left = numbers.length + canaries.length - (cursor.canaries ?? 0)
  const open = { digest, wave, dueAt, attempt, batchSize, cursor, left }
  const mayFollow = cursor.cleared === true || canaries.length === 0
  if (!mayFollow && (cursor.canaries ?? 0) < canaries.length) return canaryHand(open, canaries, now)
  if (numbers.length === 0) return undefined
  if (!mayFollow && !(await haveSung(deps, digestKey(digest), attempt, wave, canaries))) {
    // Handed out again, in case their messages were lost: a batch is called once, however often its message comes.
    const patience = plusSeconds(cursor.canariesAt ?? now, deps.canarySeconds)
    return patience <= now ? canaryHand(open, canaries, now) : { ...open, numbers: [], moved: () => cursor }
  }
  const moved = (count: number) => ({ ...cursor, cleared: true, next: numbers[count] ?? batches })
  return { ...open, numbers, moved }
}

/** The waves of a digest that are due and not wholly handed out; `later`: others are to come. */
export const openWaves = async (
  deps: CanaryDeps,
  digest: Digest,
  audience: Audience,
): Promise<{ open: OpenWave[]; later: boolean }> => {
  const cursors = await deps.ledger.cursors(digestKey(digest), audience.waves.length)
  const open: OpenWave[] = []
  let later = false
  for (const [wave, { dueAt }] of audience.waves.entries()) {
    if (dueAt > deps.clock()) later = true
    else {
      const one = await openWave(deps, digest, audience, wave, cursors[wave] ?? { next: 0 })
      if (one !== undefined) open.push(one)
    }
  }
  return { open, later }
}
