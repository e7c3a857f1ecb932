import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import * as z from 'zod'
import { listen } from '../listen.ts'
import { type AcceptedEntry, acceptedEntries } from './accepted-entries.ts'
import type { Account } from './account.ts'
import { createApi } from './api.ts'
import { createControl } from './control.ts'
import { createPublisher, type Publish } from './events/publisher.ts'
import { createFaults } from './faults/create-faults.ts'
import { FaultRule } from './faults/fault-rule.ts'
import { createInbox } from './inbox/create-inbox.tsx'
import { type Message, readMessage } from './read-message.ts'
import { createOperationRates } from './rules/operation-rates.ts'
import { createQuota } from './rules/quota.ts'
import { openAcceptedLog } from './store/accepted-log.ts'
import { openContentStore } from './store/content-store.ts'
import { openState } from './store/state.ts'

export interface SesSimulatorOptions {
  /** 0 or none: any free port. The host is always 127.0.0.1. */
  readonly port?: number
  readonly dataDir: string
  readonly region?: string
  readonly accountId?: string
  readonly account?: Partial<Account>
  readonly publish?: Publish
}

export interface SesSimulator {
  readonly port: number
  readonly url: string
  setFaults(rules: FaultRule[]): void
  accepted(): AcceptedEntry[]
  message(id: string): Message
  /** Resolves when all events are published, also those that a fault delays. */
  idle(): Promise<void>
  /** Events that are not published by now are published after the next start. */
  stop(): Promise<void>
}

/** Amazon SES v2 on this machine: the real wire protocol, strict limits, nothing sent anywhere. */
export const startSesSimulator = async (options: SesSimulatorOptions): Promise<SesSimulator> => {
  const { dataDir } = options
  const app = new Hono()
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // Listen first: a second simulator that finds the port taken must not have touched the files of the first.
  const port = await listen(server, options.port ?? 0, 'the inbox')
  mkdirSync(dataDir, { recursive: true })
  const state = openState(dataDir, options.account ?? {})
  const log = openAcceptedLog(dataDir)
  const sim = {
    owner: { region: options.region ?? 'us-east-1', accountId: options.accountId ?? '000000000000' },
    state,
    log,
    contents: openContentStore(dataDir),
    quota: createQuota(() => state.account, log.history),
    operationRates: createOperationRates(),
    faults: createFaults(),
  }
  const publisher = createPublisher(sim, options.publish ?? (async () => {}))
  app
    .route('/_simulator', createControl(sim, publisher))
    .route('/', createInbox(sim))
    .route('/', createApi(sim, publisher))
  for (const call of log.unpublished()) publisher.enqueue(call)

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    setFaults: (rules) => sim.faults.set(z.array(FaultRule).parse(rules)),
    accepted: () => [...acceptedEntries(log)],
    message: (id) => readMessage(sim, id),
    idle: publisher.idle,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await publisher.stop()
      log.close()
    },
  }
}
