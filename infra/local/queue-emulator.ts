import { Server } from 'node:net'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { REGION } from './account.ts'
import { BusyPort } from './listen.ts'

/** fauxqs listens on every interface; while it starts, every server is bound to loopback, since events name readers. */
const onLoopback = async <T>(start: () => Promise<T>): Promise<T> => {
  const { listen } = Server.prototype
  Server.prototype.listen = function (this: Server, ...given: unknown[]) {
    const [options, ...rest] = given
    const bound = typeof options === 'object' ? [{ ...options, host: '127.0.0.1' }, ...rest] : given
    return Reflect.apply(listen, this, bound)
  } as typeof listen
  try {
    return await start()
  } finally {
    Server.prototype.listen = listen
  }
}

/** SQS, SNS and S3 in this process, kept in a folder or, without one, in memory. */
export const startQueueEmulator = async (port: number, dataDir?: string): Promise<FauxqsServer> => {
  const options = { port, logger: false, defaultRegion: REGION, ...(dataDir !== undefined && { dataDir }) }
  try {
    return await onLoopback(() => startFauxqs(options))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new BusyPort(port, 'the queues and the bucket')
    throw error
  }
}
