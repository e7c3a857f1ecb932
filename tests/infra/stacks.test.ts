import { readdirSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { ENV } from '#functions/wiring/env.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { gazette } from '#infra/gazette.ts'
import { type SynthesisedTemplate, synthesise } from '#infra/local/template.ts'
import { local, prod, type Stage } from '#infra/stages.ts'
import { type Statement, statementsOf } from '#tests/support/role-statements.ts'

const SENDER_DOMAIN = 'news.example.org'
const template = synthesise({ stage: prod, senderDomain: SENDER_DOMAIN })
const stackNamed = (name: string, { resources }: SynthesisedTemplate = template): Template => {
  const own = [...resources.values()].filter(({ id }) => id.startsWith(`${name}.`))
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

const functionsOf = (stack: Template) =>
  of(stack, 'AWS::Lambda::Function').filter(([, { Metadata }]) => Metadata?.[HANDLER_METADATA])
const functions = functionsOf(service)
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

  test('may do nothing by wildcard, and reaches all resources only in what SES gives no name', () => {
    const statements = functions.flatMap(([, one]) => statementsOf(template, handlerOf(one)))
    const actions = statements.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => action.endsWith(':*') || action === '*')).toEqual([])
    const everywhere = statements.filter(({ Resource }) => JSON.stringify([Resource].flat()).includes('"*"'))
    expect([...new Set(everywhere.flatMap(({ Action }) => Action))]).toEqual([
      'ses:GetAccount',
      'ses:DeleteSuppressedDestination',
    ])
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
      Action: ['dynamodb:GetItem', 'dynamodb:Query'],
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['pub#*'] } },
    })
  })

  test('reads and changes one reader at a time, and can list none', () => {
    const [audience] = dynamo.filter(({ Condition }) => Condition === undefined)
    expect(audience?.Action).toEqual('dynamodb:GetItem')
    const keys = (...prefixes: string[]) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes },
    })
    const [, update, person, ...more] = dynamo.filter(({ Condition }) => Condition !== undefined)
    expect(update).toMatchObject({
      Action: 'dynamodb:UpdateItem',
      Condition: keys('reader#*', 'person#*', 'limit#*'),
    })
    expect(person).toMatchObject({
      Action: ['dynamodb:PutItem', 'dynamodb:Query'],
      Condition: keys('person#*'),
    })
    expect(more).toEqual([])
  })

  test('neither knows the pepper nor mails anybody nor takes a suppression away', () => {
    const all = JSON.stringify(statementsOf(template, 'public'))
    expect(all).not.toMatch(/Pepper|ses:|DeleteItem/)
  })
})

describe('the desk', () => {
  const statements = statementsOf(template, 'desk')
  const routes = of(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties) as {
    RouteKey: string
    Target: object
  }[]

  test('writes nothing that anybody may see, but whether a newsletter is paused, and deletes nothing', () => {
    const actions = statements.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => /Delete|BatchWrite/.test(action))).toEqual([])
    const writing = statements.filter(
      ({ Action, Resource }) =>
        /dynamodb:(Put|Update)Item/.test(JSON.stringify(Action)) &&
        JSON.stringify(Resource).includes('Content'),
    )
    const [pausing, ...others] = writing.toReversed()
    expect([pausing?.Action, pausing?.Condition]).toEqual([
      'dynamodb:UpdateItem',
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['pub#newsletters*'] },
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'paused'] },
      },
    ])
    expect(others.length).toBeGreaterThan(0)
    for (const { Condition } of others) {
      const keys = JSON.stringify(Condition?.['ForAllValues:StringLike'])
      expect(keys).toMatch(/"nl#\*#post#\*"/)
      expect(keys).not.toMatch(/pub|"\*|templates/)
    }
  })

  test('looks up readers whose ids it knows: it lists none, and changes none', () => {
    const audience = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('Audience'))
    expect(audience.flatMap(({ Action }) => Action)).toEqual(['dynamodb:BatchGetItem', 'dynamodb:GetItem'])
  })

  test('alone knows by what its cookies are sealed', () => {
    const [[keys] = ['']] = of(data, 'AWS::SecretsManager::Secret').filter(([id]) =>
      id.startsWith('DeskKeys'),
    )
    const knowing = functions.filter(([, one]) =>
      JSON.stringify(statementsOf(template, handlerOf(one))).includes(keys),
    )
    expect(keys).not.toBe('')
    expect(knowing.map(([, one]) => handlerOf(one))).toEqual(['desk'])
  })

  test('has the paths below /desk and /auth to itself; all others are public', () => {
    const others = routes.filter(({ RouteKey }) => RouteKey === '$default')
    const own = routes.filter((route) => !others.includes(route))
    expect(own.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'ANY /auth',
      'ANY /auth/{proxy+}',
      'ANY /desk',
      'ANY /desk/{proxy+}',
    ])
    expect(others).toHaveLength(1)
    expect(new Set(own.map(({ Target }) => JSON.stringify(Target))).size).toBe(1)
    expect(own[0]?.Target).not.toEqual(others[0]?.Target)
  })
})

describe('uploads', () => {
  const [[uploads, bucket] = ['', undefined]] = of(service, 'AWS::S3::Bucket')
  /** The handlers that may do something with the files. */
  const allowed = (action: string): string[] =>
    functions
      .map(([, one]) => handlerOf(one))
      .filter((handler) =>
        statementsOf(template, handler).some(
          ({ Action, Resource }) =>
            [Action].flat().includes(action) &&
            JSON.stringify(Resource).includes(`"${uploads}","Arn"]},"/uploads/*"`),
        ),
      )

  test('are nobody’s to see, are kept for a day, and go with the stack', () => {
    service.resourceCountIs('AWS::S3::Bucket', 1)
    service.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' })
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 1, Status: 'Enabled' }] },
    })
    expect(JSON.stringify(service.findResources('AWS::S3::BucketPolicy'))).toContain('aws:SecureTransport')
  })

  test('are read by the worker of jobs alone, and handed in through the desk alone', () => {
    expect(allowed('s3:GetObject')).toEqual(['run-job'])
    expect(allowed('s3:PutObject')).toEqual(['desk'])
  })
})

describe('sending', () => {
  test('only the sender of digests, the answerer of requests, who tells staff and the desk may send mail', () => {
    const senders = functions
      .map(([, one]) => handlerOf(one))
      .filter((handler) =>
        statementsOf(template, handler).some(({ Action }) =>
          [Action].flat().some((one) => one.startsWith('ses:Send')),
        ),
      )
    expect(senders).toEqual(['send-batch', 'answer-request', 'tell-staff', 'desk'])
  })

  test('the desk sends what editors test, one mail at a time, and no digest', () => {
    const [sending, ...others] = statementsOf(template, 'desk').filter(({ Action }) =>
      JSON.stringify(Action).includes('ses:Send'),
    )
    expect([sending?.Action, others]).toEqual(['ses:SendEmail', []])
    expect(JSON.stringify(sending?.Resource)).not.toMatch(/template/)
  })

  test('what SES does not let leave now goes back to the queue from which the answerer is fed', () => {
    const requests = variablesOf('answer-request').REQUEST_QUEUE_URL?.Ref
    const [answerer] = functions.filter(([, one]) => handlerOf(one) === 'answer-request')
    const FunctionName = { Ref: answerer?.[0] }
    const EventSourceArn = { 'Fn::GetAtt': [requests, 'Arn'] }
    service.hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName, EventSourceArn })
  })

  const variablesOf = (handler: keyof typeof ENV) => {
    const found = functions.find(([, one]) => handlerOf(one) === handler)?.[1].Properties as {
      Environment: { Variables: Record<string, { Ref: string }> }
    }
    return found.Environment.Variables
  }
  const eventsOf = (set: string | undefined): string[][] =>
    of(service, 'AWS::SES::ConfigurationSetEventDestination')
      .map(
        ([, { Properties }]) =>
          Properties as {
            ConfigurationSetName: { Ref: string }
            EventDestination: { MatchingEventTypes: string[] }
          },
      )
      .filter(({ ConfigurationSetName }) => ConfigurationSetName.Ref === set)
      .map(({ EventDestination }) => EventDestination.MatchingEventTypes)
  const urgent = ['bounce', 'complaint', 'reject', 'renderingFailure']

  test('SES reports bounces, complaints, rejects, rendering failures, sends, deliveries and delays, and never opens or clicks', () => {
    const { CONFIGURATION_SET } = variablesOf('send-batch')
    expect(eventsOf(CONFIGURATION_SET?.Ref)).toEqual([urgent, ['send', 'delivery', 'deliveryDelay']])
    expect(variablesOf('answer-request').CONFIGURATION_SET).toEqual(CONFIGURATION_SET)
  })

  test('but for the digests of newsletters that track: these have a configuration set of their own, which the sender alone knows', () => {
    const { TRACKED_CONFIGURATION_SET } = variablesOf('send-batch')
    const bulk = ['send', 'delivery', 'deliveryDelay', 'open', 'click']
    expect(eventsOf(TRACKED_CONFIGURATION_SET?.Ref)).toEqual([urgent, bulk])
    const knowing = functions.filter(([, one]) =>
      JSON.stringify(one).includes(TRACKED_CONFIGURATION_SET?.Ref ?? ''),
    )
    expect(knowing.map(([, one]) => handlerOf(one))).toEqual(['send-batch'])
    service.resourceCountIs('AWS::SES::ConfigurationSet', 2)
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

describe('the times of a call to SES, in every stage', () => {
  /** SES has 3 s to connect (`wiring/ses-client.ts`), and what is recorded of its answer takes less than 7 s. */
  const [CONNECT_SECONDS, RECORD_SECONDS] = [3, 7]
  const stages: Record<string, Stage> = { prod, local: local('http://127.0.0.1:8700', 'measured') }

  test('prod gives SES 30 s to answer, and the function a minute', () => {
    expect([prod.sesTimeoutSeconds, prod.callTimeoutSeconds]).toEqual([30, 60])
  })

  test.each(Object.entries(stages))(
    '%s: every answer of SES is recorded before the function ends',
    (_, stage) => {
      expect(stage.sesTimeoutSeconds + CONNECT_SECONDS + RECORD_SECONDS).toBeLessThanOrEqual(
        stage.callTimeoutSeconds,
      )
    },
  )

  test.each(Object.entries(stages))(
    '%s: nobody takes a call for lost while its function may run, and its message comes back later still',
    (_, stage) => {
      const stack = stackNamed('GazetteService', synthesise({ stage, senderDomain: SENDER_DOMAIN }))
      const propertiesOf = (handler: string) =>
        functionsOf(stack).find(([, one]) => handlerOf(one) === handler)?.[1].Properties as {
          Timeout: number
          Environment: { Variables: Record<string, string> }
        }
      const [send, close] = [propertiesOf('send-batch'), propertiesOf('close-digest')]
      const [[, batches] = []] = Object.entries(stack.findResources('AWS::SQS::Queue')).filter(([id]) =>
        id.startsWith('BatchesQueue'),
      )
      const lease = Number(send.Environment.Variables.CALL_LEASE_SECONDS)
      expect(send.Environment.Variables.SES_TIMEOUT_SECONDS).toBe(String(stage.sesTimeoutSeconds))
      expect(send.Timeout).toBe(stage.callTimeoutSeconds)
      expect(lease).toBeGreaterThan(send.Timeout)
      expect(batches?.Properties.VisibilityTimeout).toBeGreaterThan(lease)
      expect(Number(close.Environment.Variables.CALL_LEASE_SECONDS)).toBe(lease)
    },
  )
})

describe('alarms', () => {
  const alarms = of(service, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties) as {
    Namespace: string
    MetricName: string
    Dimensions?: { Name: string; Value: { 'Fn::GetAtt': [string, string] } }[]
    AlarmActions: unknown[]
  }[]
  const filters = of(service, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties) as {
    FilterPattern: string
    LogGroupName: { Ref: string }
    MetricTransformations: { MetricNamespace: string; MetricName: string; DefaultValue?: number }[]
  }[]

  test('each log of a handler is searched for lines with an alarm, into one metric that costs nothing while there is none', () => {
    const logs = of(service, 'AWS::Logs::LogGroup').map(([id]) => id)
    expect(filters.map(({ LogGroupName }) => LogGroupName.Ref).sort()).toEqual(logs.sort())
    for (const { FilterPattern, MetricTransformations } of filters) {
      expect(FilterPattern).toBe('{ $.alarm = "*" }')
      const [one] = MetricTransformations
      expect(one).toMatchObject({ MetricNamespace: 'GazetteService', MetricName: 'AlarmLines' })
      expect(one?.DefaultValue).toBeUndefined()
    }
    expect(alarms.filter(({ MetricName }) => MetricName === 'AlarmLines')).toHaveLength(1)
  })

  test('the dead letters of each queue have one: the first message that was set aside raises it', () => {
    const setAside = of(service, 'AWS::SQS::Queue').flatMap(([, { Properties }]) => {
      const { RedrivePolicy } = Properties as {
        RedrivePolicy?: { deadLetterTargetArn: { 'Fn::GetAtt': [string, string] } }
      }
      return RedrivePolicy === undefined ? [] : [RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]]
    })
    const watched = alarms.filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
    expect(watched.map(({ Dimensions }) => Dimensions?.[0]?.Value['Fn::GetAtt'][0]).sort()).toEqual(
      setAside.sort(),
    )
  })

  test('all are raised by the first, are silent without measures, and tell one topic', () => {
    service.allResourcesProperties('AWS::CloudWatch::Alarm', {
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    })
    expect(new Set(alarms.map(({ AlarmActions }) => JSON.stringify(AlarmActions))).size).toBe(1)
  })

  test('only alarms of this account may publish to the topic', () => {
    const statements = of(service, 'AWS::SNS::TopicPolicy')
      .filter(([id]) => id.startsWith('Alarms'))
      .flatMap(([, { Properties }]) => {
        const { PolicyDocument } = Properties as { PolicyDocument: { Statement: Statement[] } }
        return PolicyDocument.Statement
      })
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow')
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnLike: { 'aws:SourceArn': expect.anything() },
        },
      }),
    ])
  })

  const deployed = (alarmAddress?: string): Template => {
    const context = { 'aws:cdk:bundling-stacks': [] }
    const app = new App({ context, builtinCloudFormationValidation: false, analyticsReporting: false })
    return Template.fromStack(gazette(app, prod, SENDER_DOMAIN, alarmAddress).service)
  }

  test('an address is told by email, if one is named', () => {
    const email = { Protocol: 'email', Endpoint: 'ops@example.org' }
    deployed('ops@example.org').hasResourceProperties('AWS::SNS::Subscription', email)
    deployed().resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, 0)
  })
})
