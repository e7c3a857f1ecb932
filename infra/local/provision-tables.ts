import { CreateTableCommand, type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const Table = z.object({
  KeySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']) }),
      }),
    )
    .optional(),
})

/** Makes the tables of the template that are not there yet. */
export const provisionTables = async (
  client: DynamoDBClient,
  template: SynthesisedTemplate,
  resolver: Resolver,
): Promise<void> => {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  for (const resource of ofType(template, 'AWS::DynamoDB::GlobalTable')) {
    if (TableNames.includes(nameOf(resource))) continue
    const table = Table.parse(resolver.properties(resource))
    await client.send(
      new CreateTableCommand({ TableName: nameOf(resource), BillingMode: 'PAY_PER_REQUEST', ...table }),
    )
  }
}
