import type { RemovalPolicy } from 'aws-cdk-lib'
import { ProjectionType } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { KeyedTable } from './keyed-table.ts'

/** Only keys that begin with one of these. */
const keysOf = (...kinds: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) },
})

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

  /** Looks at readers whose ids are known. */
  grantLookUp(to: IGrantable): void {
    this.allow(to, ['GetItem', 'BatchGetItem'])
  }

  /** Walks a newsletter's readers. */
  grantWalk(to: IGrantable): void {
    this.allow(to, ['Query'])
  }

  /** Walks a newsletter's readers, and ends subscriptions. */
  grantSweep(to: IGrantable): void {
    this.allow(to, ['Query', 'UpdateItem'])
    this.allow(to, ['PutItem'], keysOf('person'))
  }

  /** Reads the readers of a batch again. */
  grantReadMembers(to: IGrantable): void {
    this.allow(to, ['Query', 'BatchGetItem'])
  }

  /** One reader at a time, as their own pages change them; what is written anew or listed is of one person. No suppression can be changed. */
  grantChangeReader(to: IGrantable): void {
    this.allow(to, ['GetItem'])
    this.allow(to, ['UpdateItem'], keysOf('reader', 'person', 'limit'))
    this.allow(to, ['PutItem', 'Query'], keysOf('person'))
  }

  /** Adds readers, and erases them. */
  grantAnswerRequests(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'])
    this.allow(to, ['Query'], keysOf('person'))
  }

  /** What feedback does to readers: suppressions, soft bounces, and what their rows say of these. */
  grantSuppress(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }
}
