import { fileURLToPath } from 'node:url'
import { BusyPort } from '#infra/local/listen.ts'
import { startPreview } from './start-preview.ts'

// `npm run mail`. Node starts it anew when its code changes, or the renderer's; templates it reads at each request.

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const FIRST_PORT = 4400
const LAST_PORT = 4419

const start = async (port: number): Promise<string> => {
  try {
    return (await startPreview(TEMPLATES, port)).url
  } catch (error) {
    if (!(error instanceof BusyPort) || port === LAST_PORT) throw error
    return start(port + 1)
  }
}

console.log(`The mails: ${await start(FIRST_PORT)}`)
