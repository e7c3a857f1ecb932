import type { GazetteProcess } from './gazette-process.ts'
import { until } from './gazette-process.ts'

/** A process that comes back when it is killed. */
export interface Killable {
  /** The process, once it has said that it is ready. */
  up(): Promise<GazetteProcess>
  /** Ends it as `kill -9` does, at whatever it is, and begins its next start. */
  kill(): Promise<void>
}

const START_SECONDS = 60

export const killable = (start: () => GazetteProcess): Killable => {
  let process = start()
  return {
    async up() {
      const starting = process
      const ended = starting.ended.then(() => {
        throw new Error(`It ended as it started: ${starting.errors()}`)
      })
      await Promise.race([until(() => starting.output() || undefined, START_SECONDS), ended])
      return starting
    },
    async kill() {
      process.child.kill('SIGKILL')
      await process.ended
      process = start()
    },
  }
}
