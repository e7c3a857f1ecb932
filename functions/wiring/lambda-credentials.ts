import { fromEnv } from '@aws-sdk/credential-provider-env'

/** Stands in bundles for the SDK's chain of credential providers: Lambda gives a role's credentials by the environment. */
export const defaultProvider = fromEnv
