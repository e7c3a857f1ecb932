import type { SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { ACCOUNT, REGION } from './account.ts'
import type { LambdaHandler } from './handlers.ts'
import type { HttpHandler } from './http-api.ts'
import type { QueueSource } from './queue-poller.ts'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type Resource, type SynthesisedTemplate } from './template.ts'

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }),
})
const Rule = z.object({ Targets: z.tuple([z.object({ Arn: z.string() })]) })
const Integration = z.object({ IntegrationUri: z.string() })

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

const theOnly = (template: SynthesisedTemplate, type: string): Resource => {
  const [first, ...others] = ofType(template, type)
  if (first === undefined || others.length > 0)
    throw new RangeError(`The template must have one ${type}, and has ${others.length + (first ? 1 : 0)}`)
  return first
}

/** What the template lets call which handler: queues, the rule, the HTTP API. */
export const eventSources = (
  template: SynthesisedTemplate,
  resolver: Resolver,
  handlers: ReadonlyMap<string, LambdaHandler>,
): EventSources => {
  // A function's name and ARN both end in the name of its resource.
  const handlerNamed = (name: string): LambdaHandler => {
    const found = [...handlers].find(([id]) => name.endsWith(nameOf({ id })))
    if (found === undefined) throw new RangeError(`No function ${name} in the template`)
    return found[1]
  }
  const queueUrlOf = (arn: string): string => {
    const found = ofType(template, 'AWS::SQS::Queue').find((queue) => arn.endsWith(`:${nameOf(queue)}`))
    if (found === undefined) throw new RangeError(`No queue ${arn} in the template`)
    return resolver.ref(found)
  }
  const queueSource = (resource: Resource): QueueSource => {
    const { EventSourceArn, FunctionName, BatchSize, ScalingConfig } = Mapping.parse(
      resolver.properties(resource),
    )
    const handler = handlerNamed(FunctionName)
    return {
      queueUrl: queueUrlOf(EventSourceArn),
      queueArn: EventSourceArn,
      batchSize: BatchSize,
      workers: ScalingConfig.MaximumConcurrency,
      handler: (event: SQSEvent) => handler(event),
    }
  }
  const rule = Rule.parse(resolver.properties(theOnly(template, 'AWS::Events::Rule')))
  const onTick = handlerNamed(rule.Targets[0].Arn)
  const integration = theOnly(template, 'AWS::ApiGatewayV2::Integration')
  const onHttp = handlerNamed(Integration.parse(resolver.properties(integration)).IntegrationUri)
  return {
    queues: ofType(template, 'AWS::Lambda::EventSourceMapping').map(queueSource),
    tick: () => onTick(tickEvent()),
    http: (event) => onHttp(event, {}),
  }
}
