import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { StepQueues } from './digest-steps.ts'
import type { Jobs } from './jobs.ts'
import type { MailSending } from './mail-sending.ts'
import type { PublicPages } from './public-pages.ts'
import type { StageParts } from './stage-parts.ts'

/** What the desk asks of an identity provider, as its environment says it. */
export interface DeskSignIn {
  readonly issuer: string
  readonly clientId: string
  readonly groupsClaim: string
  /** Where Cognito ends its session; other providers say it themselves. */
  readonly cognitoDomain?: string
}

export interface DeskProps {
  readonly pages: PublicPages
  readonly queues: Pick<StepQueues, 'approvals' | 'batches'>
  readonly jobs: Jobs
  readonly sending: MailSending
  readonly signIn: DeskSignIn
}

/** An HTTP API waits no longer for an answer. */
const MOST_SECONDS = 29

/** Of which SES gets so many at most: who mails a test waits for it. */
const MOST_SES_SECONDS = 10

/** Paths of the desk, each with all below it. */
const PATHS = ['/desk', '/auth']

/** The pages of editors and admins. */
export const desk = (parts: StageParts, { pages, queues, jobs, sending, signIn }: DeskProps): void => {
  const { content, audience, delivery, deskKeys, editions, pepper } = parts.data
  const { api, publicOrigin } = pages
  const app = parts.handler(
    'Desk',
    'desk',
    {
      timeoutSeconds: MOST_SECONDS,
      memoryMb: 1769,
      carries: ['templates', 'functions/web/desk/assets'],
    },
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      ...parts.deliveryTable,
      APPROVE_QUEUE_URL: queues.approvals.queue.queueUrl,
      BATCH_QUEUE_URL: queues.batches.queue.queueUrl,
      JOB_QUEUE_URL: jobs.queue.queue.queueUrl,
      BUCKET: editions.bucketName,
      UPLOADS_BUCKET: jobs.uploads.bucketName,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      PEPPER_SECRET: pepper.secretArn,
      DESK_KEYS_SECRET: deskKeys.secretArn,
      CALL_LEASE_SECONDS: String(parts.callLease),
      LEAST_APPROVAL_SECONDS: String(parts.stage.leastApprovalSeconds),
      UNCERTAIN_SECONDS: String(parts.stage.uncertainSeconds),
      DRAFT_LEAD_SECONDS: String(parts.stage.draftLeadSeconds),
      DESK_SES_TIMEOUT_SECONDS: String(Math.min(parts.stage.sesTimeoutSeconds, MOST_SES_SECONDS)),
      PUBLIC_ORIGIN: publicOrigin,
      DESK_TEMPLATES_DIR: '/var/task/templates',
      DESK_ASSETS_DIR: '/var/task/functions/web/desk/assets',
      OIDC_ISSUER: signIn.issuer,
      OIDC_CLIENT_ID: signIn.clientId,
      OIDC_GROUPS_CLAIM: signIn.groupsClaim,
      OIDC_SIGN_OUT: signIn.cognitoDomain ?? 'standard',
    },
  )
  content.grantDesk(app)
  audience.grantLookUp(app)
  delivery.grantDecide(app)
  for (const [action, resource] of [
    ['s3:GetObject', editions.arnForObjects('editions/*')],
    // Without it S3 says of an edition that is not there that it is forbidden.
    ['s3:ListBucket', editions.bucketArn],
  ] as const)
    app.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }))
  pepper.grantRead(app)
  deskKeys.grantRead(app)
  sending.grantSendLetters(app)
  sending.grantReadAccount(app)
  sending.grantReadSender(app)
  queues.approvals.grantHandOut(app)
  queues.batches.grantHandOut(app)
  jobs.queue.grantHandOut(app)
  jobs.grantUpload(app)
  const integration = new HttpLambdaIntegration('Desk', app)
  for (const path of PATHS)
    for (const route of [path, `${path}/{proxy+}`])
      api.addRoutes({ path: route, methods: [HttpMethod.ANY], integration })
}
