import type { Server } from 'node:http'
import { join } from 'node:path'
import dynalite from 'dynalite'
import type { FauxqsServer } from 'fauxqs'
import { REGION } from './account.ts'
import { closed, listen } from './listen.ts'
import { startQueueEmulator } from './queue-emulator.ts'
import { type Resolver, resolver as resolverOf } from './resolve.ts'
import { startSecretsServer } from './secrets-server.ts'
import type { SynthesisedTemplate } from './template.ts'

export interface Emulators {
  readonly aws: FauxqsServer
  readonly resolver: Resolver
  /** What makes the AWS SDK speak to them, and to SES at the given URL. */
  endpoints(sesUrl: string): Readonly<Record<string, string>>
  stop(): Promise<void>
}

const startDatabase = async (
  port: number,
  path: string | undefined,
): Promise<{ server: Server; port: number }> => {
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) })
  return { server, port: await listen(server, port, 'the tables') }
}

/**
 * Starts what plays AWS's services but SES, whose simulator may be another process. Their data is kept in the folder or
 * lives as long as they do; secrets are kept. `portAt` counts from the web pages' port.
 */
export const startEmulators = async (
  template: SynthesisedTemplate,
  dataDir: string,
  portAt: (offset: number) => number,
  data: 'kept' | 'in memory' = 'kept',
): Promise<Emulators> => {
  const folder = (name: string): string | undefined => (data === 'kept' ? join(dataDir, name) : undefined)
  const database = await startDatabase(portAt(2), folder('dynamodb'))
  const aws = await startQueueEmulator(portAt(3), folder('aws'))
  const queueOrigin = `http://127.0.0.1:${aws.port}`
  const resolver = resolverOf(template, queueOrigin)
  const secrets = await startSecretsServer(portAt(4), dataDir, template, resolver)
  return {
    aws,
    resolver,
    endpoints: (sesUrl) => ({
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}`,
      AWS_ENDPOINT_URL_SQS: queueOrigin,
      AWS_ENDPOINT_URL_S3: queueOrigin,
      AWS_ENDPOINT_URL_SESV2: sesUrl,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${secrets.port}`,
    }),
    async stop() {
      await Promise.all([closed(secrets.server), closed(database.server)])
      await aws.stop()
    },
  }
}
