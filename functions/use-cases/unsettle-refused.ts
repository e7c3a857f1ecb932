import { type BatchRef, decided, parseBatchTag } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { FailureCode } from '#functions/core/disposition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { type Health, refusedWith } from '#functions/core/health.ts'
import type { Ledger } from './ports.ts'

const FAILURES: readonly FailureCode[] = ['M', 'P', 'B']

const placesOf = (health: Health, code: FailureCode) =>
  [...refusedWith(health, code)].flatMap((entry) => {
    const end = entry.lastIndexOf('-')
    const batch = parseBatchTag(entry.slice(0, end))
    return batch === undefined ? [] : [{ ...batch, position: Number(entry.slice(end + 1)) }]
  })

const MOST_TRIES = 5

/** Other workers may let others of the same batch wait meanwhile. */
const letWait = async (ledger: Ledger, ref: BatchRef, position: number, code: FailureCode): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    const batch = await ledger.batch(ref)
    if (batch?.codes[position] !== code) return
    try {
      await ledger.replaceBatch(decided(batch, [position], '.'))
      return
    } catch (error) {
      if (!(error instanceof Conflict) || tries === MOST_TRIES) throw error
    }
  }
}

/**
 * Lets the readers wait again whom SES refused before it had accepted anybody of their digest. Only for a digest that
 * is paused; doing it again, after a crash, changes nothing. Their names are kept until a person resumes the digest,
 * because a call that was under way at the pause may still add some.
 */
export const unsettleRefused = async (ledger: Ledger, digest: Digest): Promise<void> => {
  const key = digestKey(digest)
  const health = await ledger.health(key)
  if (health.accepted > 0 || digest.attempt === undefined) return
  for (const code of FAILURES)
    for (const { wave, number, position } of placesOf(health, code))
      await letWait(ledger, { digest: key, attempt: digest.attempt, wave, number }, position, code)
}
