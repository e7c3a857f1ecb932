import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { local } from '../stages.ts'
import { deploymentOf } from './deployment-of.ts'
import { startEmulators } from './emulators.ts'
import { provision } from './provision.ts'
import { SENDER_DOMAIN } from './sender-domain.ts'
import { synthesise } from './template.ts'

// The emulators as a process of their own, with all data in memory. Ports are those of a local cloud, counted from the
// web pages', which nobody serves here: on the next the SES simulator must run already, publishing to the third after it
// (`ses/main.ts --sns-endpoint`). Writes `deployment.json`, from which workers work.

/** What may differ from the local stage. */
const Times = z
  .strictObject({
    pace: z.enum(['measured', 'unlimited']),
    canarySeconds: z.number().positive(),
    draftLeadSeconds: z.number().min(0),
    closeEverySeconds: z.number().positive(),
    uncertainSeconds: z.number().positive(),
    stepTimeoutSeconds: z.int().positive(),
    callTimeoutSeconds: z.int().positive(),
    feedbackWindowSeconds: z.int().min(0),
  })
  .partial()

const json = z.string().transform((text): unknown => JSON.parse(text))

const { data, port, stage, bundles } = z
  .object({
    data: z.string(),
    port: z.coerce.number().int().min(1).max(65_531),
    stage: json.pipe(Times).default({}),
    bundles: z.boolean().default(false),
  })
  .parse(
    parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        stage: { type: 'string' },
        bundles: { type: 'boolean' },
      },
    }).values,
  )

const originAt = (offset: number): string => `http://127.0.0.1:${port + offset}`
const sesUrl = originAt(1)

mkdirSync(data, { recursive: true })
const template = synthesise({
  stage: { ...local(originAt(0), 'unlimited'), ...stage },
  senderDomain: SENDER_DOMAIN,
  bundle: bundles,
  outdir: join(data, 'cdk.out'),
})
const emulators = await startEmulators(template, data, (offset) => port + offset, 'in memory')
const code = bundles ? 'bundles' : 'sources'
const deployment = deploymentOf(template, emulators.resolver, code, emulators.endpoints(sesUrl))
Object.assign(process.env, deployment.environment)
await provision(template, emulators, sesUrl)
writeFileSync(join(data, 'deployment.json'), JSON.stringify(deployment, null, 2), { mode: 0o600 })
process.stdout.write('provisioned\n')

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await emulators.stop()
    process.exit(0)
  })
