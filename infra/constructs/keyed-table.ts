import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, Billing, type ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'

export interface KeyedTableProps {
  readonly removalPolicy: RemovalPolicy
  readonly index?: { name: string; partitionKey: string; sortKey: string; projection: ProjectionType }
}

export type TableAction =
  | 'GetItem'
  | 'Query'
  | 'BatchGetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'

/** What all tables have in common: `pk` and `sk`, on demand, point-in-time recovery, expiring items by `expiresAt`. */
export class KeyedTable extends Construct {
  readonly table: TableV2
  readonly #resources: string[]

  constructor(scope: Construct, id: string, { removalPolicy, index }: KeyedTableProps) {
    super(scope, id)
    const key = (name: string) => ({ name, type: AttributeType.STRING })
    this.table = new TableV2(this, 'Table', {
      partitionKey: key('pk'),
      sortKey: key('sk'),
      billing: Billing.onDemand(),
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
      ...(index && {
        globalSecondaryIndexes: [
          {
            indexName: index.name,
            partitionKey: key(index.partitionKey),
            sortKey: key(index.sortKey),
            projectionType: index.projection,
          },
        ],
      }),
    })
    const { tableArn } = this.table
    this.#resources = index ? [tableArn, `${tableArn}/index/${index.name}`] : [tableArn]
  }

  /** The named actions and no others, on the table and its index, or under conditions on the table alone. */
  protected allow(
    to: IGrantable,
    actions: readonly TableAction[],
    conditions?: Record<string, unknown>,
  ): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: conditions === undefined ? this.#resources : [this.table.tableArn],
        ...(conditions && { conditions }),
      }),
    )
  }
}
