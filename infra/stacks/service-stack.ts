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
  readonly timeoutSeconds?: number
  readonly memoryMb?: number
  readonly renders?: boolean
}

/** A worker's message must stay out of sight for longer than the worker can run. */
const LEASE_MARGIN_SECONDS = 5

/** What works on the data: one tick, the steps of a digest each with its queue, the events of SES, the public pages. */
export class ServiceStack extends Stack {
  readonly #stage: Stage
  readonly #data: DataStack
  readonly #stepLease: number
  readonly #callLease: number
  readonly #content: { CONTENT_TABLE: string }
  readonly #audience: { AUDIENCE_TABLE: string }
  readonly #delivery: { DELIVERY_TABLE: string }

  constructor(scope: Construct, id: string, { stage, data, senderDomain }: Props) {
    super(scope, id)
    this.#stage = stage
    this.#data = data
    this.#stepLease = stage.stepTimeoutSeconds + LEASE_MARGIN_SECONDS
    this.#callLease = stage.callTimeoutSeconds + LEASE_MARGIN_SECONDS
    this.#content = { CONTENT_TABLE: data.content.table.tableName }
    this.#audience = { AUDIENCE_TABLE: data.audience.table.tableName }
    this.#delivery = { DELIVERY_TABLE: data.delivery.table.tableName }

    const queues = {
      drafts: this.#stepQueue('Drafts'),
      approvals: this.#stepQueue('Approvals'),
      freezes: this.#stepQueue('Freezes'),
      closings: this.#stepQueue('Closings'),
      batches: new WorkQueue(this, 'Batches', {
        leaseSeconds: this.#callLease + LEASE_MARGIN_SECONDS,
        tries: 20,
      }),
    }
    const urgent = this.#stepQueue('UrgentFeedback')
    const bulk = this.#stepQueue('BulkFeedback')
    const sending = new MailSending(this, 'Sending', { senderDomain, urgent: urgent.queue, bulk: bulk.queue })
    const publicOrigin = this.#publicPages()

    this.#tick(queues, sending)
    this.#draft(queues.drafts)
    this.#approve(queues.approvals, sending, publicOrigin)
    this.#freeze(queues.freezes, sending)
    this.#send(queues.batches, sending, publicOrigin)
    this.#feedback(urgent, bulk)
    this.#close(queues.closings, queues.batches, sending)
  }

  #stepQueue(id: string): WorkQueue {
    return new WorkQueue(this, id, { leaseSeconds: this.#stepLease, tries: 5 })
  }

  #publicPages(): string {
    const { content, audience, signingKeys } = this.#data
    const pages = this.#handler(
      'Public',
      'public',
      { timeoutSeconds: 10 },
      {
        ...this.#content,
        ...this.#audience,
        SIGNING_KEYS_SECRET: signingKeys.secretArn,
      },
    )
    content.grantReadPublic(pages)
    audience.grantChangeReader(pages)
    signingKeys.grantRead(pages)
    const api = new HttpApi(this, 'Api', { defaultIntegration: new HttpLambdaIntegration('Public', pages) })
    return this.#stage.publicOrigin ?? api.apiEndpoint
  }

  #tick(
    queues: Record<'drafts' | 'approvals' | 'freezes' | 'closings' | 'batches', WorkQueue>,
    sending: MailSending,
  ): void {
    const { tickSeconds, pace, canarySeconds, stuckSeconds, draftLeadSeconds, closeEverySeconds } =
      this.#stage
    const tick = this.#handler(
      'Tick',
      'tick',
      { timeoutSeconds: Math.max(tickSeconds - 5, 10) },
      {
        ...this.#content,
        ...this.#delivery,
        DRAFT_QUEUE_URL: queues.drafts.queue.queueUrl,
        APPROVE_QUEUE_URL: queues.approvals.queue.queueUrl,
        FREEZE_QUEUE_URL: queues.freezes.queue.queueUrl,
        CLOSE_QUEUE_URL: queues.closings.queue.queueUrl,
        BATCH_QUEUE_URL: queues.batches.queue.queueUrl,
        TICK_SECONDS: String(tickSeconds),
        PACE: pace,
        CONFIGURATION_SET: sending.configurationSet.configurationSetName,
        CANARY_SECONDS: String(canarySeconds),
        STUCK_SECONDS: String(stuckSeconds),
        DRAFT_LEAD_SECONDS: String(draftLeadSeconds),
        STEP_LEASE_SECONDS: String(this.#stepLease),
        CLOSE_EVERY_SECONDS: String(closeEverySeconds),
      },
    )
    this.#data.content.grantSchedule(tick)
    this.#data.delivery.grantDispatch(tick)
    sending.grantReadAccount(tick)
    queues.batches.queue.grant(tick, 'sqs:GetQueueAttributes')
    for (const { queue } of Object.values(queues)) queue.grantSendMessages(tick)
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(tick, { retryAttempts: 0 })],
    })
  }

  #draft(drafts: WorkQueue): void {
    const draft = this.#handler('Draft', 'draft-digest', {}, this.#content)
    this.#data.content.grantDraft(draft)
    drafts.feed(draft, { batchSize: 1, workers: 5 })
  }

  #approve(approvals: WorkQueue, sending: MailSending, publicOrigin: string): void {
    const { content, editions } = this.#data
    const approve = this.#handler(
      'Approve',
      'approve-digest',
      { memoryMb: 1024, renders: true },
      {
        ...this.#content,
        BUCKET: editions.bucketName,
        PUBLIC_ORIGIN: publicOrigin,
        TEMPLATES_DIR: '/var/task/templates',
      },
    )
    content.grantFollowWithPosts(approve)
    editions.grantPut(approve)
    sending.grantStoreTemplates(approve)
    approvals.feed(approve, { batchSize: 1, workers: 2 })
  }

  #freeze(freezes: WorkQueue, sending: MailSending): void {
    const { content, audience, delivery } = this.#data
    const freeze = this.#handler(
      'Freeze',
      'freeze-audience',
      { memoryMb: 512 },
      {
        ...this.#content,
        ...this.#audience,
        ...this.#delivery,
        CONFIGURATION_SET: sending.configurationSet.configurationSetName,
        RAMPS: this.#stage.ramps ? 'on' : 'off',
      },
    )
    content.grantFollowWithEarlier(freeze)
    audience.grantWalk(freeze)
    delivery.grantFreeze(freeze)
    sending.grantReadAccount(freeze)
    sending.grantReadSender(freeze)
    freezes.feed(freeze, { batchSize: 1, workers: 2 })
  }

  #send(batches: WorkQueue, sending: MailSending, publicOrigin: string): void {
    const { content, audience, delivery, signingKeys } = this.#data
    const send = this.#handler(
      'Send',
      'send-batch',
      { timeoutSeconds: this.#stage.callTimeoutSeconds },
      {
        ...this.#content,
        ...this.#audience,
        ...this.#delivery,
        BATCH_QUEUE_URL: batches.queue.queueUrl,
        CONFIGURATION_SET: sending.configurationSet.configurationSetName,
        SIGNING_KEYS_SECRET: signingKeys.secretArn,
        PUBLIC_ORIGIN: publicOrigin,
        SES_TIMEOUT_SECONDS: String(this.#stage.sesTimeoutSeconds),
        CALL_LEASE_SECONDS: String(this.#callLease),
      },
    )
    content.grantFollow(send)
    audience.grantReadMembers(send)
    delivery.grantSettle(send)
    signingKeys.grantRead(send)
    batches.queue.grantSendMessages(send)
    sending.grantSend(send)
    batches.feed(send, { batchSize: 1, workers: 10 })
  }

  #feedback(urgent: WorkQueue, bulk: WorkQueue): void {
    const { content, audience, delivery, pepper } = this.#data
    const feedback = this.#handler(
      'Feedback',
      'record-feedback',
      {},
      {
        ...this.#content,
        ...this.#audience,
        ...this.#delivery,
        PEPPER_SECRET: pepper.secretArn,
      },
    )
    content.grantListNewsletters(feedback)
    audience.grantSuppress(feedback)
    delivery.grantAddEvents(feedback)
    pepper.grantRead(feedback)
    const windowSeconds = this.#stage.feedbackWindowSeconds
    urgent.feed(feedback, { batchSize: 10, workers: 5 })
    bulk.feed(feedback, { batchSize: windowSeconds > 0 ? 1000 : 10, windowSeconds, workers: 5 })
  }

  #close(closings: WorkQueue, batches: WorkQueue, sending: MailSending): void {
    const close = this.#handler(
      'Close',
      'close-digest',
      { memoryMb: 512 },
      {
        ...this.#content,
        ...this.#delivery,
        BATCH_QUEUE_URL: batches.queue.queueUrl,
        CALL_LEASE_SECONDS: String(this.#callLease),
        UNCERTAIN_SECONDS: String(this.#stage.uncertainSeconds),
      },
    )
    this.#data.content.grantFollowWithPosts(close)
    this.#data.delivery.grantCount(close)
    sending.grantDeleteTemplates(close)
    batches.queue.grantSendMessages(close)
    closings.feed(close, { batchSize: 1, workers: 2 })
  }

  #handler<Name extends HandlerName>(
    id: string,
    handler: Name,
    sizing: Sizing,
    variables: Omit<EnvInput<Name>, 'LOG_LEVEL'>,
  ): HandlerFunction<Name> {
    const { logLevel, keepData, stepTimeoutSeconds } = this.#stage
    const environment = { LOG_LEVEL: logLevel, ...variables } as EnvInput<Name>
    const defaults = { timeoutSeconds: stepTimeoutSeconds, keepLogs: keepData }
    return new HandlerFunction(this, id, { handler, environment, ...defaults, ...sizing })
  }
}
