import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { callRecipients } from './call-recipients.ts'
import type { Publisher } from './events/publisher.ts'
import { failureSigns } from './failure-signs.ts'
import { allOperations } from './operations/all-operations.ts'
import type { Operation } from './operations/operation.ts'
import { badRequest, SesError } from './ses-error.ts'
import type { Simulation } from './simulation.ts'

type Env = { Bindings: HttpBindings }

/** A message of 40 MB after base64 is one of 30 MB in JSON, with room for what JSON escapes. */
const MAX_BODY = 64 * 1024 * 1024

/** The caller may be gone before the answer is written: then `close` comes without `finish`. */
const answered = (c: Context<Env>) =>
  new Promise<void>((resolve) => {
    c.env.outgoing.once('finish', () => resolve())
    c.env.outgoing.once('close', () => resolve())
  })

const readBody = async (c: Context<Env>): Promise<{ body: unknown; bodyBytes: number }> => {
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY)
    throw badRequest(`The request is larger than ${MAX_BODY} bytes.`)
  const text = await c.req.text()
  try {
    return { body: text === '' ? {} : JSON.parse(text), bodyBytes: Buffer.byteLength(text) }
  } catch {
    throw new SesError('SerializationException', 'The request body is not JSON.')
  }
}

const refuse = (c: Context<Env>, error: Error): Response => {
  const known = error instanceof SesError
  if (!known) process.stderr.write(`SES simulator: ${failureSigns(error)}\n`)
  const status = known ? error.status : 500
  c.header('x-amzn-ErrorType', known ? error.name : 'InternalServiceErrorException')
  return c.body(JSON.stringify({ message: known ? error.message : 'The simulator failed.' }), status as 400, {
    'content-type': 'application/json',
  })
}

const fail = (c: Context<Env>, how: 'reset' | 'unavailable' | 'hang'): Response => {
  if (how === 'unavailable')
    return refuse(c, new SesError('ServiceUnavailableException', 'The service is unavailable.', 503))
  if (how === 'reset') c.env.incoming.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

const answer = async (
  c: Context<Env>,
  sim: Simulation,
  publisher: Publisher,
  operation: Operation,
): Promise<Response> => {
  const { body, bodyBytes } = await readBody(c)
  const faults = sim.faults.ofCall(operation.name, callRecipients(body))
  for (const fault of faults) {
    if (fault.kind === 'delay-answer') await sleep(fault.ms)
    if (fault.kind === 'refuse')
      throw new SesError(fault.exception, fault.message ?? 'Refused by a fault rule.', fault.status)
    if (fault.kind === 'throttle')
      throw new SesError('TooManyRequestsException', 'Maximum sending rate exceeded.')
    if (fault.kind === 'fail-before-accept') return fail(c, fault.how)
  }
  if (sim.state.account.operationRates && !sim.operationRates.take(operation.name))
    throw new SesError('TooManyRequestsException', 'Rate exceeded.')
  const result = operation.run(sim, {
    params: c.req.param(),
    query: c.req.queries(),
    body,
    bodyBytes,
    sourceIp: c.env.incoming.socket.remoteAddress ?? '127.0.0.1',
  })
  const number = result.acceptedCall
  const failure = faults.find((fault) => fault.kind === 'fail-after-accept')
  if (number !== undefined) {
    if (faults.some((fault) => fault.kind === 'early-events')) await publisher.publishNow(number)
    else if (failure) publisher.enqueue(number)
    else publisher.enqueueAfter(answered(c), number)
  }
  return failure ? fail(c, failure.how) : c.json(result.answer)
}

/** The REST-JSON face of SES v2: routes, signatures, faults, errors. */
export const createApi = (sim: Simulation, publisher: Publisher) => {
  const api = new Hono<Env>()
  api.use(async (c, next) => {
    c.header('x-amzn-RequestId', randomUUID())
    // Real SES verifies the signature; here it is enough that the caller signs at all.
    if (!c.req.header('authorization')?.startsWith('AWS4-'))
      throw new SesError('MissingAuthenticationTokenException', 'Missing Authentication Token')
    await next()
  })
  for (const operation of allOperations)
    api.on(operation.method, operation.path, (c) => answer(c, sim, publisher, operation))
  api.all('*', (c) => {
    throw new SesError(
      'UnknownOperationException',
      `The SES simulator does not know ${c.req.method} ${c.req.path}`,
    )
  })
  api.onError((error, c) => refuse(c, error))
  return api
}
