import * as sdk from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { bareSes } from './harness.ts'
import { documented } from './sources/documented.ts'

/** As the SDK writes an exception of its model. */
const Schema = z.tuple(
  [z.literal(-3), z.string(), z.string(), z.object({ httpError: z.number() })],
  z.unknown(),
)

const exceptions = Object.values(sdk).flatMap((exported) => {
  const { success, data } = Schema.safeParse(exported)
  return success ? [[data[2], data[3].httpError] as const] : []
})

test.each(exceptions)(
  documented('error-statuses', '%s comes as the SDK knows it, with status %i'),
  async (name, status) => {
    const { client, simulator } = await bareSes()
    simulator.setFaults([{ match: { next: 1 }, fault: { kind: 'refuse', exception: name, message: 'No.' } }])
    const error = await client.send(new sdk.GetAccountCommand({})).catch((reason) => reason)
    expect(error.constructor.name).toBe(name)
    expect(error).toMatchObject({ name, message: 'No.', $metadata: { httpStatusCode: status } })
  },
)

test(documented('error-statuses', 'the SDK knows thirteen exceptions'), () => {
  expect(exceptions).toHaveLength(13)
})
