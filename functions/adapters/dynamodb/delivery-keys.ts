import type { BatchRef } from '#functions/core/batch.ts'
import type { Key } from './table.ts'

// Every key of the delivery table. A batch and its events are siblings under their attempt, in the order of the batches.

export const sealKey = (digest: string): Key => ({ pk: digest, sk: 'audience' })
export const cursorKey = (digest: string, wave: number): Key => ({ pk: digest, sk: `cursor#${pad(wave, 2)}` })

export const attemptKey = (digest: string, attempt: string): string => `${digest}#${attempt}`
export const BATCHES = 'batch#'
export const EXCLUDED = 'excluded#'

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')
const batchSort = ({ wave, number }: Pick<BatchRef, 'wave' | 'number'>): string =>
  `${BATCHES}${pad(wave, 2)}#${pad(number, 6)}`

export const batchKey = (ref: BatchRef): Key => ({
  pk: attemptKey(ref.digest, ref.attempt),
  sk: batchSort(ref),
})
/** The batch that a key names. */
export const batchRefOf = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }) => {
  const [digest, attempt] = String(pk).split('#')
  const [, wave, number] = String(sk).split('#')
  return { digest, attempt, wave: Number(wave), number: Number(number) }
}
export const eventsKey = (ref: BatchRef): Key => ({
  pk: attemptKey(ref.digest, ref.attempt),
  sk: `${batchSort(ref)}#events`,
})
export const excludedKey = (digest: string, attempt: string, reason: string, part: number): Key => ({
  pk: attemptKey(digest, attempt),
  sk: `${EXCLUDED}${reason}#${pad(part, 6)}`,
})

export const healthKey = (digest: string): Key => ({ pk: digest, sk: 'health' })
export const countedKey = (digest: string): Key => ({ pk: digest, sk: 'counted' })
export const HOURS = 'hour#'
export const hourKey = (digest: string, hour: string): Key => ({ pk: digest, sk: `${HOURS}${hour}` })
export const rampKey = (newsletter: string): Key => ({ pk: `ramp#${newsletter}`, sk: 'ramp' })

export const PACE: Key = { pk: 'pace', sk: 'window' }
export const THROTTLE: Key = { pk: 'pace', sk: 'throttle' }
