import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Stage } from '../stages.ts'
import { deploymentOf } from './deployment-of.ts'
import { startEmulators } from './emulators.ts'
import { eventSources } from './event-sources.ts'
import type { HandlerCode } from './handlers.ts'
import { holdFolder, LOCK } from './hold-folder.ts'
import { type HttpHandler, startHttpApi } from './http-api.ts'
import { loadHandler } from './load-handler.ts'
import { provision } from './provision.ts'
import { reap } from './reap.ts'
import type { SesSimulator } from './ses/simulator.ts'
import { startSignIn } from './sign-in/start-sign-in.ts'
import { startInbox } from './start-inbox.ts'
import { synthesise } from './template.ts'
import { startWorkers, type Workers } from './workers.ts'

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
  /** Deletes what expired, and answers how many items that was; done every few minutes while the workers run. */
  reap(): Promise<number>
  stop(): Promise<void>
}

/** As Cognito has it. */
const GROUPS_CLAIM = 'cognito:groups'

/** Starts the emulators, makes what the synthesised template names, and calls the very handlers that Lambda calls. */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const { dataDir, port, code = 'sources' } = options
  // Reserved first and answered later: the pages need handlers, and these need the address of the pages. Nothing is
  // touched before, because a busy port may mean that a running cloud is using the data.
  let handle: HttpHandler = async () => ({ statusCode: 503 })
  const web = await startHttpApi(port, (event) => handle(event))
  const publicOrigin = `http://127.0.0.1:${web.port}`
  mkdirSync(dataDir, { recursive: true })
  const release = await holdFolder(dataDir).catch(async (error) => {
    await web.stop()
    throw error
  })
  if (options.fresh)
    for (const name of readdirSync(dataDir)) if (name !== LOCK) forgetData(join(dataDir, name))

  const portAt = (offset: number): number => (port === 0 ? 0 : port + offset)
  const signIn = await startSignIn(portAt(5), publicOrigin)
  const { issuer, clientId } = signIn
  const template = synthesise({
    stage: { ...options.stage(publicOrigin), signIn: { issuer, clientId, groupsClaim: GROUPS_CLAIM } },
    senderDomain: options.senderDomain,
    bundle: code === 'bundles',
    outdir: join(dataDir, 'cdk.out'),
  })
  const emulators = await startEmulators(template, dataDir, portAt)
  const inbox = await startInbox(portAt(1), dataDir, emulators.aws)
  const deployment = deploymentOf(template, emulators.resolver, code, emulators.endpoints(inbox.url))
  const { environment, queues, tick, http } = deployment
  Object.assign(process.env, environment)
  await provision(template, emulators, inbox.url)

  // Loaded now, so that one that cannot start fails the start.
  for (const { handler } of [...queues, tick, http, ...http.routes]) await loadHandler(handler)
  const sources = eventSources(deployment)
  const database = new DynamoDBClient({})
  const reapAll = () => reap(database, template)
  const workers = startWorkers(sources, new SQSClient({}), reapAll)
  handle = sources.http
  return {
    publicOrigin,
    inbox,
    workers,
    environment,
    reap: reapAll,
    async stop() {
      await workers.stop()
      await web.stop()
      await inbox.stop()
      await signIn.stop()
      await emulators.stop()
      await release()
    },
  }
}

/** Forgets what a local cloud kept in a folder. */
export const forgetData = (folder: string): void => rmSync(folder, { recursive: true, force: true })
