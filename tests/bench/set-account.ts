import type { Account } from '#infra/local/ses/account.ts'

/** Changes the account of an SES simulator in another process. */
export const setAccount = async (sesUrl: string, change: Partial<Account>): Promise<void> => {
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify(change)
  const answer = await fetch(`${sesUrl}/_simulator/account`, { method: 'PATCH', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
}
