import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Account, accountSchema } from '#infra/local/ses/account.ts'
import { writeWhole } from '#infra/local/ses/store/write-whole.ts'

const mapOf = <T extends z.ZodType>(value: T) =>
  z.array(z.tuple([z.string(), value])).transform((pairs) => new Map(pairs as [string, z.output<T>][]))

export const templateSchema = z.object({ hash: z.string(), createdAt: z.number() })
export const identitySchema = z.object({
  verified: z.boolean().default(true),
  mailFromDomainVerified: z.boolean().default(true),
  configurationSet: z.string().optional(),
})
export const eventDestinationSchema = z.object({
  name: z.string(),
  enabled: z.boolean(),
  types: z.array(z.string()),
  topicArn: z.string(),
})
export const configurationSetSchema = z.object({
  sendingEnabled: z.boolean(),
  eventDestinations: z.array(eventDestinationSchema),
})
export const suppressionSchema = z.object({ reason: z.enum(['BOUNCE', 'COMPLAINT']), updatedAt: z.number() })

const stateSchema = z.object({
  account: accountSchema.prefault({}),
  templates: mapOf(templateSchema).prefault([]),
  identities: mapOf(identitySchema).prefault([]),
  configurationSets: mapOf(configurationSetSchema).prefault([]),
  suppressions: mapOf(suppressionSchema).prefault([]),
})

export type EventDestination = z.infer<typeof eventDestinationSchema>
export type Suppression = z.infer<typeof suppressionSchema>
export type State = z.infer<typeof stateSchema> & {
  save(): void
  /** The suppression list as sending reads it: ignoring case. */
  suppressedReason(address: string): Suppression['reason'] | undefined
}

/** Templates, identities, configuration sets, suppressions and account switches, kept in one small file. */
export function openState(dataDir: string, account: Partial<Account>): State {
  const path = join(dataDir, 'state.json')
  const state = stateSchema.parse(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})
  state.account = accountSchema.parse({ ...state.account, ...account })
  // Folding a long list for each mail would cost more than the mail does.
  let folded: Map<string, Suppression['reason']> | undefined
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
