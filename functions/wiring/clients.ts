import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'

// Endpoints, region and credentials come from the environment alone, so that here and on AWS the same code runs.

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 6 })
export const sqsClient = (): SQSClient => new SQSClient({})
