import { readdirSync } from 'node:fs'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { ENV } from '#functions/wiring/env.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { synthesise } from '#infra/local/template.ts'
import { prod } from '#infra/stages.ts'
import { statementsOf } from '#tests/support/role-statements.ts'

const template = synthesise({ stage: prod, senderDomain: 'news.example.org' })
const stackNamed = (name: string): Template => {
  const own = [...template.resources.values()].filter(({ id }) => id.startsWith(`${name}.`))
  return Template.fromJSON({ Resources: Object.fromEntries(own.map((one) => [one.id.split('.')[1], one])) })
}
const data = stackNamed('GazetteData')
const service = stackNamed('GazetteService')

interface Resource {
  Properties: object
  Metadata?: Record<string, string>
}

const of = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][]

const functions = of(service, 'AWS::Lambda::Function').filter(
  ([, { Metadata }]) => Metadata?.[HANDLER_METADATA],
)
const handlerOf = ({ Metadata }: Resource): keyof typeof ENV =>
  Metadata?.[HANDLER_METADATA] as keyof typeof ENV

describe('what must never be lost', () => {
  test('three tables, kept, protected and restorable to any second of 35 days', () => {
    data.resourceCountIs('AWS::DynamoDB::GlobalTable', 3)
    data.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: Match.arrayWith([
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ]),
    })
    data.allResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' })
    data.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' })
    data.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' })
  })

  test('its logical ids never change, since a new id would replace the table', () => {
    expect(of(data, 'AWS::DynamoDB::GlobalTable').map(([id]) => id)).toEqual([
      'ContentTable70E6AF07',
      'AudienceTableC01AFB1B',
      'DeliveryTable033DFA48',
    ])
  })
})

describe('every function', () => {
  test('is there for each handler, and for nothing else', () => {
    const files = readdirSync(new URL('../../functions/handlers', import.meta.url)).map((name) =>
      name.replace('.ts', ''),
    )
    expect(functions.map(([, one]) => handlerOf(one)).sort()).toEqual(files.sort())
    expect(Object.keys(ENV).sort()).toEqual(files.sort())
  })

  test.each(functions.map(([, one]) => [handlerOf(one), one] as const))(
    '%s runs Node 24 on arm64, with a log group of its own and exactly the variables that it reads',
    (handler, { Properties }) => {
      const { Runtime, Architectures, LoggingConfig, Environment } = Properties as {
        Runtime: string
        Architectures: string[]
        LoggingConfig: { LogGroup: unknown }
        Environment: { Variables: Record<string, unknown> }
      }
      expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']])
      expect(LoggingConfig.LogGroup).toBeDefined()
      const { NODE_OPTIONS, ...variables } = Environment.Variables
      expect(Object.keys(variables).sort()).toEqual(Object.keys(ENV[handler].shape).sort())
    },
  )

  test('has a role of its own', () => {
    const roles = functions.map(([, { Properties }]) =>
      JSON.stringify((Properties as { Role: unknown }).Role),
    )
    expect(new Set(roles).size).toBe(functions.length)
  })

  test('may do nothing by wildcard, and reaches all resources only to read the account of SES', () => {
    const statements = functions.flatMap(([, one]) => statementsOf(template, handlerOf(one)))
    const actions = statements.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => action.endsWith(':*') || action === '*')).toEqual([])
    const everywhere = statements.filter(({ Resource }) => JSON.stringify([Resource].flat()).includes('"*"'))
    expect(new Set(everywhere.flatMap(({ Action }) => Action))).toEqual(new Set(['ses:GetAccount']))
  })

  test('logs for three months', () => {
    service.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 })
    service.resourceCountIs('AWS::Logs::LogGroup', functions.length)
  })
})

describe('the public function', () => {
  const dynamo = statementsOf(template, 'public').filter(({ Action }) =>
    [Action].flat().some((one) => one.startsWith('dynamodb:')),
  )

  test('reads of the content only what begins with pub#', () => {
    const [content] = dynamo.filter(({ Condition }) => Condition !== undefined)
    expect(content).toMatchObject({
      Action: 'dynamodb:GetItem',
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['pub#*'] } },
    })
  })

  test('reads and changes one reader at a time, and can list none', () => {
    const [audience] = dynamo.filter(({ Condition }) => Condition === undefined)
    expect(audience?.Action).toEqual(['dynamodb:GetItem', 'dynamodb:UpdateItem'])
    expect(dynamo).toHaveLength(2)
  })
})

describe('sending', () => {
  test('only the sender may send mail', () => {
    const senders = functions
      .map(([, one]) => handlerOf(one))
      .filter((handler) =>
        statementsOf(template, handler).some(({ Action }) =>
          [Action].flat().some((one) => one.startsWith('ses:Send')),
        ),
      )
    expect(senders).toEqual(['send-batch'])
  })

  test('SES reports bounces, complaints, rejects, rendering failures, sends, deliveries and delays, and never opens or clicks', () => {
    const events = of(service, 'AWS::SES::ConfigurationSetEventDestination').map(([, { Properties }]) => {
      const { EventDestination } = Properties as {
        EventDestination: { MatchingEventTypes: string[] }
      }
      return EventDestination.MatchingEventTypes
    })
    expect(events).toEqual([
      ['bounce', 'complaint', 'reject', 'renderingFailure'],
      ['send', 'delivery', 'deliveryDelay'],
    ])
  })
})

describe('work', () => {
  const queues = of(service, 'AWS::SQS::Queue')
  const timeoutOf = new Map(
    functions.map(([id, { Properties }]) => [id, Number((Properties as { Timeout: number }).Timeout)]),
  )

  test('is set aside when it keeps failing: each queue has dead letters of its own, kept for 14 days', () => {
    const working = queues.filter(([, { Properties }]) => 'RedrivePolicy' in Properties)
    expect(working).toHaveLength(queues.length / 2)
    service.allResourcesProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 })
  })

  test('stays out of sight for longer than its worker can run, and comes back one by one', () => {
    for (const [, { Properties }] of of(service, 'AWS::Lambda::EventSourceMapping')) {
      const { EventSourceArn, FunctionName, FunctionResponseTypes } = Properties as {
        EventSourceArn: { 'Fn::GetAtt': [string, string] }
        FunctionName: { Ref: string }
        FunctionResponseTypes: string[]
      }
      const queue = queues.find(([id]) => id === EventSourceArn['Fn::GetAtt'][0])?.[1].Properties as {
        VisibilityTimeout: number
      }
      expect(queue.VisibilityTimeout).toBeGreaterThan(
        timeoutOf.get(FunctionName.Ref) ?? Number.POSITIVE_INFINITY,
      )
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    }
  })

  test('is scheduled by one rule, each minute', () => {
    service.resourceCountIs('AWS::Events::Rule', 1)
    service.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' })
  })
})
