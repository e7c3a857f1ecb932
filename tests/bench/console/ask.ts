import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Answered {
  readonly status: number
  /** From the request to the first byte of its answer, and to its last. */
  readonly firstByteMs: number
  readonly wholeMs: number
  /** Of headers and body, as they went over the wire. */
  readonly wireBytes: number
  /** Of the body, uncompressed. */
  readonly bytes: number
  readonly body: string
}

export type Ask = (path: string) => Promise<Answered>

/** Asks one thing after the other, compressed, as who signed in; on one connection unless each is to have its own. */
export const askAt = (publicOrigin: string, cookie: string, keepAlive = true): Ask => {
  const agent = new Agent({ keepAlive, maxSockets: 1 })
  const headers = { cookie, 'accept-encoding': 'gzip', 'sec-fetch-site': 'same-origin' }
  return (path) =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const asked = request(new URL(path, publicOrigin), { agent, headers }, (response) => {
        const firstByteMs = performance.now() - began
        const { socket } = response
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const wholeMs = performance.now() - began
          const sent = Buffer.concat(chunks)
          const body = response.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
          resolve({
            status: response.statusCode ?? 0,
            firstByteMs,
            wholeMs,
            wireBytes: socket.bytesRead - before,
            bytes: body.length,
            body: body.toString(),
          })
        })
      })
      let before = 0
      asked.on('socket', (socket) => {
        before = socket.bytesRead
      })
      asked.on('error', reject)
      asked.end()
    })
}
