import { createServer, type RequestListener } from 'node:http'
import { closed, listen } from '../listen.ts'

export interface LocalSignIn {
  readonly issuer: string
  readonly clientId: string
  readonly port: number
  stop(): Promise<void>
}

const CLIENT_ID = 'gazette-desk'

/** An OpenID Connect provider on this machine, where the sample people sign in. It listens at once; its library, which takes a while, is loaded for the first request. */
export const startSignIn = async (port: number, publicOrigin: string): Promise<LocalSignIn> => {
  let loaded: Promise<RequestListener> | undefined
  const load = async (issuer: string): Promise<RequestListener> => {
    const { openProvider } = await import('./provider.tsx')
    return openProvider({ issuer, clientId: CLIENT_ID, publicOrigin }).callback()
  }
  const server = createServer(async (request, response) => {
    // Only by its address: a web page elsewhere could rebind a name of its own to this machine.
    if (request.headers.host !== new URL(issuer).host) {
      response.writeHead(421).end()
      return
    }
    loaded ??= load(issuer)
    try {
      const answer = await loaded
      answer(request, response)
    } catch (error) {
      console.error(error)
      response.writeHead(500).end()
    }
  })
  const bound = await listen(server, port, 'the sign-in')
  const issuer = `http://127.0.0.1:${bound}`
  return { issuer, clientId: CLIENT_ID, port: bound, stop: () => closed(server) }
}
