import { parseArgs } from 'node:util'
import { startLocalCloud } from '#infra/local/local-cloud.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { local } from '#infra/stages.ts'

// A local cloud that nobody works in: `node … cloud-main.ts --data DIR`. Writes one line of JSON, with which another
// process calls the handlers, so that its CPU is theirs.

const { data = '' } = parseArgs({ options: { data: { type: 'string' } } }).values
const cloud = await startLocalCloud({
  dataDir: data,
  senderDomain: SENDER_DOMAIN,
  stage: (origin) => ({ ...local(origin, 'unlimited'), ramps: true, logLevel: 'info' }),
  port: 0,
})
process.stdout.write(`${JSON.stringify({ environment: cloud.environment, sesUrl: cloud.inbox.url })}\n`)
process.once('SIGTERM', async () => {
  await cloud.stop()
  process.exit(0)
})
