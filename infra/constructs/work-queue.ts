import { Duration } from 'aws-cdk-lib'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

export interface WorkQueueProps {
  /** How long a message stays out of sight once received: the lease of its worker. */
  readonly leaseSeconds: number
  /** Deliveries before a message is set aside. */
  readonly tries: number
}

export interface Intake {
  /** Messages in one call of the worker. */
  readonly batchSize: number
  /** How long they are gathered. */
  readonly windowSeconds?: number
  /** Workers at once; at least 2 (a limit of event source mappings). */
  readonly workers: number
}

/** A queue with its dead letters, which are kept for 14 days. */
export class WorkQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { leaseSeconds, tries }: WorkQueueProps) {
    super(scope, id)
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    this.queue = new Queue(this, 'Queue', {
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(leaseSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: tries },
    })
  }

  feed(worker: IFunction, { batchSize, windowSeconds = 0, workers }: Intake): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxConcurrency: workers,
        reportBatchItemFailures: true,
        ...(windowSeconds > 0 && { maxBatchingWindow: Duration.seconds(windowSeconds) }),
      }),
    )
  }

  /** Hands out work. */
  grantHandOut(to: IGrantable): void {
    this.queue.grant(to, 'sqs:SendMessage')
  }

  /** Counts how much waits. */
  grantMeasure(to: IGrantable): void {
    this.queue.grant(to, 'sqs:GetQueueAttributes')
  }
}
