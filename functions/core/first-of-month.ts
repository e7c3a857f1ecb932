import type { DigestRef } from './digest-key.ts'

/** Whether a digest is its newsletter's first regular one of a month, which readers get who want one a month: slots are weekly, so its date is one of the first seven days. */
export const isFirstOfMonth = ({ kind, date }: Pick<DigestRef, 'kind' | 'date'>): boolean =>
  kind === 'regular' && Number(date.slice(-2)) <= 7
