import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { MailSending } from './mail-sending.ts'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

/** Where `functions/adapters/s3/uploads.ts` puts them. */
const FILES = 'uploads/*'

/** Long work that the desk asks for: its queue, its worker, and the files that browsers hand in for it, which are kept for a day. */
export class Jobs {
  readonly queue: WorkQueue
  readonly uploads: Bucket

  constructor(scope: Construct, parts: StageParts, sending: MailSending) {
    this.queue = parts.stepQueue('Jobs')
    this.uploads = new Bucket(scope, 'Uploads', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [
        { expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const worker = parts.handler(
      'RunJob',
      'run-job',
      // As a freeze, it may have to know each of a million new readers.
      { memoryMb: 1024 },
      {
        ...parts.contentTable,
        ...parts.audienceTable,
        ...parts.deliveryTable,
        UPLOADS_BUCKET: this.uploads.bucketName,
        CONFIGURATION_SET: sending.configurationSet.configurationSetName,
        RAMPS: parts.stage.ramps ? 'on' : 'off',
      },
    )
    const { content, audience, delivery } = parts.data
    content.grantRunJobs(worker)
    audience.grantWalk(worker)
    delivery.grantCount(worker)
    sending.grantReadAccount(worker)
    this.#grantRead(worker)
    this.queue.feed(worker, { batchSize: 1, workers: 2 })
  }

  /** Whoever signs a form lets its browser do what they may do themselves. */
  grantUpload(to: IGrantable): void {
    this.#may(to, 's3:PutObject', this.uploads.arnForObjects(FILES))
  }

  #grantRead(to: IGrantable): void {
    this.#may(to, 's3:GetObject', this.uploads.arnForObjects(FILES))
    // Without it S3 says of a file that is not there that it is forbidden.
    this.#may(to, 's3:ListBucket', this.uploads.bucketArn)
  }

  #may(to: IGrantable, action: string, resource: string): void {
    to.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [resource] }))
  }
}
