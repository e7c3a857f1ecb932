import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Account } from '../account.ts'
import { SuppressionReason } from './suppression-reason.ts'
import { writeWhole } from './write-whole.ts'

const mapOf = <T extends z.ZodType>(value: T) =>
  z.array(z.tuple([z.string(), value])).transform((pairs) => new Map(pairs as [string, z.output<T>][]))

const StoredTemplate = z.object({ hash: z.string(), createdAt: z.number() })

export const Identity = z.object({
  verified: z.boolean().default(true),
  /** Of a domain; without it, a verified domain has its DKIM records and another waits for them. */
  dkim: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED']).optional(),
  mailFromDomainVerified: z.boolean().default(true),
  configurationSet: z.string().optional(),
})
export type Identity = z.infer<typeof Identity>

const EventDestination = z.object({
  name: z.string(),
  enabled: z.boolean(),
  types: z.array(z.string()),
  topicArn: z.string(),
})

const ConfigurationSet = z.object({
  sendingEnabled: z.boolean(),
  eventDestinations: z.array(EventDestination),
})
export type ConfigurationSet = z.infer<typeof ConfigurationSet>

const Suppression = z.object({ reason: SuppressionReason, updatedAt: z.number() })
export type Suppression = z.infer<typeof Suppression>

const Saved = z.object({
  account: Account.prefault({}),
  templates: mapOf(StoredTemplate).prefault([]),
  identities: mapOf(Identity).prefault([]),
  configurationSets: mapOf(ConfigurationSet).prefault([]),
  suppressions: mapOf(Suppression).prefault([]),
})
type Saved = z.infer<typeof Saved>

export interface State extends Saved {
  save(): void
  /** The suppression list as sending reads it: ignoring case. */
  suppressedReason(address: string): SuppressionReason | undefined
}

/** Templates, identities, configuration sets, suppressions and account switches, kept in one small file. */
export const openState = (dataDir: string, account: Partial<Account>): State => {
  const path = join(dataDir, 'state.json')
  const state = Saved.parse(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})
  state.account = Account.parse({ ...state.account, ...account })
  // Folding a long list for each mail would cost more than the mail does.
  let folded: Map<string, SuppressionReason> | undefined
  const save = () => {
    folded = undefined
    writeWhole(
      path,
      JSON.stringify(state, (_key, value) => (value instanceof Map ? [...value] : value)),
    )
  }
  const suppressedReason = (address: string) => {
    folded ??= new Map([...state.suppressions].map(([listed, { reason }]) => [listed.toLowerCase(), reason]))
    return folded.get(address.toLowerCase())
  }
  save()
  return Object.assign(state, { save, suppressedReason })
}
