import { afterAll, beforeAll } from 'vitest'
import { startQueueEmulator } from '#infra/local/queue-emulator.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type QueueEmulator = Awaited<ReturnType<typeof startQueueEmulator>>

/** SQS, SNS and S3 for the tests of one file. */
export const withQueueEmulator = (ready: (emulator: QueueEmulator, endpoint: string) => void): void => {
  const folder = temporaryFolder()
  let emulator: QueueEmulator | undefined
  beforeAll(async () => {
    emulator = await startQueueEmulator(0, folder.path)
    ready(emulator, `http://127.0.0.1:${emulator.port}`)
  })
  afterAll(async () => {
    await emulator?.stop()
    folder.remove()
  })
}
