import * as z from 'zod'
import { simulatorMailbox } from '../rules/address-rules.ts'
import type { SuppressionReason } from '../store/suppression-reason.ts'

export const Outcome = z.enum([
  'delivered',
  'delayed, then delivered',
  'hard bounce',
  'soft bounce',
  'complaint',
  'rejected',
  'rendering failure',
  'global suppression',
  'bounce suppression',
  'complaint suppression',
])
export type Outcome = z.infer<typeof Outcome>

/** The mailbox simulator of the developer guide; every other address just gets its mail. */
export const outcomeOf = (address: string, suppressed: SuppressionReason | undefined): Outcome => {
  if (suppressed) return suppressed === 'BOUNCE' ? 'bounce suppression' : 'complaint suppression'
  switch (simulatorMailbox(address)) {
    case 'bounce':
      return 'hard bounce'
    case 'complaint':
      return 'complaint'
    case 'suppressionlist':
      return 'global suppression'
    default:
      return 'delivered'
  }
}
