import * as z from 'zod'
import { type Operation, parseInput } from '#infra/local/ses/operations/operation.ts'
import { badRequest, notFound, SesError } from '#infra/local/ses/ses-error.ts'
import type { EventDestination, State } from '#infra/local/ses/store/state.ts'

const PATH = '/v2/email/configuration-sets'
const MAX_DESTINATIONS = 10

/** A name has 1 to 64 ASCII letters, digits, `_` or `-`; sets and event destinations alike. */
const nameSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u)

const definitionSchema = z.object({
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
    TopicArn: z.string().regex(/^arn:aws[\w-]*:sns:[^:]+:\d{12}:[A-Za-z0-9_-]+$/u),
  }),
})

function setOf(state: State, name: string | undefined) {
  const set = state.configurationSets.get(name ?? '')
  if (!set) throw notFound(`Configuration set <${name}> does not exist.`)
  return { name: name ?? '', ...set }
}

const createConfigurationSet: Operation = {
  name: 'CreateConfigurationSet',
  method: 'POST',
  path: PATH,
  run({ state }, { body }) {
    const input = parseInput(
      z.object({
        ConfigurationSetName: nameSchema,
        SendingOptions: z.object({ SendingEnabled: z.boolean().default(true) }).optional(),
      }),
      body,
    )
    if (state.configurationSets.has(input.ConfigurationSetName))
      throw new SesError(
        'AlreadyExistsException',
        `Configuration set <${input.ConfigurationSetName}> already exists.`,
      )
    const sendingEnabled = input.SendingOptions?.SendingEnabled ?? true
    state.configurationSets.set(input.ConfigurationSetName, { sendingEnabled, eventDestinations: [] })
    state.save()
    return { answer: {} }
  },
}

const getConfigurationSet: Operation = {
  name: 'GetConfigurationSet',
  method: 'GET',
  path: `${PATH}/:Name`,
  run({ state }, { params }) {
    const set = setOf(state, params.Name)
    return {
      answer: {
        ConfigurationSetName: set.name,
        SendingOptions: { SendingEnabled: set.sendingEnabled },
        Tags: [],
      },
    }
  },
}

const putSendingOptions: Operation = {
  name: 'PutConfigurationSetSendingOptions',
  method: 'PUT',
  path: `${PATH}/:Name/sending`,
  run({ state }, { params, body }) {
    const { name, eventDestinations } = setOf(state, params.Name)
    const input = parseInput(z.object({ SendingEnabled: z.boolean().default(false) }), body)
    state.configurationSets.set(name, { sendingEnabled: input.SendingEnabled, eventDestinations })
    state.save()
    return { answer: {} }
  },
}

const createEventDestination: Operation = {
  name: 'CreateConfigurationSetEventDestination',
  method: 'POST',
  path: `${PATH}/:Name/event-destinations`,
  run({ state }, { params, body }) {
    const { name, sendingEnabled, eventDestinations } = setOf(state, params.Name)
    const input = parseInput(
      z.object({ EventDestinationName: nameSchema, EventDestination: definitionSchema }),
      body,
    )
    if (eventDestinations.some((destination) => destination.name === input.EventDestinationName))
      throw new SesError(
        'AlreadyExistsException',
        `Event destination <${input.EventDestinationName}> already exists.`,
      )
    if (eventDestinations.length >= MAX_DESTINATIONS)
      throw new SesError(
        'LimitExceededException',
        `A configuration set has at most ${MAX_DESTINATIONS} event destinations.`,
      )
    if (input.EventDestination.SnsDestination.TopicArn.endsWith('.fifo'))
      throw badRequest('The topic must be a standard topic.')
    const { Enabled, MatchingEventTypes, SnsDestination } = input.EventDestination
    const added: EventDestination = {
      name: input.EventDestinationName,
      enabled: Enabled,
      types: MatchingEventTypes,
      topicArn: SnsDestination.TopicArn,
    }
    state.configurationSets.set(name, { sendingEnabled, eventDestinations: [...eventDestinations, added] })
    state.save()
    return { answer: {} }
  },
}

const getEventDestinations: Operation = {
  name: 'GetConfigurationSetEventDestinations',
  method: 'GET',
  path: `${PATH}/:Name/event-destinations`,
  run({ state }, { params }) {
    const EventDestinations = setOf(state, params.Name).eventDestinations.map((destination) => ({
      Name: destination.name,
      Enabled: destination.enabled,
      MatchingEventTypes: destination.types,
      SnsDestination: { TopicArn: destination.topicArn },
    }))
    return { answer: { EventDestinations } }
  },
}

export const configurationSetOperations = [
  createConfigurationSet,
  getConfigurationSet,
  putSendingOptions,
  createEventDestination,
  getEventDestinations,
]
