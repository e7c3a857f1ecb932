import { SESv2Client } from '@aws-sdk/client-sesv2'

/** SES has no idempotency key: a retry inside the SDK could mail a reader twice, so the SDK makes one attempt. */
export const sesClient = (): SESv2Client =>
  new SESv2Client({ maxAttempts: 1, requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000 } })

/** For calls that mail nobody; these the SDK may repeat. */
export const sesTemplateClient = (): SESv2Client => new SESv2Client({})
