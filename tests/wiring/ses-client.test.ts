import { Agent, createServer, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { listen } from '#infra/local/listen.ts'
import { clientTo } from '#tests/support/ses.ts'

const IDLE_MS = 4000
const Configured = z.object({ httpAgent: z.instanceof(Agent) })

const agentOf = ({ config: { requestHandler } }: SESv2Client): Agent => {
  if (!('httpHandlerConfigs' in requestHandler) || typeof requestHandler.httpHandlerConfigs !== 'function')
    throw new TypeError('The client’s agent cannot be seen.')
  return Configured.parse(requestHandler.httpHandlerConfigs()).httpAgent
}

/** A server that answers when it is told to, and the client that sends mail, connected to it. */
const connected = async () => {
  let connections = 0
  const held: ServerResponse[] = []
  let holds = false
  const answer = (response: ServerResponse) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  const server = createServer((_, response) => {
    if (holds) held.push(response)
    else answer(response)
  })
  server.on('connection', () => {
    connections += 1
  })
  const port = await listen(server, 0, 'SES')
  const client = clientTo(`http://127.0.0.1:${port}`)
  onTestFinished(() => {
    client.destroy()
    server.closeAllConnections()
    server.close()
  })
  const call = () => client.send(new GetAccountCommand({}))
  await call()
  const httpAgent = agentOf(client)
  const only = (sockets: NodeJS.ReadOnlyDict<Socket[]>): Socket => {
    const [socket, ...others] = Object.values(sockets).flat()
    if (socket === undefined || others.length > 0) throw new Error('There is not one socket.')
    return socket
  }
  return {
    call,
    connections: () => connections,
    idleSocket: () => only(httpAgent.freeSockets),
    busySocket: () => only(httpAgent.sockets),
    hold() {
      holds = true
    },
    isCalled: () => held.length > 0,
    answer: () => {
      for (const response of held) answer(response)
    },
  }
}

/** As Node does when nothing came or went for the socket's time. */
const letTimePass = async (socket: Socket): Promise<void> => {
  expect(socket.timeout).toBe(IDLE_MS)
  socket.emit('timeout')
  await new Promise((resolve) => setImmediate(resolve))
}

test('calls in a row share a connection', async () => {
  const ses = await connected()
  await ses.call()
  expect(ses.connections()).toBe(1)
})

test('a connection that stood idle for four seconds is not used again', async () => {
  const ses = await connected()
  const idle = ses.idleSocket()
  await letTimePass(idle)
  expect(idle.destroyed).toBe(true)
  await ses.call()
  expect(ses.connections()).toBe(2)
})

test('a call whose answer takes longer is not cut', async () => {
  const ses = await connected()
  ses.hold()
  const calling = ses.call()
  await expect.poll(ses.isCalled, { interval: 5 }).toBe(true)
  const busy = ses.busySocket()
  await letTimePass(busy)
  expect(busy.destroyed).toBe(false)
  ses.answer()
  await calling
  expect(ses.connections()).toBe(1)
})
