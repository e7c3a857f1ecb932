import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2'

/** A socket that stood idle for longer may be closed at SES's end already, and what is written to it gets no answer. */
const IDLE_SOCKET_MS = 4000

const agent = { keepAlive: true, timeout: IDLE_SOCKET_MS }

/**
 * SES has no idempotency key: a retry inside the SDK could mail a reader twice, so the SDK makes one attempt. The
 * request's time must end well before that of the function, so that every answer is recorded.
 */
export const sesClient = (timeoutSeconds: number, config: SESv2ClientConfig = {}): SESv2Client =>
  new SESv2Client({
    requestHandler: {
      connectionTimeout: 3000,
      requestTimeout: timeoutSeconds * 1000,
      // Without it the SDK would only warn, and a call that hangs would last until the function ends.
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...config,
    maxAttempts: 1,
  })

/** For calls that mail nobody; these the SDK may repeat, and must: most are documented at one a second. */
export const sesTemplateClient = (): SESv2Client => new SESv2Client({ maxAttempts: 8 })
