import type { Faults } from './faults/create-faults.ts'
import type { OperationRates } from './rules/operation-rates.ts'
import type { Quota } from './rules/quota.ts'
import type { AcceptedLog } from './store/accepted-log.ts'
import type { ContentStore } from './store/content-store.ts'
import type { State } from './store/state.ts'

/** What the operations work on. */
export interface Simulation {
  readonly owner: { readonly region: string; readonly accountId: string }
  readonly state: State
  readonly contents: ContentStore
  readonly log: AcceptedLog
  readonly quota: Quota
  readonly operationRates: OperationRates
  readonly faults: Faults
}
