import type { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { tableDefaults } from './table-defaults.ts'

/** Newsletters, posts, digests and their pages. Keys: `functions/adapters/dynamodb/content-keys.ts`. */
export class ContentTable extends Construct {
  readonly table: TableV2

  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    super(scope, id)
    this.table = new TableV2(this, 'Table', {
      ...tableDefaults(removalPolicy),
      globalSecondaryIndexes: [
        {
          indexName: 'open',
          partitionKey: { name: 'openKey', type: AttributeType.STRING },
          sortKey: { name: 'openSort', type: AttributeType.STRING },
          projectionType: ProjectionType.ALL,
        },
      ],
    })
  }

  #grant(to: IGrantable, actions: string[], conditions?: Record<string, unknown>): void {
    to.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources:
          conditions === undefined
            ? [this.table.tableArn, `${this.table.tableArn}/index/open`]
            : [this.table.tableArn],
        ...(conditions && { conditions }),
      }),
    )
  }

  grantRead(to: IGrantable): void {
    this.#grant(to, ['GetItem', 'Query'])
  }

  grantEdit(to: IGrantable): void {
    this.#grant(to, ['GetItem', 'Query', 'PutItem', 'UpdateItem'])
  }

  /** Only what anybody may see: keys that begin with `pub#`. */
  grantReadPublic(to: IGrantable): void {
    this.#grant(to, ['GetItem', 'Query'], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['pub#*'] },
    })
  }
}
