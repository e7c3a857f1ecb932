import { Duration, Stack } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { EnvInput, HandlerName } from '#functions/wiring/env.ts'
import { HandlerFunction } from '../constructs/handler-function.ts'
import { MailSending } from '../constructs/mail-sending.ts'
import { WorkQueue } from '../constructs/work-queue.ts'
import type { Stage } from '../stages.ts'
import type { DataStack } from './data-stack.ts'

interface Props {
  readonly stage: Stage
  readonly data: DataStack
  readonly senderDomain: string
}

interface Sizing {
  readonly timeoutSeconds: number
  readonly memoryMb?: number
  readonly renders?: boolean
}

/** A worker's message must stay out of sight for longer than the worker can run. */
const LEASE_MARGIN_SECONDS = 5

/** What works on the data: one tick, the steps of a digest each with its queue, the events of SES, the public pages. */
export class ServiceStack extends Stack {
  readonly #stage: Stage

  constructor(scope: Construct, id: string, { stage, data, senderDomain }: Props) {
    super(scope, id)
    this.#stage = stage
    const stepLease = stage.stepTimeoutSeconds + LEASE_MARGIN_SECONDS
    const callLease = stage.callTimeoutSeconds + LEASE_MARGIN_SECONDS
    const stepQueue = (name: string) => new WorkQueue(this, name, { leaseSeconds: stepLease, tries: 5 })
    const drafts = stepQueue('Drafts')
    const approvals = stepQueue('Approvals')
    const freezes = stepQueue('Freezes')
    const closings = stepQueue('Closings')
    const batches = new WorkQueue(this, 'Batches', {
      leaseSeconds: callLease + LEASE_MARGIN_SECONDS,
      tries: 20,
    })
    const urgent = stepQueue('UrgentFeedback')
    const bulk = stepQueue('BulkFeedback')
    const sending = new MailSending(this, 'Sending', { senderDomain, urgent: urgent.queue, bulk: bulk.queue })

    const content = { CONTENT_TABLE: data.content.table.tableName }
    const audience = { AUDIENCE_TABLE: data.audience.table.tableName }
    const delivery = { DELIVERY_TABLE: data.delivery.table.tableName }
    const step = { timeoutSeconds: stage.stepTimeoutSeconds }

    const publicPages = this.#handler(
      'Public',
      'public',
      { timeoutSeconds: 10 },
      {
        ...content,
        ...audience,
        SIGNING_KEYS_SECRET: data.signingKeys.secretArn,
      },
    )
    data.content.grantReadPublic(publicPages)
    data.audience.grantChangeReader(publicPages)
    data.signingKeys.grantRead(publicPages)
    const api = new HttpApi(this, 'Api', {
      defaultIntegration: new HttpLambdaIntegration('Public', publicPages),
    })
    const publicOrigin = stage.publicOrigin ?? api.apiEndpoint

    const tick = this.#handler(
      'Tick',
      'tick',
      { timeoutSeconds: Math.max(stage.tickSeconds - 5, 10) },
      {
        ...content,
        ...delivery,
        DRAFT_QUEUE_URL: drafts.queue.queueUrl,
        APPROVE_QUEUE_URL: approvals.queue.queueUrl,
        FREEZE_QUEUE_URL: freezes.queue.queueUrl,
        CLOSE_QUEUE_URL: closings.queue.queueUrl,
        BATCH_QUEUE_URL: batches.queue.queueUrl,
        TICK_SECONDS: String(stage.tickSeconds),
        CALLS_PER_SECOND: String(stage.callsPerSecond),
        DRAFT_LEAD_SECONDS: String(stage.draftLeadSeconds),
        STEP_LEASE_SECONDS: String(stepLease),
        CLOSE_EVERY_SECONDS: String(stage.closeEverySeconds),
      },
    )
    data.content.grantEdit(tick)
    data.delivery.grantDispatch(tick)
    for (const { queue } of [drafts, approvals, freezes, closings, batches]) queue.grantSendMessages(tick)
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(tick, { retryAttempts: 0 })],
    })

    const draft = this.#handler('Draft', 'draft-digest', step, content)
    data.content.grantEdit(draft)
    drafts.feed(draft, { batchSize: 1, workers: 5 })

    const approve = this.#handler(
      'Approve',
      'approve-digest',
      { ...step, memoryMb: 1024, renders: true },
      {
        ...content,
        BUCKET: data.editions.bucketName,
        PUBLIC_ORIGIN: publicOrigin,
        TEMPLATES_DIR: '/var/task/templates',
      },
    )
    data.content.grantEdit(approve)
    data.editions.grantPut(approve)
    sending.grantStoreTemplates(approve)
    approvals.feed(approve, { batchSize: 1, workers: 2 })

    const freeze = this.#handler(
      'Freeze',
      'freeze-audience',
      { ...step, memoryMb: 512 },
      { ...content, ...audience, ...delivery },
    )
    data.content.grantEdit(freeze)
    data.audience.grantReadReaders(freeze)
    data.delivery.grantFreeze(freeze)
    sending.grantReadAccount(freeze)
    freezes.feed(freeze, { batchSize: 1, workers: 2 })

    const send = this.#handler(
      'Send',
      'send-batch',
      { timeoutSeconds: stage.callTimeoutSeconds },
      {
        ...content,
        ...audience,
        ...delivery,
        BATCH_QUEUE_URL: batches.queue.queueUrl,
        CONFIGURATION_SET: sending.configurationSet.configurationSetName,
        SIGNING_KEYS_SECRET: data.signingKeys.secretArn,
        PUBLIC_ORIGIN: publicOrigin,
        CALL_LEASE_SECONDS: String(callLease),
      },
    )
    data.content.grantEdit(send)
    data.audience.grantReadReaders(send)
    data.delivery.grantSettle(send)
    data.signingKeys.grantRead(send)
    batches.queue.grantSendMessages(send)
    sending.grantSend(send)
    batches.feed(send, { batchSize: 1, workers: 10 })

    const feedback = this.#handler('Feedback', 'record-feedback', step, {
      ...content,
      ...audience,
      ...delivery,
      PEPPER_SECRET: data.pepper.secretArn,
    })
    data.content.grantReadPublic(feedback)
    data.audience.grantSuppress(feedback)
    data.delivery.grantAddEvents(feedback)
    data.pepper.grantRead(feedback)
    urgent.feed(feedback, { batchSize: 10, workers: 5 })
    bulk.feed(feedback, {
      batchSize: stage.feedbackWindowSeconds > 0 ? 1000 : 10,
      windowSeconds: stage.feedbackWindowSeconds,
      workers: 5,
    })

    const close = this.#handler(
      'Close',
      'close-digest',
      { ...step, memoryMb: 512 },
      {
        ...content,
        ...delivery,
        BATCH_QUEUE_URL: batches.queue.queueUrl,
        CALL_LEASE_SECONDS: String(callLease),
        UNCERTAIN_SECONDS: String(stage.uncertainSeconds),
      },
    )
    data.content.grantEdit(close)
    data.delivery.grantCount(close)
    batches.queue.grantSendMessages(close)
    batches.queue.grant(close, 'sqs:GetQueueAttributes')
    closings.feed(close, { batchSize: 1, workers: 2 })
  }

  #handler<Name extends HandlerName>(
    id: string,
    handler: Name,
    sizing: Sizing,
    variables: Omit<EnvInput<Name>, 'LOG_LEVEL'>,
  ): HandlerFunction<Name> {
    const environment = { LOG_LEVEL: this.#stage.logLevel, ...variables } as EnvInput<Name>
    return new HandlerFunction(this, id, { handler, environment, keepLogs: this.#stage.keepData, ...sizing })
  }
}
