import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { SQSClient } from '@aws-sdk/client-sqs'
import { Deployment } from './deployment.ts'
import { eventSources } from './event-sources.ts'
import { startWorkers } from './workers.ts'

// One process of workers, as many as one likes: `node infra/local/worker-main.ts DEPLOYMENT`, the file that the
// emulators' process writes. It loads handlers and clients alone, so that its memory is that of the sender.

const [file = ''] = parseArgs({ allowPositionals: true }).positionals
const deployment = Deployment.parse(JSON.parse(readFileSync(file, 'utf8')))
Object.assign(process.env, deployment.environment)
const workers = startWorkers(eventSources(deployment), new SQSClient({}))
workers.run(deployment.tick.everySeconds)
process.stdout.write('working\n')

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await workers.stop()
    process.exit(0)
  })
