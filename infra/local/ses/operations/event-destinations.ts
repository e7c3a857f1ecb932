import * as z from 'zod'
import { configurationSetOf } from '../rules/account-rules.ts'
import { SesError } from '../ses-error.ts'
import { Name } from './configuration-sets.ts'
import { type Operation, parseInput } from './operation.ts'

const PATH = '/v2/email/configuration-sets/:Name/event-destinations'
const MAX_DESTINATIONS = 10

const Destination = z.object({
  Enabled: z.boolean().default(false),
  MatchingEventTypes: z
    .array(
      z.enum([
        'SEND',
        'REJECT',
        'BOUNCE',
        'COMPLAINT',
        'DELIVERY',
        'OPEN',
        'CLICK',
        'RENDERING_FAILURE',
        'DELIVERY_DELAY',
        'SUBSCRIPTION',
      ]),
    )
    .min(1),
  SnsDestination: z.object({
    /** A standard topic: the name of a FIFO topic has a dot. */
    TopicArn: z.string().regex(/^arn:aws[\w-]*:sns:[^:]+:\d{12}:[A-Za-z0-9_-]+$/u),
  }),
})

const createEventDestination: Operation = {
  name: 'CreateConfigurationSetEventDestination',
  method: 'POST',
  path: PATH,
  run({ state }, { params, body }) {
    const set = configurationSetOf(state, params.Name ?? '')
    const input = parseInput(z.object({ EventDestinationName: Name, EventDestination: Destination }), body)
    if (set.eventDestinations.some((destination) => destination.name === input.EventDestinationName))
      throw new SesError(
        'AlreadyExistsException',
        `Event destination <${input.EventDestinationName}> already exists.`,
      )
    if (set.eventDestinations.length >= MAX_DESTINATIONS)
      throw new SesError(
        'LimitExceededException',
        `A configuration set has at most ${MAX_DESTINATIONS} event destinations.`,
      )
    const { Enabled, MatchingEventTypes, SnsDestination } = input.EventDestination
    set.eventDestinations.push({
      name: input.EventDestinationName,
      enabled: Enabled,
      types: MatchingEventTypes,
      topicArn: SnsDestination.TopicArn,
    })
    state.save()
    return { answer: {} }
  },
}

const getEventDestinations: Operation = {
  name: 'GetConfigurationSetEventDestinations',
  method: 'GET',
  path: PATH,
  run({ state }, { params }) {
    const { eventDestinations } = configurationSetOf(state, params.Name ?? '')
    const EventDestinations = eventDestinations.map((destination) => ({
      Name: destination.name,
      Enabled: destination.enabled,
      MatchingEventTypes: destination.types,
      SnsDestination: { TopicArn: destination.topicArn },
    }))
    return { answer: { EventDestinations } }
  },
}

export const eventDestinationOperations = [createEventDestination, getEventDestinations]
