import * as z from 'zod'
import { simulatorMailbox } from '#infra/local/ses/rules/address-rules.ts'

export const outcomeSchema = z.enum([
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

export type Outcome = z.infer<typeof outcomeSchema>

/** The mailbox simulator of the developer guide; every other address just gets its mail. */
export function outcomeOf(address: string, suppressed: 'BOUNCE' | 'COMPLAINT' | undefined): Outcome {
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
