import { createServer } from 'node:http'
import { afterAll } from 'vitest'
import { listen } from '#infra/local/listen.ts'

/** A page on a site of somebody else: another host, as browsers see it, and another port. */
export const otherSite = async (html: string): Promise<string> => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
  })
  const port = await listen(server, 0, 'the other site')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${port}/`
}
