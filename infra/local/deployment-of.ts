import * as z from 'zod'
import type { Deployment } from './deployment.ts'
import { environmentOf, type HandlerCode, handlerFunctions, moduleOf } from './handlers.ts'
import { workQueues } from './provision-queues.ts'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type Resource, type SynthesisedTemplate } from './template.ts'

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }),
})
const Rule = z.object({ Targets: z.tuple([z.object({ Arn: z.string() })]) })
const Integration = z.object({ IntegrationUri: z.string() })
const Route = z.object({ RouteKey: z.string(), Target: z.string() })
const DEFAULT_ROUTE = '$default'
/** What stands in for any path below a route's. */
const BELOW = '/{proxy+}'

const theOnly = (template: SynthesisedTemplate, type: string): Resource => {
  const [first, ...others] = ofType(template, type)
  if (first === undefined || others.length > 0)
    throw new RangeError(`The template must have one ${type}, and has ${others.length + (first ? 1 : 0)}`)
  return first
}

/** What the template lets call which handler: queues, the rule, the HTTP API. `endpoints` are those of the emulators. */
export const deploymentOf = (
  template: SynthesisedTemplate,
  resolver: Resolver,
  code: HandlerCode,
  endpoints: Readonly<Record<string, string>>,
): Deployment => {
  // A function's name and ARN both end in the name of its resource.
  const handlerNamed = (name: string): string => {
    const found = handlerFunctions(template).find((resource) => name.endsWith(nameOf(resource)))
    if (found === undefined) throw new RangeError(`No function ${name} in the template`)
    return moduleOf(found, template, code)
  }
  const queueUrlOf = (arn: string): string => {
    const found = ofType(template, 'AWS::SQS::Queue').find((queue) => arn.endsWith(`:${nameOf(queue)}`))
    if (found === undefined) throw new RangeError(`No queue ${arn} in the template`)
    return resolver.ref(found)
  }
  const queueOf = (resource: Resource): Deployment['queues'][number] => {
    const mapping = Mapping.parse(resolver.properties(resource))
    return {
      url: queueUrlOf(mapping.EventSourceArn),
      arn: mapping.EventSourceArn,
      batchSize: mapping.BatchSize,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds,
      workers: mapping.ScalingConfig.MaximumConcurrency,
      handler: handlerNamed(mapping.FunctionName),
    }
  }
  const environment: Record<string, string> = {
    ...environmentOf(template, resolver, code),
    ...endpoints,
    WORK_QUEUE_URLS: workQueues(template, resolver).join(' '),
  }
  const rule = Rule.parse(resolver.properties(theOnly(template, 'AWS::Events::Rule')))
  const integrations = ofType(template, 'AWS::ApiGatewayV2::Integration')
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map((resource) => {
    const { RouteKey, Target } = Route.parse(resolver.properties(resource))
    const integration = integrations.find((one) => Target === `integrations/${resolver.ref(one)}`)
    if (integration === undefined) throw new RangeError(`No integration ${Target} in the template`)
    const { IntegrationUri } = Integration.parse(resolver.properties(integration))
    return { path: RouteKey, handler: handlerNamed(IntegrationUri) }
  })
  const standard = routes.find(({ path }) => path === DEFAULT_ROUTE)
  if (standard === undefined) throw new RangeError('The HTTP API has no default route.')
  return {
    environment,
    queues: ofType(template, 'AWS::Lambda::EventSourceMapping').map(queueOf),
    // A rule knows no interval below a minute, so the one of the stage is taken from where the handler reads it.
    tick: { everySeconds: Number(environment.TICK_SECONDS), handler: handlerNamed(rule.Targets[0].Arn) },
    http: {
      handler: standard.handler,
      routes: routes
        .filter(({ path }) => path !== DEFAULT_ROUTE)
        .map(({ path, handler }) => ({ path: path.replace(/^ANY /, '').replace(BELOW, ''), handler })),
    },
  }
}
