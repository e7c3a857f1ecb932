import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TSX = import.meta.resolve('tsx')

/** Five ports in a row that are free now, below those that the system gives to others meanwhile. */
export const freePorts = async (): Promise<number> => {
  const isFree = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
  for (let port = 10_000 + Math.floor(Math.random() * 20_000); ; port += 7) {
    const all = await Promise.all([0, 1, 2, 3, 4, 5].map((offset) => isFree(port + offset)))
    if (all.every((free) => free)) return port
  }
}

export interface GazetteProcess {
  readonly child: ChildProcess
  readonly output: () => string
  readonly errors: () => string
  /** Resolves with the exit code; null after a signal. */
  readonly ended: Promise<number | null>
}

/** Ends a process when the one that started it is gone, however that ended. */
const END_WITH_US =
  'data:text/javascript,process.once("disconnect",()=>process.exit(1));process.channel?.unref()'

/** With tsx, which pages in JSX need. */
const WITH_TSX = ['--import', TSX]

/** Runs a program of this project, as a process of its own. */
export const startProgram = (
  program: string,
  folder: string,
  args: readonly string[],
  nodeOptions: readonly string[] = WITH_TSX,
): GazetteProcess => {
  const env = { PATH: process.env.PATH ?? '', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') }
  const child = spawn(
    process.execPath,
    ['--import', END_WITH_US, ...nodeOptions, join(ROOT, program), ...args],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  let output = ''
  let errors = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, output: () => output, errors: () => errors, ended }
}

/** Runs what `npm start` runs, as a process of its own. */
export const startGazette = (folder: string, ...args: string[]): GazetteProcess =>
  startProgram('infra/local/main.ts', folder, args)

/** Runs what `npm run gazette` runs, as a process of its own. */
export const startCommand = (folder: string, ...args: string[]): GazetteProcess =>
  startProgram('infra/local/gazette.ts', folder, args)

/** Looks again and again until there is something to see. */
export const until = async <T>(
  look: () => Promise<T | undefined> | T | undefined,
  seconds: number,
): Promise<T> => {
  const end = Date.now() + seconds * 1000
  for (let cause: unknown; ; ) {
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      cause = error
    }
    if (Date.now() > end) throw new Error(`Nothing came within ${seconds} s.`, { cause })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
