import type { RemovalPolicy } from 'aws-cdk-lib'
import { ProjectionType } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { KeyedTable } from './keyed-table.ts'

/** Keys that begin with `person#`. */
const OF_A_PERSON = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['person#*'] } }

/** Readers and suppressions. Keys: `functions/adapters/dynamodb/audience-keys.ts`. */
export class AudienceTable extends KeyedTable {
  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    const index = {
      name: 'address',
      partitionKey: 'newsletter',
      sortKey: 'normalised',
      projection: ProjectionType.KEYS_ONLY,
    }
    super(scope, id, { removalPolicy, index })
  }

  /** Walks a newsletter's readers. */
  grantWalk(to: IGrantable): void {
    this.allow(to, ['Query'])
  }

  /** Walks a newsletter's readers, and ends subscriptions. */
  grantSweep(to: IGrantable): void {
    this.allow(to, ['Query', 'UpdateItem'])
    this.allow(to, ['PutItem'], OF_A_PERSON)
  }

  /** Reads the readers of a batch again. */
  grantReadMembers(to: IGrantable): void {
    this.allow(to, ['Query', 'BatchGetItem'])
  }

  /** One reader at a time, as their own pages change them; what is written anew or listed is of one person. */
  grantChangeReader(to: IGrantable): void {
    this.allow(to, ['GetItem', 'UpdateItem'])
    this.allow(to, ['PutItem', 'Query'], OF_A_PERSON)
  }

  /** Adds readers, and erases them. */
  grantAnswerRequests(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'])
    this.allow(to, ['Query'], OF_A_PERSON)
  }

  /** What feedback does to readers: suppressions, soft bounces, and what their rows say of these. */
  grantSuppress(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }
}
