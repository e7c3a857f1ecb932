import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Busy } from './busy.ts'

/** Listens on loopback only; 0 is any free port. A busy port is an error that names it. */
export const listen = (server: Server, port: number, what: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new BusyPort(port, what) : error),
    )
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

/** Ends its connections, and listens no more. */
export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** A port that another program listens on. */
export class BusyPort extends Busy {
  override name = 'BusyPort'
  constructor(port: number, what: string) {
    super(
      `Port ${port}, meant for ${what}, is in use. Is Gazette running already? Else stop what runs there, or choose with --port.`,
    )
  }
}
