import type { RemovalPolicy } from 'aws-cdk-lib'
import { ProjectionType } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { KeyedTable } from './keyed-table.ts'

/** Newsletters, posts, digests and their pages. Keys: `functions/adapters/dynamodb/content-keys.ts`. */
export class ContentTable extends KeyedTable {
  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    const index = {
      name: 'open',
      partitionKey: 'openKey',
      sortKey: 'openSort',
      projection: ProjectionType.ALL,
    }
    super(scope, id, { removalPolicy, index })
  }

  /** Finds what is due and moves it on. */
  grantSchedule(to: IGrantable): void {
    this.allow(to, ['Query', 'PutItem', 'UpdateItem'])
  }

  /** Reads waiting posts and saves a digest. */
  grantDraft(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem'])
  }

  /** Reads a digest and moves it on. */
  grantFollow(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem'])
  }

  /** The same, and claims or retires its posts. */
  grantFollowWithPosts(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }

  /** Only what anybody may see: keys that begin with `pub#`. */
  grantReadPublic(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query'], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['pub#*'] } })
  }
}
