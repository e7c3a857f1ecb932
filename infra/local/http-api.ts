import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { ACCOUNT } from './account.ts'
import { closed, listen } from './listen.ts'

export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>

/** A request as an HTTP API hands it to Lambda, in payload format 2.0. */
const toEvent = async (request: Request): Promise<APIGatewayProxyEventV2> => {
  const url = new URL(request.url)
  const body = Buffer.from(await request.arrayBuffer())
  const { cookie, ...headers } = Object.fromEntries(request.headers)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  }
}

const toResponse = (result: APIGatewayProxyStructuredResultV2): Response => {
  const { statusCode = 200, body = '', isBase64Encoded = false, cookies = [] } = result
  const headers = new Headers()
  for (const [name, value] of Object.entries(result.headers ?? {})) headers.append(name, String(value))
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  const hasBody = body !== '' && ![204, 304].includes(statusCode)
  return new Response(hasBody ? Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') : null, {
    status: statusCode,
    headers,
  })
}

/** Does what API Gateway does: every request becomes an event of the handler. */
export const startHttpApi = async (
  port: number,
  handler: HttpHandler,
): Promise<{ port: number; stop(): Promise<void> }> => {
  const calls = new Set<Promise<Response>>()
  const answer = async (request: Request): Promise<Response> =>
    toResponse(await handler(await toEvent(request)))
  const server = createServer(
    getRequestListener((request) => {
      const call = answer(request).finally(() => calls.delete(call))
      calls.add(call)
      return call
    }),
  )
  return {
    port: await listen(server, port, 'the web pages'),
    // Who asked may be gone, and the handler is still at work on tables that are closed next: it is waited for.
    async stop() {
      const stopped = closed(server)
      while (calls.size > 0) await Promise.allSettled(calls)
      await stopped
    },
  }
}
