import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { Busy } from './busy.ts'

export const LOCK = 'lock'

const isLocked = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'LEVEL_LOCKED'

/** Keeps a data folder for this process alone until it is released or the process ends, however it ends: the system frees LevelDB's lock. */
export const holdFolder = async (dataDir: string): Promise<() => Promise<void>> => {
  const lock = new ClassicLevel(join(dataDir, LOCK))
  try {
    await lock.open()
  } catch (error) {
    await lock.close()
    if (!isLocked(error)) throw error
    throw new Busy(`Another Gazette is using ${dataDir}. Try again when it has stopped.`)
  }
  return () => lock.close()
}
