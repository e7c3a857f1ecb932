import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startQueueEmulator } from '#infra/local/queue-emulator.ts'

export type QueueEmulator = Awaited<ReturnType<typeof startQueueEmulator>>

/** SQS, SNS and S3 for the tests of one file. */
export const withQueueEmulator = (ready: (emulator: QueueEmulator, endpoint: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'gazette-queues-'))
  let emulator: QueueEmulator | undefined
  beforeAll(async () => {
    emulator = await startQueueEmulator(0, folder)
    ready(emulator, `http://127.0.0.1:${emulator.port}`)
  })
  afterAll(async () => {
    await emulator?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
}
