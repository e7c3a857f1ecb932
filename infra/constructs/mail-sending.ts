import { Stack } from 'aws-cdk-lib'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

export interface MailSendingProps {
  readonly senderDomain: string
  /** Bounces, complaints, rejects, rendering failures: acted on at once. */
  readonly urgent: Queue
  /** Sends, deliveries, delays: recorded in windows. */
  readonly bulk: Queue
}

const URGENT = [
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
]
const BULK = [EmailSendingEvent.SEND, EmailSendingEvent.DELIVERY, EmailSendingEvent.DELIVERY_DELAY]
/** These switch tracking on: SES adds a pixel and rewrites links. */
const TRACKING = [EmailSendingEvent.OPEN, EmailSendingEvent.CLICK]

/** The sending identity, the configuration set with exactly the events that Gazette uses, and another for the newsletters that track. */
export class MailSending extends Construct {
  readonly configurationSet: ConfigurationSet
  readonly trackedConfigurationSet: ConfigurationSet
  readonly #identity: EmailIdentity

  constructor(scope: Construct, id: string, { senderDomain, urgent, bulk }: MailSendingProps) {
    super(scope, id)
    this.#identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(senderDomain),
      mailFromDomain: `bounce.${senderDomain}`,
    })
    this.configurationSet = this.#configurationSet('ConfigurationSet')
    this.trackedConfigurationSet = this.#configurationSet('TrackedConfigurationSet')
    this.#publish('Urgent', new SqsSubscription(urgent), URGENT)
    // Without SNS's envelope half as many again fit into one call of Lambda, which folds them into fewer writes.
    this.#publish('Bulk', new SqsSubscription(bulk, { rawMessageDelivery: true }), BULK, TRACKING)
  }

  #configurationSet(id: string): ConfigurationSet {
    return new ConfigurationSet(this, id, {
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
  }

  #publish(
    id: string,
    subscription: SqsSubscription,
    events: EmailSendingEvent[],
    ofTracked: EmailSendingEvent[] = [],
  ): void {
    const topic = new Topic(this, id, { enforceSSL: true })
    topic.addSubscription(subscription)
    const destination = EventDestination.snsTopic(topic)
    this.configurationSet.addEventDestination(id, { destination, events })
    this.trackedConfigurationSet.addEventDestination(id, { destination, events: [...events, ...ofTracked] })
  }

  #arn(resource: string): string {
    return Stack.of(this).formatArn({ service: 'ses', resource })
  }

  /** SES checks all three: identity, configuration set and template. Which of its actions SendBulkEmail needs is not documented, so these are all that send from a template. */
  grantSend(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [
          'ses:SendEmail',
          'ses:SendBulkEmail',
          'ses:SendTemplatedEmail',
          'ses:SendBulkTemplatedEmail',
        ],
        resources: [
          this.#identity.emailIdentityArn,
          this.#arn(`configuration-set/${this.configurationSet.configurationSetName}`),
          this.#arn(`configuration-set/${this.trackedConfigurationSet.configurationSetName}`),
          this.#arn('template/gazette-*'),
        ],
      }),
    )
  }

  /** Mails one letter at a time, without a template. */
  grantSendLetters(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          this.#identity.emailIdentityArn,
          this.#arn(`configuration-set/${this.configurationSet.configurationSetName}`),
        ],
      }),
    )
  }

  /** Takes addresses off the account's suppression list, which is no resource that a policy could name. */
  grantForgetSuppressed(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ses:DeleteSuppressedDestination'], resources: ['*'] }),
    )
  }

  grantStoreTemplates(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:CreateEmailTemplate', 'ses:TestRenderEmailTemplate'],
        resources: [this.#arn('template/gazette-*')],
      }),
    )
  }

  grantDeleteTemplates(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:DeleteEmailTemplate'],
        resources: [this.#arn('template/gazette-*')],
      }),
    )
  }

  /** Whether the identity is verified, whatever address or domain above it stands for the sender, and the configuration set sends. */
  grantReadSender(to: IGrantable): void {
    const configurationSet = this.#arn(`configuration-set/${this.configurationSet.configurationSetName}`)
    const may = (action: string, resource: string) =>
      to.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({ actions: [action], resources: [resource] }),
      )
    may('ses:GetEmailIdentity', this.#arn('identity/*'))
    may('ses:GetConfigurationSet', configurationSet)
  }

  /** GetAccount knows no narrower resource. */
  grantReadAccount(to: IGrantable): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['ses:GetAccount'], resources: ['*'] }),
    )
  }
}
