import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TSX = import.meta.resolve('tsx')

export interface Program {
  readonly child: ChildProcess
  /** The first line that it writes; fails when it ends before. */
  readonly firstLine: Promise<string>
  stop(): Promise<void>
}

/** A program of this project as a process of its own. */
export const startProgram = (
  file: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Program => {
  const child = spawn(process.execPath, [...nodeOptions, '--import', TSX, file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const firstLine = Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => {
      throw new Error(`${file} ended before it said anything.`)
    }),
  ])
  firstLine.catch(() => undefined)
  return {
    child,
    firstLine,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
