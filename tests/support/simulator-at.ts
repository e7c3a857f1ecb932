import type { AcceptedEntry } from '#infra/local/ses/accepted-entries.ts'
import type { Account } from '#infra/local/ses/account.ts'
import type { FaultHits } from '#infra/local/ses/faults/create-faults.ts'
import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'

/** The controls of an SES simulator in another process. */
export const simulatorAt = (url: string) => {
  const ask = async (path: string, method = 'GET', body?: unknown): Promise<Response> => {
    const response = await fetch(`${url}/_simulator/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return response
  }
  return {
    async setFaults(rules: readonly FaultRule[]): Promise<void> {
      await ask('faults', 'PUT', rules)
    },
    /** How often each rule was hit since they were set or the process was started. */
    hits: async (): Promise<FaultHits[]> => (await ask('faults')).json() as Promise<FaultHits[]>,
    async setAccount(change: Partial<Account>): Promise<void> {
      await ask('account', 'PATCH', change)
    },
    async accepted(): Promise<AcceptedEntry[]> {
      const lines = (await (await ask('accepted')).text()).trim()
      return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line))
    },
  }
}

export type SimulatorControl = ReturnType<typeof simulatorAt>
