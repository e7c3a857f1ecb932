import type { RemovalPolicy } from 'aws-cdk-lib'
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { tableDefaults } from './table-defaults.ts'

/** The ledger: who was frozen, called and answered for. Keys: `functions/adapters/dynamodb/delivery-keys.ts`. */
export class DeliveryTable extends Construct {
  readonly table: TableV2

  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    super(scope, id)
    this.table = new TableV2(this, 'Table', tableDefaults(removalPolicy))
  }

  grantDispatch(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem')
  }

  grantFreeze(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem')
  }

  grantSettle(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:PutItem')
  }

  grantAddEvents(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:UpdateItem')
  }

  grantCount(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:GetItem', 'dynamodb:Query')
  }
}
