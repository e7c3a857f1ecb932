import type { Faults } from '#infra/local/ses/faults/create-faults.ts'
import type { Quota } from '#infra/local/ses/rules/quota.ts'
import type { AcceptedLog } from '#infra/local/ses/store/accepted-log.ts'
import type { ContentStore } from '#infra/local/ses/store/content-store.ts'
import type { State } from '#infra/local/ses/store/state.ts'

/** What the operations work on. */
export interface Simulation {
  owner: { region: string; accountId: string }
  state: State
  contents: ContentStore
  log: AcceptedLog
  quota: Quota
  faults: Faults
}
