import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { systemClock } from '#functions/wiring/clock.ts'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { local } from '../stages.ts'
import { Busy } from './busy.ts'
import { DEFAULT_PORT } from './default-port.ts'
import { startLocalCloud } from './local-cloud.ts'
import { sampleJob } from './main-job.ts'
import { seed } from './seed.ts'
import { SENDER_DOMAIN } from './sender-domain.ts'

/** What a running local cloud leaves in its data folder, so that commands find it. */
const Running = z.strictObject({
  pid: z.int(),
  publicOrigin: z.url(),
  environment: z.record(z.string(), z.string()),
})
type Running = z.infer<typeof Running>

const runFile = (dataDir: string): string => join(dataDir, 'run.json')

/** Whole or not at all, for a command may be looking. */
export const announce = (dataDir: string, running: Omit<Running, 'pid'>): void => {
  const file = runFile(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, ...running }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export const retract = (dataDir: string): void => rmSync(runFile(dataDir), { force: true })

const answers = async (origin: string): Promise<boolean> => {
  try {
    await fetch(origin, { signal: AbortSignal.timeout(2000) })
    return true
  } catch {
    // Whatever it is, nobody serves there: the file was left by a process that was killed.
    return false
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // No such process, or one of somebody else's.
    return false
  }
}

const readRunFile = (dataDir: string): unknown => {
  try {
    return JSON.parse(readFileSync(runFile(dataDir), 'utf8'))
  } catch {
    // None is running, or its start was cut short.
    return undefined
  }
}

const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  const running = Running.safeParse(readRunFile(dataDir)).data
  const isThere = running !== undefined && isAlive(running.pid) && (await answers(running.publicOrigin))
  return isThere ? running : undefined
}

export interface Connection {
  readonly desk: Desk
  /** Lets a moment pass in which workers work. */
  wait(): Promise<void>
  close(): Promise<void>
}

const MOMENT_MS = 250
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, MOMENT_MS))

/** Fills a store that is still empty with the sample newsletter, as the first start does. */
const withSample = async (desk: Desk): Promise<boolean> => {
  if ((await desk.newsletters.slugs()).length > 0) return false
  await seed(desk, sampleJob(systemClock()))
  return true
}

const attach = async (dataDir: string): Promise<Connection | undefined> => {
  const running = await findRunning(dataDir)
  if (running === undefined) return undefined
  Object.assign(process.env, running.environment)
  return { desk: wireDesk(), wait: moment, close: async () => {} }
}

const start = async (dataDir: string, say: (line: string) => void): Promise<Connection> => {
  // A digest that is approved now is read when Gazette runs: its links lead there, and not to this command's port.
  const stage = () => local(`http://127.0.0.1:${DEFAULT_PORT}`, 'measured')
  const cloud = await startLocalCloud({ dataDir, senderDomain: SENDER_DOMAIN, stage, port: 0 })
  const desk = wireDesk()
  if (await withSample(desk)) say('There was no newsletter yet: the sample newsletter was made.')
  const wait = async (): Promise<void> => {
    await cloud.workers.drain()
    await moment()
  }
  return { desk, wait, close: () => cloud.stop() }
}

const LOOK_EVERY_MS = 300
const PATIENCE_MS = 20_000

/**
 * Attaches to the local cloud that runs on a data folder, or starts one for as long as the connection, without its tick.
 * The workers of the queues then work while a command waits. Waits for one that is just starting, or for another command to end.
 */
export const connect = async (dataDir: string, say: (line: string) => void): Promise<Connection> => {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return (await attach(dataDir)) ?? (await start(dataDir, say))
    } catch (error) {
      if (!(error instanceof Busy) || Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
