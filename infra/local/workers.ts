import type { SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { ACCOUNT, REGION } from './account.ts'
import type { LambdaHandler } from './handlers.ts'
import type { HttpHandler } from './http-api.ts'
import { type QueuePoller, queuePoller } from './queue-poller.ts'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }),
})
const Rule = z.object({ Targets: z.tuple([z.object({ Arn: z.string() })]) })
const Integration = z.object({ IntegrationUri: z.string() })

export interface Workers {
  readonly http: HttpHandler
  /** Fires the rule's event once. */
  tick(): Promise<void>
  /** Works on the queues until nothing is visible and nobody works. */
  drain(): Promise<void>
  /** Ticks and works in real time until stopped. */
  run(tickSeconds: number): void
  stop(): Promise<void>
}

const IDLE_MS = 100

/** What Lambda would write to its log: the local cloud goes on. */
const report = (error: unknown): void => console.error(error)

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The template's event sources, connected to the handlers: queues are polled, the rule fires, HTTP requests are passed on. */
export const wireWorkers = (
  template: SynthesisedTemplate,
  resolver: Resolver,
  handlers: ReadonlyMap<string, LambdaHandler>,
  sqs: SQSClient,
): Workers => {
  // A function's name and ARN both end in its resource id, with a hyphen for the dot.
  const handlerNamed = (name: string): LambdaHandler => {
    const found = [...handlers].find(([id]) => name.endsWith(id.replace('.', '-')))
    if (found === undefined) throw new RangeError(`No function ${name} in the template`)
    return found[1]
  }
  const queueNamed = (arn: string): string => {
    const found = ofType(template, 'AWS::SQS::Queue').find((queue) => arn.endsWith(`:${nameOf(queue)}`))
    if (found === undefined) throw new RangeError(`No queue ${arn} in the template`)
    return resolver.ref(found)
  }
  const pollers: QueuePoller[] = ofType(template, 'AWS::Lambda::EventSourceMapping').map((resource) => {
    const mapping = Mapping.parse(resolver.properties(resource))
    return queuePoller(sqs, {
      queueUrl: queueNamed(mapping.EventSourceArn),
      queueArn: mapping.EventSourceArn,
      batchSize: mapping.BatchSize,
      workers: mapping.ScalingConfig.MaximumConcurrency,
      handler: handlerNamed(mapping.FunctionName),
      report,
    })
  })
  const only = <T>(values: T[], what: string): T => {
    const [first] = values
    if (first === undefined || values.length > 1)
      throw new RangeError(`The template has ${values.length} ${what}`)
    return first
  }
  const rule = Rule.parse(resolver.properties(only(ofType(template, 'AWS::Events::Rule'), 'rules')))
  const onTick = handlerNamed(rule.Targets[0].Arn)
  const integration = Integration.parse(
    resolver.properties(only(ofType(template, 'AWS::ApiGatewayV2::Integration'), 'integrations')),
  )
  const onHttp = handlerNamed(integration.IntegrationUri)

  let running = false
  const loops: Promise<void>[] = []

  const tick = async (): Promise<void> => {
    const time = new Date().toISOString()
    const source = {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      region: REGION,
      account: ACCOUNT,
    }
    await onTick({ version: '0', id: crypto.randomUUID(), ...source, time, resources: [], detail: {} })
  }

  const loop = async (once: () => Promise<boolean>, restMs: number): Promise<void> => {
    const tried = (): Promise<boolean> =>
      once().catch((error) => {
        report(error)
        return false
      })
    while (running) if (!(await tried())) await sleep(restMs)
  }

  return {
    http: (event) => onHttp(event, {}),
    tick,

    async drain() {
      for (;;) {
        const found = await Promise.all(pollers.map((poller) => poller.poll()))
        if (found.some((one) => one)) continue
        const busy = pollers.filter((poller) => poller.isBusy())
        if (busy.length === 0) return
        await Promise.race(busy.map((poller) => poller.finished()))
      }
    },

    run(tickSeconds) {
      running = true
      for (const poller of pollers) loops.push(loop(() => poller.poll(), IDLE_MS))
      loops.push(
        loop(async () => {
          await tick()
          return false
        }, tickSeconds * 1000),
      )
    },

    async stop() {
      running = false
      await Promise.all(loops)
      await Promise.all(pollers.map((poller) => poller.finished()))
    },
  }
}
