import type { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { tableDefaults } from './table-defaults.ts'

/** Readers and suppressions. Keys: `functions/adapters/dynamodb/audience-keys.ts`. */
export class AudienceTable extends Construct {
  readonly table: TableV2

  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    super(scope, id)
    this.table = new TableV2(this, 'Table', {
      ...tableDefaults(removalPolicy),
      globalSecondaryIndexes: [
        {
          indexName: 'address',
          partitionKey: { name: 'newsletter', type: AttributeType.STRING },
          sortKey: { name: 'normalised', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    })
  }

  grantReadReaders(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem')
  }

  /** One reader at a time, as their own page changes them. */
  grantChangeReader(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:UpdateItem')
  }

  grantSuppress(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:PutItem', 'dynamodb:UpdateItem')
  }
}
