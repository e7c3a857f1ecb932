import { ArnFormat, Duration, Stack } from 'aws-cdk-lib'
import {
  ComparisonOperator,
  Metric,
  Alarm as MetricAlarm,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

const PERIOD = Duration.minutes(5)

/** Lines of the handlers' logs that have an `alarm`; see `functions/wiring/log.ts`. */
const ALARM_LINES = FilterPattern.exists('$.alarm')
const LINES_METRIC = 'AlarmLines'

export interface AlarmsProps {
  /** Who is told by email, after confirming it to AWS; without, the topic waits for a subscriber. */
  readonly address?: string
}

/**
 * What a person must look at, told by one topic: alarms that handlers write to their logs, and work that was set aside.
 * An alarm costs $0.10 a month: one for the lines of all handlers together and one a queue, so less than a dollar in all.
 * The metric of the lines has no value while there are none, and costs up to $0.30 in a month that had some; the measures
 * of queues, metric filters and a few emails are free.
 */
export class Alarms extends Construct {
  readonly #topic: Topic
  readonly #lines: Metric

  constructor(scope: Construct, id: string, { address }: AlarmsProps = {}) {
    super(scope, id)
    const stack = Stack.of(this)
    this.#topic = new Topic(this, 'Topic', { enforceSSL: true })
    // A topic with a policy of its own no longer lets the account's alarms publish, unless it says so.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    )
    if (address !== undefined) this.#topic.addSubscription(new EmailSubscription(address))
    this.#lines = new Metric({
      namespace: stack.stackName,
      metricName: LINES_METRIC,
      statistic: Stats.SUM,
      period: PERIOD,
    })
    const where = 'The logs of the functions have it: lines with the field "alarm".'
    this.#onOne('Lines', this.#lines, `A digest or a letter needs a person to look at it. ${where}`)
  }

  /** Looks for alarms in the log of a function. */
  watchLog(id: string, logGroup: ILogGroup): void {
    const { namespace, metricName } = this.#lines
    // Without a default value, so that the metric costs nothing while nothing is wrong.
    new MetricFilter(this, id, {
      logGroup,
      filterPattern: ALARM_LINES,
      metricNamespace: namespace,
      metricName,
    })
  }

  watchDeadLetters(id: string, deadLetters: Queue): void {
    const metric = deadLetters.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
      period: PERIOD,
    })
    const what = `Messages of ${id} failed again and again and were set aside.`
    this.#onOne(id, metric, `${what} Mend the cause, then move them back to their queue within 14 days.`)
  }

  #onOne(id: string, metric: Metric, alarmDescription: string): void {
    const alarm = new MetricAlarm(this, `${id}Alarm`, {
      metric,
      alarmDescription,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.#topic))
  }
}
