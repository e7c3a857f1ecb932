import { type BatchRef, decided, isInCall, parseBatchTag } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { FAILURE_CODES, type FailureCode } from '#functions/core/disposition.ts'
import { type Health, refusedWith } from '#functions/core/health.ts'
import { againOnConflict } from './again-on-conflict.ts'
import type { Clock, Ledger } from './ports.ts'

export interface UnsettleDeps {
  ledger: Ledger
  clock: Clock
  /** No call can last longer than this: its worker has ended. */
  callLeaseSeconds: number
}

const placesOf = (health: Health, code: FailureCode) =>
  [...refusedWith(health, code)].flatMap((entry) => {
    const end = entry.lastIndexOf('-')
    const batch = parseBatchTag(entry.slice(0, end))
    return batch === undefined ? [] : [{ ...batch, position: Number(entry.slice(end + 1)) }]
  })

/** Whether it could: a row in a call is left alone. Other workers may let others of the same batch wait meanwhile. */
const letWait = (
  { ledger, clock, callLeaseSeconds }: UnsettleDeps,
  ref: BatchRef,
  position: number,
  code: FailureCode,
): Promise<boolean> =>
  againOnConflict(async () => {
    const batch = await ledger.batch(ref)
    if (batch?.codes[position] !== code) return true
    if (isInCall(batch, callLeaseSeconds, clock())) return false
    await ledger.replaceBatch(decided(batch, [position], '.'))
    return true
  })

/**
 * Lets the readers wait again whom SES refused before it had accepted anybody of their digest, and answers whether it
 * could for all: a batch in a call is left for later. Only for a digest that is paused; doing it again, after a crash,
 * changes nothing. Their names are kept until a person resumes the digest, because a call that was under way at the
 * pause may still add some.
 */
export const unsettleRefused = async (deps: UnsettleDeps, digest: Digest): Promise<boolean> => {
  const key = digestKey(digest)
  const health = await deps.ledger.health(key)
  if (health.accepted > 0 || digest.attempt === undefined) return true
  let all = true
  for (const code of FAILURE_CODES)
    for (const { wave, number, position } of placesOf(health, code)) {
      const ref = { digest: key, attempt: digest.attempt, wave, number }
      all = (await letWait(deps, ref, position, code)) && all
    }
  return all
}
