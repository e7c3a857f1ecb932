import type { Simulation } from '../simulation.ts'
import type { SuppressionReason } from '../store/suppression-reason.ts'

export interface ToSuppress {
  readonly address: string
  readonly reason: SuppressionReason
}

/** Hard bounces and complaints enter the account's suppression list by themselves. */
export const suppress = ({ state }: Simulation, found: ToSuppress[]): void => {
  if (found.length === 0) return
  for (const { address, reason } of found) state.suppressions.set(address, { reason, updatedAt: Date.now() })
  state.save()
}
