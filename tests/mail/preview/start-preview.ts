import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { listen } from '#infra/local/listen.ts'
import { createPreview } from './create-preview.tsx'

/** Shows the mails of a folder of templates on 127.0.0.1; port 0 is any free one. */
export const startPreview = async (
  templatesDir: string,
  port: number,
): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const server = createAdaptorServer({ fetch: createPreview(templatesDir).fetch }) as Server
  const url = `http://127.0.0.1:${await listen(server, port, 'the mails')}/`
  return {
    url,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
