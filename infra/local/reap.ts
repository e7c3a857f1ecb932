import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import { nameOf } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

/** Deletes the items of a table whose `expiresAt` has passed, unless it was put off meanwhile; answers how many. */
const reapTable = async (client: DynamoDBClient, TableName: string): Promise<number> => {
  const isOver = {
    TableName,
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
  }
  const over = { ...isOver, FilterExpression: 'expiresAt <= :now', ProjectionExpression: 'pk, sk' }
  let reaped = 0
  for await (const { Items = [] } of paginateScan({ client }, over))
    for (const Key of Items) {
      const command = new DeleteItemCommand({ ...isOver, Key, ConditionExpression: 'expiresAt <= :now' })
      await client.send(command).then(
        () => {
          reaped += 1
        },
        (error) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error
        },
      )
    }
  return reaped
}

/** Does what DynamoDB does by itself within a few days, and dynalite never: deletes the items of all tables whose time is over. Answers how many. */
export const reap = async (client: DynamoDBClient, template: SynthesisedTemplate): Promise<number> => {
  let reaped = 0
  for (const table of ofType(template, 'AWS::DynamoDB::GlobalTable'))
    reaped += await reapTable(client, nameOf(table))
  return reaped
}
