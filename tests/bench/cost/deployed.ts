import * as z from 'zod'
import type { HandlerName } from '#functions/wiring/env.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { handlerFunctions } from '#infra/local/handlers.ts'
import { ofType, synthesise } from '#infra/local/template.ts'
import { prod, type Stage } from '#infra/stages.ts'

export interface Deployed {
  readonly stage: Stage
  /** The memory of each function, in MB. */
  readonly memory: Readonly<Record<HandlerName, number>>
  readonly timeoutSeconds: Readonly<Record<HandlerName, number>>
  /** Queues that a function works on. */
  readonly queues: number
  /** How the events that are no emergency are gathered. */
  readonly bulk: { readonly batchSize: number; readonly windowSeconds: number; readonly workers: number }
  /** Functions that send, at once. */
  readonly senders: number
}

const Mapping = z.object({
  BatchSize: z.number(),
  EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }),
})
const Sized = z.object({ MemorySize: z.number(), Timeout: z.number() })

/** What stage `prod` deploys, read from its template. */
export const deployed = (): Deployed => {
  const template = synthesise({ stage: prod, senderDomain: 'news.example.org' })
  const functions = handlerFunctions(template).map(({ Metadata, Properties }) => ({
    handler: Metadata[HANDLER_METADATA] as HandlerName,
    ...Sized.parse(Properties),
  }))
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
    Mapping.parse(Properties),
  )
  const mappingOf = (queue: string) => {
    const found = mappings.find(({ EventSourceArn }) => EventSourceArn['Fn::GetAtt'][0].startsWith(queue))
    if (found === undefined) throw new Error(`Nothing works on ${queue}`)
    return found
  }
  const bulk = mappingOf('BulkFeedback')
  const each = (value: (one: (typeof functions)[number]) => number) =>
    Object.fromEntries(functions.map((one) => [one.handler, value(one)])) as Record<HandlerName, number>
  return {
    stage: prod,
    memory: each(({ MemorySize }) => MemorySize),
    timeoutSeconds: each(({ Timeout }) => Timeout),
    queues: mappings.length,
    bulk: {
      batchSize: bulk.BatchSize,
      windowSeconds: bulk.MaximumBatchingWindowInSeconds,
      workers: bulk.ScalingConfig.MaximumConcurrency,
    },
    senders: mappingOf('Batches').ScalingConfig.MaximumConcurrency,
  }
}
