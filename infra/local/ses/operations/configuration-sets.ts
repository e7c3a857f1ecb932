import * as z from 'zod'
import { configurationSetOf } from '../rules/account-rules.ts'
import { SesError } from '../ses-error.ts'
import { type Operation, parseInput } from './operation.ts'

const PATH = '/v2/email/configuration-sets'

/** A name has 1 to 64 ASCII letters, digits, `_` or `-`; sets and event destinations alike. */
export const Name = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u)

const createConfigurationSet: Operation = {
  name: 'CreateConfigurationSet',
  method: 'POST',
  path: PATH,
  run({ state }, { body }) {
    const input = parseInput(
      z.object({
        ConfigurationSetName: Name,
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
    const name = params.Name ?? ''
    const set = configurationSetOf(state, name)
    return {
      answer: {
        ConfigurationSetName: name,
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
    const set = configurationSetOf(state, params.Name ?? '')
    const input = parseInput(z.object({ SendingEnabled: z.boolean().default(false) }), body)
    set.sendingEnabled = input.SendingEnabled
    state.save()
    return { answer: {} }
  },
}

export const configurationSetOperations = [createConfigurationSet, getConfigurationSet, putSendingOptions]
