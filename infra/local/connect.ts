import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { systemClock } from '#functions/wiring/clock.ts'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { local } from '../stages.ts'
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

export const announce = (dataDir: string, running: Running): void =>
  writeFileSync(runFile(dataDir), JSON.stringify(running), { mode: 0o600 })

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

const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  let text: string
  try {
    text = readFileSync(runFile(dataDir), 'utf8')
  } catch {
    // None is running, or none ever did.
    return undefined
  }
  const running = Running.safeParse(JSON.parse(text)).data
  return running !== undefined && (await answers(running.publicOrigin)) ? running : undefined
}

export interface Connection {
  readonly desk: Desk
  close(): Promise<void>
}

/** Fills a store that is still empty with the sample newsletter, as the first start does. */
export const withSample = async (desk: Desk): Promise<boolean> => {
  if ((await desk.newsletters.slugs()).length > 0) return false
  await seed(desk, sampleJob(systemClock()))
  return true
}

/** Attaches to the local cloud that runs on a data folder, or starts one for as long as the connection, without its tick. */
export const connect = async (dataDir: string, say: (line: string) => void): Promise<Connection> => {
  const running = await findRunning(dataDir)
  if (running !== undefined) {
    Object.assign(process.env, running.environment)
    return { desk: wireDesk(), close: async () => {} }
  }
  const stage = (origin: string) => local(origin, 1)
  const cloud = await startLocalCloud({ dataDir, senderDomain: SENDER_DOMAIN, stage, port: 0 })
  const desk = wireDesk()
  if (await withSample(desk)) say('There was no newsletter yet: the sample newsletter was made.')
  return { desk, close: () => cloud.stop() }
}
