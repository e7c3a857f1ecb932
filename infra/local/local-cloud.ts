import { mkdirSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import dynalite from 'dynalite'
import type { Stage } from '../stages.ts'
import { ACCOUNT, REGION } from './account.ts'
import { environmentOf, type HandlerCode, loadHandlers } from './handlers.ts'
import { startHttpApi } from './http-api.ts'
import { listen } from './listen.ts'
import { provisionQueues, releaseMessages } from './provision-queues.ts'
import { provisionSes } from './provision-ses.ts'
import { provisionTables } from './provision-tables.ts'
import { startQueueEmulator } from './queue-emulator.ts'
import { resolver } from './resolve.ts'
import { startSecretsServer } from './secrets-server.ts'
import { type SesSimulator, startSesSimulator } from './ses/simulator.ts'
import { synthesise } from './template.ts'
import { type Workers, wireWorkers } from './workers.ts'

export interface LocalCloudOptions {
  readonly dataDir: string
  readonly senderDomain: string
  readonly stage: (publicOrigin: string) => Stage
  /** The web pages stand on this port, the inbox on the next, the emulators behind them; 0 takes any free ports. */
  readonly port: number
  /** Forgets what earlier starts kept. */
  readonly fresh?: boolean
  readonly code?: HandlerCode
}

export interface LocalCloud {
  readonly publicOrigin: string
  readonly inbox: SesSimulator
  readonly workers: Workers
  /** The variables of the handlers, so that other code can be wired as they are. */
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** The same JSON in ASCII: fauxqs takes no characters beyond the BMP in a message, SQS does. */
const asciiJson = (json: string): string =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** Starts the emulators, makes what the synthesised template names, and calls the very handlers that Lambda calls. */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const { dataDir, port } = options
  const portAt = (offset: number): number => (port === 0 ? 0 : port + offset)

  // Reserved first and answered later: the pages need handlers, and these need the address of the pages. Nothing is
  // touched before, because a busy port may mean that a running cloud is using the data.
  let handle: Parameters<typeof startHttpApi>[1] = async () => ({ statusCode: 503 })
  const web = await startHttpApi(port, (event) => handle(event))
  if (options.fresh) forgetData(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const publicOrigin = `http://127.0.0.1:${web.port}`

  const code = options.code ?? 'sources'
  const template = synthesise({
    stage: options.stage(publicOrigin),
    senderDomain: options.senderDomain,
    bundle: code === 'bundles',
    outdir: join(dataDir, 'cdk.out'),
  })

  const database = dynalite({ path: join(dataDir, 'dynamodb'), createTableMs: 0 })
  // Node stamps answers with the machine's time. In virtual time the SDK would take that for a skewed clock and repeat
  // every write whose condition fails.
  database.prependListener('request', (_, answer) => answer.setHeader('Date', new Date().toUTCString()))
  const databasePort = await listen(database, portAt(2), 'the tables')
  const aws = await startQueueEmulator(portAt(3), join(dataDir, 'aws'))
  const queueOrigin = `http://127.0.0.1:${aws.port}`
  const resolve = resolver(template, queueOrigin)
  const secrets = await startSecretsServer(portAt(4), dataDir, template, resolve)
  const inbox = await startSesSimulator({
    port: portAt(1),
    dataDir: join(dataDir, 'ses'),
    region: REGION,
    accountId: ACCOUNT,
    publish: async (topicArn, message) => {
      aws.publish(topicArn.slice(topicArn.lastIndexOf(':') + 1), asciiJson(message))
    },
  })

  const environment = {
    ...environmentOf(template, resolve, code),
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${databasePort}`,
    AWS_ENDPOINT_URL_SQS: queueOrigin,
    AWS_ENDPOINT_URL_S3: queueOrigin,
    AWS_ENDPOINT_URL_SESV2: inbox.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${secrets.port}`,
  }
  Object.assign(process.env, environment)

  await provisionTables(new DynamoDBClient({}), template, resolve)
  provisionQueues(aws, template, resolve)
  await provisionSes(inbox.url, template, resolve)
  const sqs = new SQSClient({})
  await releaseMessages(aws, template, resolve, sqs)

  const handlers = await loadHandlers(template, code)
  const workers = wireWorkers(template, resolve, handlers, sqs)
  handle = workers.http

  return {
    publicOrigin,
    inbox,
    workers,
    environment,
    async stop() {
      await workers.stop()
      await inbox.stop()
      await Promise.all([web.server, secrets.server, database].map(closed))
      await aws.stop()
    },
  }
}

/** Forgets everything that a local cloud kept. */
export const forgetData = (dataDir: string): void => rmSync(dataDir, { recursive: true, force: true })
