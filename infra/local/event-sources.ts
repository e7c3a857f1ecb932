import type { SQSEvent } from 'aws-lambda'
import { ACCOUNT, REGION } from './account.ts'
import type { Deployment } from './deployment.ts'
import type { HttpHandler } from './http-api.ts'
import { loadHandler } from './load-handler.ts'
import type { QueueSource } from './queue-poller.ts'

export interface EventSources {
  readonly queues: readonly QueueSource[]
  /** Fires the rule's event once. */
  readonly tick: () => Promise<void>
  readonly http: HttpHandler
}

const tickEvent = () => ({
  version: '0',
  id: crypto.randomUUID(),
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  account: ACCOUNT,
  region: REGION,
  time: new Date().toISOString(),
  resources: [],
  detail: {},
})

const handlerOf = ({ handler, routes }: Deployment['http'], asked: string): string =>
  routes.find(({ path }) => asked === path || asked.startsWith(`${path}/`))?.handler ?? handler

/**
 * Queues, the rule and the HTTP API with the handlers that they call. A handler is loaded for its first event, as Lambda
 * starts a function: a process that approves nothing never loads MJML.
 */
export const eventSources = ({ queues, tick, http }: Deployment): EventSources => ({
  queues: queues.map(({ url, arn, handler, ...sizes }) => ({
    ...sizes,
    queueUrl: url,
    queueArn: arn,
    handler: async (event: SQSEvent) => (await loadHandler(handler))(event),
  })),
  tick: async () => (await loadHandler(tick.handler))(tickEvent()),
  http: async (event) => (await loadHandler(handlerOf(http, event.rawPath)))(event, {}),
})
