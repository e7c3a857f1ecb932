import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { KeyedTable } from './keyed-table.ts'

/** The ledger: who was frozen, called and answered for. Keys: `functions/adapters/dynamodb/delivery-keys.ts`. */
export class DeliveryTable extends KeyedTable {
  grantDispatch(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem'])
  }

  grantFreeze(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem', 'BatchWriteItem', 'DeleteItem'])
  }

  /** Records calls, and counts what they came to. */
  grantSettle(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }

  grantAddEvents(to: IGrantable): void {
    this.allow(to, ['UpdateItem'])
  }

  /** Counts how readers stand, and writes what an admin decides about them. */
  grantDecide(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem', 'UpdateItem'])
  }

  grantCount(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query'])
  }
}
