import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Deployment } from '#infra/local/deployment.ts'
import { eventSources } from '#infra/local/event-sources.ts'
import { startHttpApi } from '#infra/local/http-api.ts'

// One process that serves the web pages and does nothing else: `node desk-main.ts DEPLOYMENT PORT`. Handlers are loaded
// for their first request, as Lambda starts a function.

const [file = '', port = ''] = parseArgs({ allowPositionals: true }).positionals
const deployment = Deployment.parse(JSON.parse(readFileSync(file, 'utf8')))
Object.assign(process.env, deployment.environment)
await startHttpApi(Number(port), eventSources(deployment).http)
process.stdout.write('listening\n')
