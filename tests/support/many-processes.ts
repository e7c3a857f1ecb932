import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Desk, wireDesk } from '#functions/wiring/desk.ts'
import { Deployment } from '#infra/local/deployment.ts'
import type { HandlerCode } from '#infra/local/handlers.ts'
import type { Stage } from '#infra/stages.ts'
import { freePorts, type GazetteProcess, startProgram } from './gazette-process.ts'
import { type Killable, killable } from './killable.ts'
import { type SimulatorControl, simulatorAt } from './simulator-at.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface ManyProcesses {
  readonly deployment: Deployment
  readonly desk: Desk
  readonly ses: Killable
  readonly simulator: SimulatorControl
  /** Starts one more process of workers; the options are Node's, as `--max-old-space-size=96`. */
  startWorker(...nodeOptions: string[]): Killable
  /** What all processes so far wrote to standard error: the end of it. */
  errors(): string
  /** Kills whatever runs and forgets the data. */
  stop(): Promise<void>
}

const MOST_ERRORS = 4000

/** Node's own stripping of types: without tsx a process starts faster, and its heap is its own. */
const WITHOUT_TSX: string[] = []

/**
 * A local cloud as separate processes on loopback: the emulators in one, the SES simulator, and workers as one starts
 * them. `stage` is what differs from the local one.
 */
export const startManyProcesses = async (
  stage: Partial<Stage>,
  code: HandlerCode = 'sources',
): Promise<ManyProcesses> => {
  const folder = temporaryFolder()
  const port = await freePorts()
  const originAt = (offset: number): string => `http://127.0.0.1:${port + offset}`
  const file = join(folder.path, 'deployment.json')
  const started: GazetteProcess[] = []
  const running = new Set<GazetteProcess>()

  const start = (program: string, args: string[], nodeOptions?: string[]): GazetteProcess => {
    const process = startProgram(program, folder.path, args, nodeOptions)
    started.push(process)
    running.add(process)
    process.ended.then(() => running.delete(process))
    return process
  }
  const stop = async (): Promise<void> => {
    // What was killed a moment ago may just come back.
    while (running.size > 0) {
      const left = [...running]
      for (const { child } of left) child.kill('SIGKILL')
      await Promise.all(left.map(({ ended }) => ended))
    }
    folder.remove()
  }

  try {
    const data = ['--port', String(port + 1), '--data', join(folder.path, 'ses')]
    const ses = killable(() => start('infra/local/ses/main.ts', [...data, '--sns-endpoint', originAt(3)]))
    await ses.up()
    const named = ['--data', folder.path, '--port', String(port), '--stage', JSON.stringify(stage)]
    const all = code === 'bundles' ? [...named, '--bundles'] : named
    await killable(() => start('infra/local/emulators-main.ts', all, WITHOUT_TSX)).up()
    const deployment = Deployment.parse(JSON.parse(readFileSync(file, 'utf8')))
    Object.assign(process.env, deployment.environment)
    return {
      deployment,
      desk: wireDesk(),
      ses,
      simulator: simulatorAt(originAt(1)),
      startWorker: (...nodeOptions) =>
        killable(() => start('infra/local/worker-main.ts', [file], [...WITHOUT_TSX, ...nodeOptions])),
      errors: () =>
        started
          .map((process) => process.errors())
          .join('')
          .slice(-MOST_ERRORS),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
