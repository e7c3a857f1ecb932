import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { AudienceTable } from '../constructs/audience-table.ts'
import { ContentTable } from '../constructs/content-table.ts'
import { DeliveryTable } from '../constructs/delivery-table.ts'
import { StaffPool } from '../constructs/staff-pool.ts'
import type { Stage } from '../stages.ts'

/** What must never be lost. Its construct ids are final: renaming one would replace what it holds. */
export class DataStack extends Stack {
  readonly content: ContentTable
  readonly audience: AudienceTable
  readonly delivery: DeliveryTable
  readonly editions: Bucket
  readonly pepper: Secret
  readonly signingKeys: Secret
  /** By which the desk's cookies are sealed. */
  readonly deskKeys: Secret
  /** Absent where another provider signs staff in. */
  readonly staff: StaffPool | undefined

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id, { terminationProtection: stage.keepData })
    const removalPolicy = stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.content = new ContentTable(this, 'Content', { removalPolicy })
    this.audience = new AudienceTable(this, 'Audience', { removalPolicy })
    this.delivery = new DeliveryTable(this, 'Delivery', { removalPolicy })
    this.editions = new Bucket(this, 'Editions', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy,
    })
    // Never rotated: every reader's id is made with it.
    this.pepper = new Secret(this, 'Pepper', {
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'pepper',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy,
    })
    this.signingKeys = this.#keys('SigningKeys', 'k1', removalPolicy)
    this.deskKeys = this.#keys('DeskKeys', 's1', removalPolicy)
    this.staff = stage.signIn === undefined ? new StaffPool(this, 'Staff', { removalPolicy }) : undefined
  }

  /** Keys by their ids, of which one is used for what is made now. */
  #keys(id: string, first: string, removalPolicy: RemovalPolicy): Secret {
    return new Secret(this, id, {
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: first }),
        generateStringKey: first,
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy,
    })
  }
}
