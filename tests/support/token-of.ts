import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type Scope, signToken } from '#functions/core/token.ts'
import type { TestCloud } from './local-cloud.ts'

/** The token that a mail to this reader carries. */
export const tokenOf = async (
  { environment }: Pick<TestCloud, 'environment'>,
  { newsletter, id }: Subscriber,
  scope: Scope,
): Promise<string> => {
  const keys = await signingKeysSecret(new SecretsManagerClient({}), environment.SIGNING_KEYS_SECRET ?? '')()
  return signToken(keys, { newsletter, reader: id, scope })
}
