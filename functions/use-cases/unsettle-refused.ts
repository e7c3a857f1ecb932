import { parseBatchTag } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { FailureCode } from '#functions/core/disposition.ts'
import { type Health, refusedWith } from '#functions/core/health.ts'
import type { Ledger } from './ports.ts'

const FAILURES: readonly FailureCode[] = ['M', 'P', 'B']

const placesOf = (health: Health, code: FailureCode) =>
  [...refusedWith(health, code)].flatMap((entry) => {
    const end = entry.lastIndexOf('-')
    const batch = parseBatchTag(entry.slice(0, end))
    return batch === undefined ? [] : [{ ...batch, position: Number(entry.slice(end + 1)) }]
  })

/**
 * Lets the readers wait again whom SES refused before it had accepted anybody of their digest, and forgets whom it
 * refused or stopped. Only for a digest that is paused; doing it again, after a crash, changes nothing.
 */
export const unsettleRefused = async (ledger: Ledger, digest: Digest): Promise<void> => {
  const key = digestKey(digest)
  const health = await ledger.health(key)
  for (const code of health.accepted === 0 ? FAILURES : [])
    for (const { wave, number, position } of placesOf(health, code)) {
      const batch = await ledger.batch({ digest: key, attempt: digest.attempt ?? '', wave, number })
      if (batch?.codes[position] !== code) continue
      const codes = `${batch.codes.slice(0, position)}.${batch.codes.slice(position + 1)}`
      await ledger.replaceBatch({ ...batch, codes })
    }
  if (health.stopped.size > 0 || FAILURES.some((code) => refusedWith(health, code).size > 0))
    await ledger.clearRefusals(key)
}
