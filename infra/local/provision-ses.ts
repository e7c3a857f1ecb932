import {
  AlreadyExistsException,
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  type EventType,
  SESv2Client,
} from '@aws-sdk/client-sesv2'
import * as z from 'zod'
import { nameOf, type Resolver } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

const Identity = z.object({ EmailIdentity: z.string() })
const Destination = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Name: z.string().optional(),
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.object({ TopicARN: z.string() }),
  }),
})

/** CloudFormation writes `renderingFailure` where the API writes `RENDERING_FAILURE`. */
const apiName = (event: string): EventType =>
  event.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as EventType

/** Makes identity, configuration set and event destinations of the template that are not there yet. */
export const provisionSes = async (
  endpoint: string,
  template: SynthesisedTemplate,
  resolver: Resolver,
): Promise<void> => {
  const client = new SESv2Client({ endpoint })
  const create = async (made: Promise<unknown>): Promise<void> => {
    await made.catch((error: unknown) => {
      if (!(error instanceof AlreadyExistsException)) throw error
    })
  }
  for (const resource of ofType(template, 'AWS::SES::EmailIdentity')) {
    const { EmailIdentity } = Identity.parse(resolver.properties(resource))
    await create(client.send(new CreateEmailIdentityCommand({ EmailIdentity })))
  }
  for (const resource of ofType(template, 'AWS::SES::ConfigurationSet')) {
    const ConfigurationSetName = nameOf(resource)
    await create(client.send(new CreateConfigurationSetCommand({ ConfigurationSetName })))
  }
  for (const resource of ofType(template, 'AWS::SES::ConfigurationSetEventDestination')) {
    const { ConfigurationSetName, EventDestination } = Destination.parse(resolver.properties(resource))
    await create(
      client.send(
        new CreateConfigurationSetEventDestinationCommand({
          ConfigurationSetName,
          EventDestinationName: EventDestination.Name ?? nameOf(resource).slice(-64),
          EventDestination: {
            Enabled: EventDestination.Enabled,
            MatchingEventTypes: EventDestination.MatchingEventTypes.map(apiName),
            SnsDestination: { TopicArn: EventDestination.SnsDestination.TopicARN },
          },
        }),
      ),
    )
  }
}
