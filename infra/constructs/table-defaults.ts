import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, Billing, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb'

/** What all tables have in common: on demand, point-in-time recovery, expiring items by `expiresAt`. */
export const tableDefaults = (removalPolicy: RemovalPolicy): TablePropsV2 => ({
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  billing: Billing.onDemand(),
  timeToLiveAttribute: 'expiresAt',
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
  removalPolicy,
})
