import { parseArgs } from 'node:util'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import * as z from 'zod'
import { asciiJson } from '../ascii-json.ts'
import { startSesSimulator } from './simulator.ts'

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, 'sns-endpoint': { type: 'string' } },
})
const options = z
  .object({
    port: z.coerce.number().int().min(0).max(65_535).default(0),
    data: z.string({ error: 'Say where to keep the mails: --data <folder>' }),
    'sns-endpoint': z.url().optional(),
  })
  .parse(values)

const endpoint = options['sns-endpoint']
const sns =
  endpoint === undefined
    ? undefined
    : new SNSClient({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      })

const simulator = await startSesSimulator({
  port: options.port,
  dataDir: options.data,
  ...(sns
    ? {
        publish: async (TopicArn, Message) => {
          await sns.send(new PublishCommand({ TopicArn, Message: asciiJson(Message) }))
        },
      }
    : {}),
})
process.stdout.write(`${JSON.stringify({ url: simulator.url, port: simulator.port })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await simulator.stop()
    process.exit(0)
  })
