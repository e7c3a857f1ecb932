import * as z from 'zod'
import { addressProblem } from '../rules/address-rules.ts'
import { badRequest, notFound } from '../ses-error.ts'
import type { State, Suppression } from '../store/state.ts'
import { SuppressionReason } from '../store/suppression-reason.ts'
import { type Operation, page, parseInput, seconds } from './operation.ts'

const PATH = '/v2/email/suppression/addresses'

const summary = (address: string, { reason, updatedAt }: Suppression) => ({
  EmailAddress: address,
  Reason: reason,
  LastUpdateTime: seconds(updatedAt),
})

/** Management calls match the exact spelling; only sending ignores case. */
const suppressionOf = (state: State, address: string | undefined): [string, Suppression] => {
  const found = state.suppressions.get(address ?? '')
  if (!found) throw notFound(`Email address ${address} does not exist on your suppression list.`)
  return [address ?? '', found]
}

const putSuppressedDestination: Operation = {
  name: 'PutSuppressedDestination',
  method: 'PUT',
  path: PATH,
  run({ state }, { body }) {
    const input = parseInput(z.object({ EmailAddress: z.string(), Reason: SuppressionReason }), body)
    if (!state.account.productionAccess) throw badRequest('The suppression list needs production access.')
    const problem = addressProblem(input.EmailAddress)
    if (problem) throw badRequest(problem)
    state.suppressions.set(input.EmailAddress, { reason: input.Reason, updatedAt: Date.now() })
    state.save()
    return { answer: {} }
  },
}

const getSuppressedDestination: Operation = {
  name: 'GetSuppressedDestination',
  method: 'GET',
  path: `${PATH}/:EmailAddress`,
  run({ state }, { params }) {
    return { answer: { SuppressedDestination: summary(...suppressionOf(state, params.EmailAddress)) } }
  },
}

const deleteSuppressedDestination: Operation = {
  name: 'DeleteSuppressedDestination',
  method: 'DELETE',
  path: `${PATH}/:EmailAddress`,
  run({ state }, { params }) {
    state.suppressions.delete(suppressionOf(state, params.EmailAddress)[0])
    state.save()
    return { answer: {} }
  },
}

const listSuppressedDestinations: Operation = {
  name: 'ListSuppressedDestinations',
  method: 'GET',
  path: PATH,
  run({ state }, { query }) {
    const reasons = parseInput(z.array(SuppressionReason), query.Reason ?? [])
    const from =
      parseInput(z.coerce.date().optional(), query.StartDate?.[0])?.getTime() ?? Number.NEGATIVE_INFINITY
    const to =
      parseInput(z.coerce.date().optional(), query.EndDate?.[0])?.getTime() ?? Number.POSITIVE_INFINITY
    const matching = [...state.suppressions]
      .filter(([, one]) => reasons.length === 0 || reasons.includes(one.reason))
      .filter(([, one]) => one.updatedAt >= from && one.updatedAt <= to)
    const { items, ...more } = page(matching, query, {
      maximum: 1000,
      wrongToken: 'InvalidNextTokenException',
    })
    return { answer: { SuppressedDestinationSummaries: items.map((item) => summary(...item)), ...more } }
  },
}

export const suppressionOperations = [
  putSuppressedDestination,
  getSuppressedDestination,
  deleteSuppressedDestination,
  listSuppressedDestinations,
]
