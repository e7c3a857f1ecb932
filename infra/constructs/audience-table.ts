import type { RemovalPolicy } from 'aws-cdk-lib'
import { ProjectionType } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { KeyedTable } from './keyed-table.ts'

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

  /** Reads the readers of a batch again. */
  grantReadMembers(to: IGrantable): void {
    this.allow(to, ['Query', 'BatchGetItem'])
  }

  /** One reader at a time, as their own page changes them. */
  grantChangeReader(to: IGrantable): void {
    this.allow(to, ['GetItem', 'UpdateItem'])
  }

  /** What feedback does to readers: suppressions, soft bounces, and what their rows say of these. */
  grantSuppress(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }
}
