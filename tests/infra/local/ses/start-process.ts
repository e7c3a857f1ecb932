import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** The simulator as a process of its own, once it says where it listens. */
export const startProcess = async (
  dataDir: string,
  options: readonly string[] = [],
  node: readonly string[] = [],
): Promise<{ child: ChildProcess; url: string }> => {
  const main = ['--import', 'tsx', 'infra/local/ses/main.ts', '--data', dataDir]
  const child = spawn('node', [...node, ...main, ...options], { stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)))
    child.once('close', (code) => reject(new Error(`The simulator ended with ${code}: ${errors}`)))
  })
  return { child, url: JSON.parse(line).url }
}

/** Ends a process as a crash does, and waits until it is gone. */
export const kill = (child: ChildProcess): Promise<unknown> => {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return gone
}
