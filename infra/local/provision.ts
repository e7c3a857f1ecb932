import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Emulators } from './emulators.ts'
import { provisionQueues, releaseMessages } from './provision-queues.ts'
import { provisionSes } from './provision-ses.ts'
import { provisionTables } from './provision-tables.ts'
import type { SynthesisedTemplate } from './template.ts'

/** Makes what the template names and is not there yet. The environment must name the emulators' endpoints. */
export const provision = async (
  template: SynthesisedTemplate,
  { aws, resolver }: Emulators,
  sesUrl: string,
): Promise<void> => {
  await provisionTables(new DynamoDBClient({}), template, resolver)
  provisionQueues(aws, template, resolver)
  await provisionSes(sesUrl, template, resolver)
  await releaseMessages(aws, template, resolver, new SQSClient({}))
}
