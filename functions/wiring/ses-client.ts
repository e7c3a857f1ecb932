import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2'

// Without `throwOnRequestTimeout` the SDK would only warn, and a call that hangs would last until the function ends.
const CALL = { connectionTimeout: 3000, requestTimeout: 30_000, throwOnRequestTimeout: true }

/** SES has no idempotency key: a retry inside the SDK could mail a reader twice, so the SDK makes one attempt. */
export const sesClient = (config: SESv2ClientConfig = {}): SESv2Client =>
  new SESv2Client({ ...config, maxAttempts: 1, requestHandler: CALL })

/** For calls that mail nobody; these the SDK may repeat. */
export const sesTemplateClient = (): SESv2Client => new SESv2Client({})
